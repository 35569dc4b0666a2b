using System.Buffers;
using System.Text;

namespace Dpemt.Portal.Exports;

/// <summary>
/// The one place where text is made safe for spreadsheets (OWASP, CSV injection). In CSV nothing says what a value is, so a
/// text that a spreadsheet would take for a formula or for a number that loses its zeros gets an apostrophe before it. In XLSX
/// the cell itself says that it is text; there only what the format cannot hold is taken out.
/// </summary>
internal static class ExportText
{
    /// <summary>Longest text of a cell that spreadsheets open.</summary>
    internal const int MaxCell = 32_767;

    private const string FormulaStarts = "=+-@\t\r\n＝＋－＠";

    // The comma, too: a spreadsheet in English cuts there, and what follows would be a cell of its own.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\";,\t\n\r'");

    /// <summary>A text as a field of CSV, guarded and quoted.</summary>
    internal static string ForCsv(string text) => Quote(text.Length > 0 && (FormulaStarts.Contains(text[0], StringComparison.Ordinal) || LosesDigits(text)) ? "'" + text : text);

    /// <summary>A value that is no text, or a heading, as a field of CSV.</summary>
    internal static string Quote(string text) => !text.AsSpan().ContainsAny(Quoted) ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text as a cell of a spreadsheet: without characters that XML does not know, and not longer than a cell.</summary>
    internal static string ForCell(string text)
    {
        if (text.Length > MaxCell)
            text = text[..(MaxCell - 1)] + "…";
        var bad = 0;
        while (bad < text.Length && Allowed(text, bad))
            bad++;
        if (bad == text.Length)
            return text;
        var clean = new StringBuilder(text, 0, bad, text.Length);
        for (var i = bad; i < text.Length; i++)
            clean.Append(Allowed(text, i) ? text[i] : '\uFFFD');
        return clean.ToString();
    }

    /// <summary>Digits that a spreadsheet would turn into a number: CPF and phones lose leading zeros, long ones become 5,5E+12.</summary>
    private static bool LosesDigits(string text) => ((text[0] == '0' && text.Length > 1) || text.Length >= 12) && text.All(char.IsAsciiDigit);

    private static bool Allowed(string text, int at) => text[at] switch
    {
        '\t' or '\n' or '\r' => true,
        < ' ' or '\uFFFE' or '\uFFFF' => false,
        >= '\uD800' and <= '\uDBFF' => at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]),
        >= '\uDC00' and <= '\uDFFF' => at > 0 && char.IsHighSurrogate(text[at - 1]),
        _ => true,
    };
}
