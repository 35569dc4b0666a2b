using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Exports;

/// <summary>
/// Writes CSV as spreadsheets in Brazil read it: UTF-8 with mark, semicolons, decimal comma, local time. A text that a
/// spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection).
/// </summary>
public static class CsvExport
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");
    private static readonly char[] FormulaStarts = ['=', '+', '-', '@', '\t', '\r', '\n'];
    private static readonly char[] Quoted = ['"', ';', '\n', '\r', '\''];

    /// <summary>The whole file of a small table.</summary>
    public static byte[] Write(ExportTable table)
    {
        using var stream = new MemoryStream();
        using (var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" })
        {
            writer.WriteLine(string.Join(';', table.Columns.Select(c => Cell(c.Kind == ExportKind.Instant ? c.Title + " (Cuiabá)" : c.Title))));
            foreach (var row in table.Rows)
                writer.WriteLine(string.Join(';', row.Select((value, i) => Cell(Text(value, table.Columns[i].Kind)))));
        }

        return stream.ToArray();
    }

    /// <summary>The same line by line, for tables of any length: nothing is kept.</summary>
    public static async Task WriteAsync(
        Stream stream, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 64 * 1024, leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(string.Join(';', columns.Select(c => Cell(c.Kind == ExportKind.Instant ? c.Title + " (Cuiabá)" : c.Title))).AsMemory(), cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
            await writer.WriteLineAsync(string.Join(';', row.Select((value, i) => Cell(Text(value, columns[i].Kind)))).AsMemory(), cancellation);
    }

    private static string Text(object? value, ExportKind kind) => value switch
    {
        null => "",
        string text => Guard(text),
        DateTimeOffset at => ExportTime.Local(at).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        decimal number => number.ToString(kind switch { ExportKind.Money => "0.00", ExportKind.Price => "0.0000", _ => "0.##########" }, Brazil),
        IFormattable number => number.ToString("0", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot hold {value.GetType().Name}.", nameof(value)),
    };

    private static string Guard(string text) => text.Length > 0 && FormulaStarts.Contains(text[0]) ? "'" + text : text;

    private static string Cell(string text) => text.IndexOfAny(Quoted) < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
}
