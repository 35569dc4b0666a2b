using System.Globalization;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Templates;

/// <summary>Positional variables of a template's text.</summary>
public static partial class TemplateText
{
    /// <summary>How many values a text needs: its highest variable. Named variables count as none; see <see cref="HasNamedVariables"/>.</summary>
    public static int CountVariables(string text) =>
        Positional().Matches(text).Select(m => int.Parse(m.Groups[1].ValueSpan, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();

    /// <summary>True when a text has variables with names, which the provider cannot fill in.</summary>
    public static bool HasNamedVariables(string text) => Named().IsMatch(text);

    /// <summary>The text with its variables replaced; a variable without a value stays visible as it is.</summary>
    public static string Fill(string text, IReadOnlyList<string> values) => Positional().Replace(text, match =>
    {
        var position = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        return position >= 1 && position <= values.Count ? values[position - 1] : match.Value;
    });

    [GeneratedRegex(@"\{\{\s*(\d{1,3})\s*\}\}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Positional();

    [GeneratedRegex(@"\{\{\s*[A-Za-z_]\w*\s*\}\}", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Named();
}
