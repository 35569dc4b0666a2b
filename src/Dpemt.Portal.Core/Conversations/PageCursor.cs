using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Conversations;

/// <summary>Where the next page begins: opaque outside, safe in a URL, and refused when it was not made here.</summary>
public static class PageCursor
{
    /// <summary>Makes a cursor of an instant and an id.</summary>
    internal static string Of(DateTimeOffset at, string id) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(at.UtcTicks.ToString(CultureInfo.InvariantCulture) + "." + id));

    /// <summary>Reads a cursor; false when it is none.</summary>
    public static bool TryRead(string? cursor, out DateTimeOffset at, out string id)
    {
        at = default;
        id = "";
        if (string.IsNullOrEmpty(cursor) || cursor.Length > 200 || !Base64Url.IsValid(cursor))
            return false;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('.', 2);
        if (parts.Length != 2 || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks)
            return false;
        at = new DateTimeOffset(ticks, TimeSpan.Zero);
        id = parts[1];
        return true;
    }
}
