using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dpemt.Portal.Exports;

/// <summary>
/// Writes a spreadsheet of any number of lines as they come, in constant memory: the parts of the file are written straight into
/// the archive, texts inside their cells instead of a shared table. Goes on in a further sheet where a sheet is full.
/// </summary>
public static class XlsxStream
{
    /// <summary>Lines of one sheet; spreadsheets open 1 048 576.</summary>
    public const int MostRows = 1_000_000;

    private const int Flushed = 64 * 1024;

    /// <summary>Writes the file. A line may be the same list again with other values.</summary>
    /// <param name="output">Where to; need not seek. Stays open.</param>
    /// <param name="title">Written over the table.</param>
    /// <param name="sheet">Name of the sheet, at most 25 characters; further ones get a number.</param>
    /// <param name="columns">The columns, at most 26.</param>
    /// <param name="rows">The lines. <see cref="ExportFigure"/> is written as its number.</param>
    /// <param name="cancellation">Ends it; the file is then incomplete.</param>
    /// <param name="mostRows">Lines of one sheet.</param>
    /// <returns>Number of lines.</returns>
    public static async Task<long> WriteAsync(
        Stream output, string title, string sheet, IReadOnlyList<ExportColumn> columns, IAsyncEnumerable<IReadOnlyList<object?>> rows,
        CancellationToken cancellation, int mostRows = MostRows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(columns.Count, 26);
        var archive = await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellation);
        await using (archive)
        {
            var (sheets, count) = (0, 0L);
            await using var source = rows.GetAsyncEnumerator(cancellation);
            var more = await source.MoveNextAsync();
            do
            {
                sheets++;
                await using var part = await archive.CreateEntry($"xl/worksheets/sheet{sheets}.xml", CompressionLevel.Fastest).OpenAsync(cancellation);
                var writer = new XlsxRows(columns);
                writer.Begin(title);
                for (var row = 0; more && row < mostRows; row++, count++, more = await source.MoveNextAsync())
                {
                    writer.Line(source.Current);
                    if (writer.Text.Length >= Flushed)
                        await FlushAsync(part, writer.Text, cancellation);
                }

                writer.End();
                await FlushAsync(part, writer.Text, cancellation);
            }
            while (more);
            foreach (var (name, content) in XlsxParts.Of(sheet, sheets, columns.Count))
            {
                await using var part = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellation);
                await part.WriteAsync(Encoding.UTF8.GetBytes(content), cancellation);
            }

            return count;
        }
    }

    private static async Task FlushAsync(Stream part, StringBuilder text, CancellationToken cancellation)
    {
        await part.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        text.Clear();
    }
}

/// <summary>Lines of one sheet as XML.</summary>
internal sealed class XlsxRows(IReadOnlyList<ExportColumn> columns)
{
    private int _row = ExportTable.FirstRow - 1;

    internal StringBuilder Text { get; } = new(80 * 1024);

    internal void Begin(string title)
    {
        Text.Append("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">")
            .Append("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>")
            .Append(CultureInfo.InvariantCulture, $"<sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"{_row}\" topLeftCell=\"A{_row + 1}\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><cols>");
        for (var i = 0; i < columns.Count; i++)
            Text.Append(CultureInfo.InvariantCulture, $"<col min=\"{i + 1}\" max=\"{i + 1}\" width=\"{columns[i].Width}\" customWidth=\"1\"/>");
        Text.Append("</cols><sheetData><row r=\"1\">");
        Words('A', 1, title, XlsxParts.TitleStyle);
        Text.Append("</row><row r=\"2\">");
        Words('A', 2, ExportTime.Note, XlsxParts.NoteStyle);
        Text.Append(CultureInfo.InvariantCulture, $"</row><row r=\"{_row}\">");
        for (var i = 0; i < columns.Count; i++)
            Words((char)('A' + i), _row, columns[i].Title, XlsxParts.HeadStyle);
        Text.Append("</row>");
    }

    internal void Line(IReadOnlyList<object?> cells)
    {
        Text.Append("<row r=\"").Append(++_row).Append("\">");
        for (var i = 0; i < columns.Count; i++)
            Cell((char)('A' + i), cells[i], columns[i].Kind);
        Text.Append("</row>");
    }

    internal void End() => Text.Append("</sheetData><pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.7\" header=\"0.3\" footer=\"0.3\"/>")
        .Append("<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/></worksheet>");

    private void Cell(char column, object? value, ExportKind kind)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                Words(column, _row, text, XlsxParts.StyleOf(ExportKind.Text));
                return;
            case DateTimeOffset at:
                Number(column, ExportTime.Local(at).ToOADate(), ExportKind.Instant);
                return;
            case DateOnly day:
                Number(column, day.ToDateTime(TimeOnly.MinValue).ToOADate(), ExportKind.Day);
                return;
            case ExportFigure figure:
                Number(column, figure.Value, figure.Kind);
                return;
            default:
                Number(column, (IFormattable)value, kind);
                return;
        }
    }

    private void Number(char column, IFormattable value, ExportKind kind) => Text.Append("<c r=\"").Append(column).Append(_row).Append("\" s=\"").Append(XlsxParts.StyleOf(kind))
        .Append("\"><v>").Append(value.ToString(null, CultureInfo.InvariantCulture)).Append("</v></c>");

    private void Words(char column, int row, string text, int style)
    {
        Text.Append("<c r=\"").Append(column).Append(row).Append("\" s=\"").Append(style).Append("\" t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        Escape(ExportText.ForCell(text));
        Text.Append("</t></is></c>");
    }

    private void Escape(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            _ = text[i] switch
            {
                '&' => Text.Append("&amp;"),
                '<' => Text.Append("&lt;"),
                '>' => Text.Append("&gt;"),
                '\r' => Text.Append("&#13;"),
                // Spreadsheets read _x0041_ as the letter A.
                '_' when i + 6 < text.Length && text[i + 1] == 'x' && text[i + 6] == '_' => Text.Append("_x005F_"),
                var other => Text.Append(other),
            };
        }
    }
}
