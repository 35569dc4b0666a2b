using System.Globalization;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

/// <summary>Reads an hour as people here write it.</summary>
public static partial class TimeText
{
    /// <summary>"8", "8h", "8h30", "08:30", "0830"; null for anything else.</summary>
    public static TimeOnly? Read(string text)
    {
        var match = Hour().Match(text.Trim());
        if (!match.Success) return null;
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        return hour < 24 && minute < 60 ? new TimeOnly(hour, minute) : null;
    }

    [GeneratedRegex(@"^(?<hour>[0-9]{1,2})(?:\s?[h:.]?\s?(?<minute>[0-9]{2})|\s?h)?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Hour();
}
