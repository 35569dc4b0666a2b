using System.Globalization;
using System.Text.Json;
using ClosedXML.Excel;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Integration.Tests.Contract.Consumption;
using Dpemt.Portal.Testing.Spreadsheets;

namespace Dpemt.Portal.Integration.Tests.Contract.Papers;

/// <summary>The consumption report: what it says of a month, and that its workbook gives the same when another program computes it.</summary>
public sealed class ConsumptionReportTests : IAsyncDisposable
{
    private static readonly BillingMonth June = new(2026, 6);
    private static readonly BillingMonth July = new(2026, 7);

    private readonly MeterWorld _world = new(new(2026, 8, 3, 14, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Issue_MonthThatReachesTheSecondTier_ListsEveryItemWithTierPriceAndValue()
    {
        await PrepareAsync();

        var data = await IssueAsync(July);

        Assert.Equal(Enumerable.Range(1, 18), data.Items.Select(i => i.Number));
        Assert.Equal((250_000L, 0.0636m, 15_900m), Item(data, 5));
        Assert.Equal((50_000L, 0.0608m, 3_040m), Item(data, 6));
        Assert.Equal(("de 250.001 a 2.000.000", "a partir de 70.000.001"), (data.Items[5].Tier, data.Items[9].Tier));
        Assert.Equal((9_395L, 0.5849m, 5_495.14m), Item(data, 4));
        Assert.Equal(data.Items.Sum(i => i.Value), data.Total);
        Assert.Equal((await _world.Get<MeteredMonths>().ReadAsync(July, default)).Price.Total, data.Total);
        Assert.Contains(data.Memory, m => m.What == "Faixas de utilidade" && m.How == "250.000 (item 5) + 50.000 (item 6)");
    }

    [Fact]
    public async Task Issue_BalanceOfACategory_CountsTheMonthsOfTheContractsYearAndSharesItsTiers()
    {
        await PrepareAsync();

        var data = await IssueAsync(July);

        var utility = data.Balances.Single(b => b.Items == "itens 5 a 10");
        Assert.Equal((225_468L, 1_000L, 300_000L, -75_532L, 133.50m), (utility.Contracted, utility.Before, utility.InMonth, utility.Left, utility.Percent));
        Assert.Equal((2L, 10L), (data.Balances.Single(b => b.Items == "item 2").Used, data.Balances.Single(b => b.Items == "item 2").Left));
        Assert.Equal((await _world.Get<MeteredMonths>().ReadAsync(June, default)).Price.Total, data.Value.Before);
        Assert.Equal((226_853.86m, new DateOnly(2026, 6, 1), new DateOnly(2027, 5, 31)), (data.Value.Contracted, data.Value.YearFrom, data.Value.YearTo));
    }

    [Fact]
    public async Task Issue_MonthThatIsNotClosed_IsAPreviewThatSaysSo()
    {
        await PrepareAsync();

        var data = await IssueAsync(July);

        Assert.Null(data.Closing);
        Assert.NotNull(data.CountedUntil);
        Assert.Contains(data.Sources, s => s.Contains("prévia", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Issue_ClosedMonth_TellsWhatClosingFrozeEvenWhenLinesAreTamperedWith()
    {
        await PrepareAsync();
        Assert.True((await _world.Get<CloseConsumption>().RunAsync(MeterWorld.Officer, July, null, null, default)).Done);
        var before = await IssueAsync(July);

        await AddAsync(new(2026, 7, 9), ItemKind.Marketing, ChargeReason.Charged, 1_000);
        var after = await IssueAsync(July);

        Assert.Equal(1, before.Closing!.Number);
        Assert.Equal((before.Total, before.Closing.Sha256), (after.Total, after.Closing!.Sha256));
        var papers = await _world.Get<PaperArchive>().AboutAsync([PaperKind.ConsumptionReport], IssueConsumptionReport.SubjectOf(July), default);
        Assert.Single(papers);
    }

    [Fact]
    public async Task Issue_AdjustmentOfAClosedMonth_StandsInItsOwnTable()
    {
        await PrepareAsync();
        await AddAsync(new(2026, 7, 5), ItemKind.Utility, ChargeReason.Charged, -3, late: true);

        var data = await IssueAsync(July);

        Assert.Equal(("2026-06", "Utilidade", -3L), (data.Adjustments.Single().Month, data.Adjustments.Single().Category, data.Adjustments.Single().Messages));
    }

    [Theory]
    [InlineData("2026-09", "competencia-futura")]
    [InlineData("2026-05", "fora-da-vigencia")]
    public async Task Issue_MonthWithoutConsumption_IsRefused(string month, string code)
    {
        await _world.ImportContractAsync();

        Assert.Equal(code, (await _world.Get<IssueConsumptionReport>().RunAsync(MeterWorld.Officer, MeterWorld.Month(month), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Xlsx_RecomputedByAnotherProgram_EqualsEveryPrintedFigure()
    {
        await PrepareAsync();
        await AddAsync(new(2026, 7, 5), ItemKind.Utility, ChargeReason.Charged, -3, late: true);
        var data = await IssueAsync(July);

        var book = await RecomputedSpreadsheet.OpenAsync(XlsxExport.Write("Relatório de consumo", ConsumptionTables.Of(data)));

        Assert.Equal(["Ajustes", "Dias", "Fontes e regra", "Itens", "Motivos", "Resumo", "Saldo"], book.Sheets.Order(StringComparer.Ordinal));
        Assert.Equal(data.Items.Select(i => (i.Number, (decimal)i.Quantity, i.UnitPrice, i.Value)), Rows(18).Select(r =>
            ((int)book.Number("Itens", r, 'A'), book.Number("Itens", r, 'D'), book.Number("Itens", r, 'E'), book.Number("Itens", r, 'F'))));
        Assert.Equal(data.Total, book.Number("Itens", 23, 'F'));
        Assert.Equal([data.Total, data.Value.Contracted, data.Value.Before, data.Value.Used, data.Value.Left, data.Value.Percent], Enumerable.Range(9, 6).Select(r => book.Number("Resumo", r, 'B')));
        Assert.Equal(
            data.Days.Select(d => string.Join(';', d.Service, d.Marketing, d.Utility, d.Authentication, d.SendSimple, d.SendTemplate, d.SendSimple + d.SendTemplate)),
            Rows(data.Days.Count).Select(r => Line(book, "Dias", r, "BCDEFGH")));
        Assert.Equal(
            string.Join(';', Sum(d => d.Service), Sum(d => d.Marketing), Sum(d => d.Utility), Sum(d => d.Authentication), Sum(d => d.SendSimple), Sum(d => d.SendTemplate), Sum(d => d.SendSimple + d.SendTemplate)),
            Line(book, "Dias", 5 + data.Days.Count, "BCDEFGH"));
        Assert.Equal(
            data.Balances.Select(b => (b.Name, (decimal)b.Contracted, (decimal)b.Used, (decimal)b.Left, b.Percent)),
            Rows(data.Balances.Count).Select(r => (book.Text("Saldo", r, 'A'), book.Number("Saldo", r, 'C'), book.Number("Saldo", r, 'F'), book.Number("Saldo", r, 'G'), book.Number("Saldo", r, 'H'))));
        Assert.Equal(data.Reasons.Sum(r => r.Messages), book.Number("Motivos", 5 + data.Reasons.Count, 'C'));
        Assert.Equal(-3m, book.Number("Ajustes", 5, 'E'));

        long Sum(Func<ReportDay, long> of) => data.Days.Sum(of);
    }

    [Fact]
    public async Task Xlsx_QuantityChangedInTheFile_MovesTheTotals()
    {
        await PrepareAsync();
        var data = await IssueAsync(July);
        using var changed = new MemoryStream();
        using (var book = new XLWorkbook(new MemoryStream(XlsxExport.Write("Relatório de consumo", ConsumptionTables.Of(data)))))
        {
            book.Worksheet("Itens").Cell(8, 4).SetValue(data.Items[3].Quantity + 1_000);
            book.SaveAs(changed);
        }

        var recomputed = await RecomputedSpreadsheet.OpenAsync(changed.ToArray());

        Assert.Equal(data.Total + 584.90m, recomputed.Number("Itens", 23, 'F'));
        Assert.Equal(data.Value.Left - 584.90m, recomputed.Number("Resumo", 13, 'B'));
    }

    private static IEnumerable<int> Rows(int count) => Enumerable.Range(ExportTable.FirstRow, count);

    private static string Line(RecomputedSpreadsheet book, string sheet, int row, string columns) =>
        string.Join(';', columns.Select(c => book.Number(sheet, row, c).ToString("0", CultureInfo.InvariantCulture)));

    private static (long, decimal, decimal) Item(ConsumptionReportData data, int number)
    {
        var item = data.Items.Single(i => i.Number == number);
        return (item.Quantity, item.UnitPrice, item.Value);
    }

    private async Task PrepareAsync()
    {
        await _world.ImportContractAsync();
        await _world.CountAsync();
        await AddAsync(new(2026, 6, 10), ItemKind.Utility, ChargeReason.Charged, 1_000);
        await AddAsync(new(2026, 7, 1), ItemKind.Utility, ChargeReason.Charged, 200_000);
        await AddAsync(new(2026, 7, 2), ItemKind.Utility, ChargeReason.Charged, 100_000);
        await AddAsync(new(2026, 7, 2), ItemKind.Utility, ChargeReason.FreeByMeta, 7);
        await AddAsync(new(2026, 7, 31), ItemKind.Marketing, ChargeReason.Charged, 9_395);
        await AddAsync(new(2026, 7, 31), ItemKind.Service, ChargeReason.Service, 118_300);
        await AddAsync(new(2026, 7, 31), ItemKind.Authentication, ChargeReason.NotDelivered, 42);
    }

    private async Task AddAsync(DateOnly day, ItemKind category, ChargeReason reason, long messages, bool late = false)
    {
        var line = new ConsumptionDay
        {
            Day = day,
            OfMonth = late ? June : new(day),
            Category = category,
            MetaCategory = category,
            Reason = reason,
            Meta = reason == ChargeReason.FreeByMeta ? MetaWord.FreeInWindow : MetaWord.Charged,
            TariffCharges = reason != ChargeReason.FreeByMeta,
            Template = category == ItemKind.Service ? "" : "modelo",
            Late = late,
        };
        line.Add(messages);
        await using var db = _world.World.Database.Open();
        db.ConsumptionDays.Add(line);
        await db.SaveChangesAsync();
    }

    private async Task<ConsumptionReportData> IssueAsync(BillingMonth month)
    {
        var issued = await _world.Get<IssueConsumptionReport>().RunAsync(MeterWorld.Officer, month, default);
        Assert.Null(issued.Refusal);
        var paper = await _world.Get<PaperArchive>().FindAsync(issued.Id!.Value, default);
        return JsonSerializer.Deserialize<ConsumptionReportData>(paper!.Data, PaperArchive.Format)!;
    }
}
