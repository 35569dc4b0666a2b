using System.IO.Compression;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Testing.Spreadsheets;

namespace Dpemt.Portal.Core.Tests.Exports;

/// <summary>Spreadsheets, reopened and computed anew by another program.</summary>
public sealed class XlsxExportTests
{
    private static readonly string[] Hostile =
        ["=1+1", "+1+1", "-1-1", "@SUM(1,1)", "\t=1+1", "'=1+1", "=cmd|' /C calc'!A0", "01234567890", "065999990000", "5565999990000", "<b>&amp;</b>", "_x0041_ fica", "1/2", "VERDADEIRO"];

    private static readonly ExportColumn[] Columns =
        [new("Texto", Width: 30), new("Conta", ExportKind.Count), new("Valor", ExportKind.Money), new("Preço", ExportKind.Price), new("Quando", ExportKind.Instant, 20), new("Dia", ExportKind.Day), new("Índice", ExportKind.Number)];

    private static readonly DateTimeOffset At = new(2026, 8, 1, 3, 59, 59, TimeSpan.Zero);

    [Fact]
    public async Task Write_HostileTexts_StayText()
    {
        var book = await RecomputedSpreadsheet.OpenAsync(XlsxExport.Write("=título", new ExportTable("T", [new("Texto")], [.. Hostile.Select(t => (object?[])[t])])));

        Assert.Equal("=título", book.Text("T", 1, 'A'));
        Assert.Equal(Hostile, Hostile.Select((_, i) => book.Text("T", ExportTable.FirstRow + i, 'A')));
    }

    [Fact]
    public async Task WriteAsync_HostileTexts_StayText()
    {
        var book = await RecomputedSpreadsheet.OpenAsync(await StreamedAsync(Hostile.Select(t => (object?[])[t, 1, 1m, 1m, At, new DateOnly(2026, 7, 31), 1m])));

        Assert.Equal(Hostile, Hostile.Select((_, i) => book.Text("Mensagens", ExportTable.FirstRow + i, 'A')));
    }

    [Fact]
    public async Task WriteAsync_Figures_AreShownAsByTheOtherWriter()
    {
        object?[][] rows = [["a", 1_234_567, 1_234.5m, 0.0636m, At, new DateOnly(2026, 7, 31), 99.4623m], [null, -1L, -0.01m, null, null, null, null]];

        var streamed = await RecomputedSpreadsheet.OpenAsync(await StreamedAsync(rows));
        var whole = await RecomputedSpreadsheet.OpenAsync(XlsxExport.Write("Título", new ExportTable("Mensagens", Columns, rows)));

        string[] shown = ["a", "1.234.567", "R$ 1.234,50", "0,0636", "31/07/2026 23:59:59", "31/07/2026", "99,4623"];
        Assert.Equal(shown, "ABCDEFG".Select(c => streamed.Text("Mensagens", 5, c)));
        Assert.Equal(shown, "ABCDEFG".Select(c => whole.Text("Mensagens", 5, c)));
        Assert.Equal("ABCDEFG".Select(c => whole.Text("Mensagens", 6, c)), "ABCDEFG".Select(c => streamed.Text("Mensagens", 6, c)));
        Assert.Equal(Columns.Select(c => c.Title), "ABCDEFG".Select(c => streamed.Text("Mensagens", 4, c)));
    }

    [Fact]
    public async Task WriteAsync_MoreLinesThanASheetHolds_GoesOnInTheNext()
    {
        var rows = Enumerable.Range(1, 25).Select(i => (object?[])["m" + i, i, 0m, 0m, At, new DateOnly(2026, 7, 31), 0m]);

        var book = await RecomputedSpreadsheet.OpenAsync(await StreamedAsync(rows, mostRows: 10));

        Assert.Equal(["Mensagens", "Mensagens 2", "Mensagens 3"], book.Sheets.Order());
        Assert.Equal(
            Enumerable.Range(1, 25).Select(i => "m" + i),
            new[] { ("Mensagens", 10), ("Mensagens 2", 10), ("Mensagens 3", 5) }.SelectMany(s => Enumerable.Range(5, s.Item2).Select(row => book.Text(s.Item1, row, 'A'))));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task WriteAsync_FullSheet_MakesNoEmptyOneAfterIt(int count)
    {
        using var archive = new ZipArchive(new MemoryStream(await StreamedAsync(Enumerable.Range(0, count).Select(i => (object?[])["m", i, 0m, 0m, At, null, 0m]), mostRows: 10)));

        Assert.Single(archive.Entries, e => e.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Write_HalvesOfACent_AreRoundedByTheSpreadsheetAsByThePortal()
    {
        // Quantities whose value ends exactly on half a cent, where a binary fraction may fall to either side.
        decimal[] prices = [0.0636m, 0.0608m, 0.0571m, 0.0543m, 0.0505m, 0.0477m, 0.5849m, 0.01m, 0.02m, 425.5035m, 0.0055m, 1.0005m];
        var lines = prices.SelectMany(p => Enumerable.Range(1, 5_000).Select(q => (Quantity: (long)q * 5, Price: p)).Where(l => l.Quantity * l.Price * 1000 % 10 == 5).Take(60))
            .Append((Quantity: 275_000L, Price: 0.0636m)).Append((Quantity: 3_300_000L, Price: 0.5849m)).ToList();
        Assert.True(lines.Count > 200, "Too few halves to say anything.");
        var table = new ExportTable(
            "T", [new("Quantidade", ExportKind.Count), new("Preço", ExportKind.Price), new("Valor", ExportKind.Money)],
            [.. lines.Select(l => (object?[])[l.Quantity, l.Price, new ExportFigure(Value(l.Quantity, l.Price), ExportKind.Money, "ROUND(A{row}*B{row},2)")])])
        {
            Totals = ["Total", null, new ExportFigure(lines.Sum(l => Value(l.Quantity, l.Price)), ExportKind.Money, ExportTable.SumOf('C', lines.Count))],
        };

        var book = await RecomputedSpreadsheet.OpenAsync(XlsxExport.Write("Teste", table));

        Assert.Equal(lines.Select(l => Value(l.Quantity, l.Price)), lines.Select((_, i) => book.Number("T", ExportTable.FirstRow + i, 'C')));
        Assert.Equal(lines.Sum(l => Value(l.Quantity, l.Price)), book.Number("T", table.TotalsRow, 'C'));
    }

    private static decimal Value(long quantity, decimal price) => decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);

    private static async Task<byte[]> StreamedAsync(IEnumerable<object?[]> rows, int mostRows = XlsxStream.MostRows)
    {
        using var stream = new MemoryStream();
        await XlsxStream.WriteAsync(stream, "Título", "Mensagens", Columns, rows.ToAsyncEnumerable(), default, mostRows);
        return stream.ToArray();
    }
}
