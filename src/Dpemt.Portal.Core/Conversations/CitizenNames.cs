using Dpemt.Portal.Citizens;

namespace Dpemt.Portal.Conversations;

/// <summary>How screens and texts call a citizen.</summary>
internal static class CitizenNames
{
    /// <summary>The name told, else the profile's, else the masked number.</summary>
    internal static string Display(string? name, string? profileName, string? phone) =>
        FirstOf(name, profileName) ?? PhoneNumber.Masked(phone);

    /// <summary>First word of the name told or of the profile's; null when there is neither.</summary>
    internal static string? First(string? name, string? profileName) =>
        FirstOf(name, profileName)?.Split(' ', 2, StringSplitOptions.RemoveEmptyEntries)[0];

    private static string? FirstOf(params ReadOnlySpan<string?> names)
    {
        foreach (var name in names)
        {
            var clean = Flow.FoldedText.Clean(name).Replace('\n', ' ').Trim();
            if (clean.Length > 0)
                return clean;
        }

        return null;
    }
}
