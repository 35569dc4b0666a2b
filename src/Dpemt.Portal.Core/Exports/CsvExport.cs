using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Exports;

/// <summary>
/// Writes CSV as spreadsheets in Brazil read it: UTF-8 with mark, semicolons, decimal comma, local time. Texts stay text
/// (<see cref="ExportText"/>).
/// </summary>
public static class CsvExport
{
    private const int Flushed = 64 * 1024;

    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");
    private static readonly UTF8Encoding Encoding = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The whole file of a small table.</summary>
    public static byte[] Write(ExportTable table)
    {
        var text = new StringBuilder("\uFEFF");
        Head(text, table.Columns);
        foreach (var row in table.Rows)
            Line(text, table.Columns, row);
        return Encoding.GetBytes(text.ToString());
    }

    /// <summary>Writes lines as they come, in constant memory. A line may be the same list again with other values.</summary>
    /// <returns>Number of lines.</returns>
    public static async Task<long> WriteAsync(
        Stream output, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows, CancellationToken cancellation)
    {
        var text = new StringBuilder("\uFEFF", Flushed + 4096);
        Head(text, columns);
        var count = 0L;
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            Line(text, columns, row);
            count++;
            if (text.Length >= Flushed)
                await FlushAsync(output, text, cancellation);
        }

        await FlushAsync(output, text, cancellation);
        return count;
    }

    private static async Task FlushAsync(Stream output, StringBuilder text, CancellationToken cancellation)
    {
        await output.WriteAsync(Encoding.GetBytes(text.ToString()), cancellation);
        text.Clear();
    }

    private static void Head(StringBuilder text, IReadOnlyList<ExportColumn> columns) =>
        text.AppendJoin(';', columns.Select(c => ExportText.Quote(c.Kind == ExportKind.Instant ? c.Title + " (Cuiabá)" : c.Title))).Append("\r\n");

    private static void Line(StringBuilder text, IReadOnlyList<ExportColumn> columns, IReadOnlyList<object?> row)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (i > 0)
                text.Append(';');
            text.Append(Field(row[i], columns[i].Kind));
        }

        text.Append("\r\n");
    }

    private static string Field(object? value, ExportKind kind) => value switch
    {
        null => "",
        string words => ExportText.ForCsv(words),
        ExportFigure figure => Field(figure.Value, figure.Kind),
        DateTimeOffset at => ExportTime.Local(at).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture),
        decimal number => number.ToString(
            kind switch { ExportKind.Money => "0.00", ExportKind.Price => "0.0000", ExportKind.Count => "0", _ => "0.##########" }, Brazil),
        IFormattable number => number.ToString("0", CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"A cell cannot hold {value.GetType().Name}.", nameof(value)),
    };
}
