using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Comparison;
using Dpemt.Portal.Contract.Invoices.Reports;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

public sealed class CompareInvoiceTests
{
    private static readonly PriceList Prices = InvoiceFiles.Prices;
    private static readonly Quantities Used = Quantities.Of((ItemKind.Subscription, 1)) + Quantities.OfMessages(ItemKind.Utility, 300_000, 300_000) + Quantities.OfMessages(ItemKind.Marketing, 9_000, 9_000)
        + Quantities.OfMessages(ItemKind.Service, 80_000, 80_000);

    [Fact]
    public void Compare_RightInvoice_HasNoDifference() => Assert.Empty(Compare(Right()).Differences);

    /// <summary>300 000 utility messages: graduated 250 000 × 0.0636 + 50 000 × 0.0608 = 18 940.00.</summary>
    [Theory]
    [InlineData(0, 300_000, "todo o volume cobrado na faixa que ele alcança", "-700.00")]
    [InlineData(300_000, 0, "todo o volume cobrado na faixa do item 5", "140.00")]
    [InlineData(240_000, 60_000, "repartido entre as faixas de outro modo", "-28.00")]
    public void Compare_TierOtherwise_NamesTheReading(long first, long second, string expected, string amount)
    {
        var lines = Right().Where(l => l.Item is not (5 or 6)).Concat(Lines((5, first), (6, second))).ToList();

        var difference = Assert.Single(Compare(lines).Differences);

        Assert.Equal((DifferenceReason.Tier, decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)), (difference.Reason, difference.Amount));
        Assert.Contains(expected, difference.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_TiersByTheYear_IsNamed()
    {
        var own = new OwnCount(Prices, Used, [], new Dictionary<ItemKind, long> { [ItemKind.Utility] = 100_000 });
        var lines = Right().Where(l => l.Item is not (5 or 6)).Concat(Lines((5, 150_000), (6, 150_000))).ToList();

        Assert.Contains("pelo ano do contrato", Assert.Single(CompareInvoice.Of(own, null, lines, lines.Sum(l => l.Value)).Differences).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_UtilityBilledAsMarketing_IsOneDifferenceOverBothItems()
    {
        var lines = ComparisonPropertyTests.Price(Used - Quantities.Of((ItemKind.Utility, 700)) + Quantities.Of((ItemKind.Marketing, 700)));

        var difference = Assert.Single(Compare(lines).Differences);

        Assert.Equal((DifferenceReason.Category, "categoria-utilidade-marketing"), (difference.Reason, difference.Code));
        Assert.Equal((700 * 0.5849m) - (700 * 0.0608m), difference.Amount);
        Assert.Equal([4, 6], difference.Items.Order());
    }

    [Fact]
    public void Compare_ItemThreeWithAPrice_IsAGlosaOfTheWholeLine()
    {
        var lines = Right().Select(l => l.Item == 3 ? l with { UnitPrice = 0.0636m, Value = 5088.00m } : l).ToList();

        var proposal = Assert.Single(Compare(lines).Proposals);

        Assert.Equal((DifferenceReason.ServicePriced, 5088.00m, 3), (proposal.Reason, proposal.Amount, proposal.Item!.Value));
        Assert.Contains("TR 6.1, item 3; TR 16.1.b", proposal.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("425.51", DifferenceReason.Rounding)]
    [InlineData("426.00", DifferenceReason.LineArithmetic)]
    public void Compare_SubscriptionOff_IsToldApart(string value, DifferenceReason reason)
    {
        var lines = Right().Select(l => l.Item == 2 ? l with { Value = decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture) } : l).ToList();

        Assert.Equal(reason, Assert.Single(Compare(lines).Differences).Reason);
    }

    [Fact]
    public void Compare_MisprintedPriceBesideARightValue_IsANoteAndNoDifference()
    {
        var comparison = Compare([.. Right().Select(l => l.Item == 5 ? l with { UnitPrice = 0.06m } : l)]);

        Assert.Empty(comparison.Differences);
        Assert.Contains("mas o valor está certo", Assert.Single(comparison.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_DifferenceWithoutReason_IsAQuestionAndNoProposal()
    {
        var comparison = Compare(ComparisonPropertyTests.Price(Used + Quantities.Of((ItemKind.Utility, 123))));

        Assert.Empty(comparison.Proposals);
        Assert.True(Assert.Single(comparison.Differences).IsQuestion);
        Assert.Equal(DifferenceReason.Unexplained, comparison.Differences[0].Reason);
    }

    [Fact]
    public void Compare_TwoReadingsOfOneFigure_ChoosesNone()
    {
        QuantityShift[] readings = [Reading(DifferenceReason.NotDelivered, 50), Reading(DifferenceReason.MonthBorder, 50)];
        var lines = ComparisonPropertyTests.Price(Used + Quantities.Of((ItemKind.Utility, 50)));

        var difference = Assert.Single(CompareInvoice.Of(new(Prices, Used, readings), null, lines, lines.Sum(l => l.Value)).Differences);

        Assert.Equal(DifferenceReason.Unexplained, difference.Reason);
        Assert.Contains("Mais de uma leitura", difference.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_InvoiceAboveItsOwnReport_IsProof()
    {
        var lines = ComparisonPropertyTests.Price(Used + Quantities.Of((ItemKind.Marketing, 40)));
        var report = new ReportClaim(Used, [], null, []);

        Assert.Equal(DifferenceReason.AboveReport, Assert.Single(CompareInvoice.Of(new(Prices, Used, []), report, lines, lines.Sum(l => l.Value)).Proposals).Reason);
    }

    [Fact]
    public void Compare_ReportErrsAndInvoiceIsRight_AccusesNothing()
    {
        var report = new ReportClaim(Used + Quantities.Of((ItemKind.Marketing, 40)), [], [Doubled(40)], []);

        var comparison = CompareInvoice.Of(new(Prices, Used, []), report, Right(), Right().Sum(l => l.Value));

        Assert.Empty(comparison.Differences);
        Assert.Contains("não segue o relatório", Assert.Single(comparison.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_LineRepeatedOnTheInvoice_IsDoubled()
    {
        var lines = Right();
        lines.Add(lines.Single(l => l.Item == 4));

        var difference = Assert.Single(Compare(lines).Differences);

        Assert.Equal((DifferenceReason.Doubled, 9_000 * 0.5849m), (difference.Reason, difference.Amount));
    }

    [Fact]
    public void Compare_SetupBilledBefore_NamesTheInvoice()
    {
        var lines = Right();
        lines.Add(new(1, "Instalação", 1, 1891.13m, 1891.13m));

        var difference = Assert.Single(CompareInvoice.Of(new(Prices, Used, [], null, "NF 1"), null, lines, lines.Sum(l => l.Value)).Differences);

        Assert.Equal((DifferenceReason.FixedTwice, 1891.13m), (difference.Reason, difference.Amount));
        Assert.Contains("NF 1", difference.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(18_789)]
    [InlineData(225_468)]
    public void Compare_ContractedVolumeInPlaceOfUse_IsFranchise(long billed)
    {
        var used = Quantities.OfMessages(ItemKind.Utility, 1_000, 1_000);
        var lines = ComparisonPropertyTests.Price(used - Quantities.Of((ItemKind.Utility, 1_000)) + Quantities.Of((ItemKind.Utility, billed)));

        Assert.Equal(DifferenceReason.Franchise, Assert.Single(CompareInvoice.Of(new(Prices, used, []), null, lines, lines.Sum(l => l.Value)).Proposals).Reason);
    }

    [Fact]
    public void Compare_ReportByItem_StandsBesideInTheTable()
    {
        var report = new ReportClaim(Used, [new UsageReportLine { Item = 4, Description = "Marketing", Quantity = 9_000, UnitPrice = 0.5849m, Value = 5264.10m }], null, []);

        var row = CompareInvoice.Of(new(Prices, Used, []), report, Right(), Right().Sum(l => l.Value)).Items.Single(i => i.Item == 4);

        Assert.Equal((9_000L, 5264.10m, 9_000L, 9_000L), (row.ReportQuantity!.Value, row.ReportValue!.Value, row.OurQuantity, row.InvoiceQuantity));
        Assert.False(row.Differs);
    }

    private static QuantityShift Reading(DifferenceReason reason, long extra) => new(reason, ItemKind.Utility, null, Quantities.OfMessages(ItemKind.Utility, extra, extra), reason.Label());

    private static QuantityShift Doubled(long extra) => new(DifferenceReason.Doubled, ItemKind.Marketing, null, Quantities.OfMessages(ItemKind.Marketing, extra, 0), "dobro", (int)extra);

    private static InvoiceComparison Compare(IReadOnlyList<NewInvoiceLine> lines) => CompareInvoice.Of(new(Prices, Used, []), null, lines, lines.Sum(l => l.Value));

    private static List<NewInvoiceLine> Right() => ComparisonPropertyTests.Price(Used);

    private static IEnumerable<NewInvoiceLine> Lines(params (int Item, long Quantity)[] parts) => parts.Where(p => p.Quantity > 0)
        .Select(p => (Item: Prices.Items.First(i => i.Number == p.Item), p.Quantity)).Select(p => new NewInvoiceLine(p.Item.Number, p.Item.Label, p.Quantity, p.Item.UnitPrice, ContractMoney.Of(p.Item, p.Quantity)));
}
