using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Comparison;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

/// <summary>Whatever is planted is found under its name, nothing else is accused, and the parts are the whole to the cent.</summary>
public sealed class ComparisonPropertyTests
{
    [Fact]
    public void Compare_AnySubsetOfErrors_FindsExactlyThem()
    {
        var found = new Dictionary<DifferenceReason, int>();
        for (var seed = 1; seed <= 1500; seed++)
        {
            var random = new Random(seed);
            // The franchise of item 18 hides what else the sendings hold; that one is a test of its own.
            var planted = PlantedMonth.All.Where(r => r != DifferenceReason.Franchise && random.Next(3) == 0).ToHashSet();
            var month = new PlantedMonth(seed, planted);

            var comparison = month.Compare();

            var named = comparison.Differences.Select(d => d.Reason).ToHashSet();
            Assert.True(planted.SetEquals(named), $"seed {seed}: planted {string.Join(", ", planted.Order())}; named {string.Join(", ", named.Order())}");
            Assert.Equal(month.Total - ContractMoney.Of(PlantedMonth.SmallTiers, month.Own.Used), comparison.Differences.Sum(d => d.Amount));
            Assert.Equal(comparison.Difference, comparison.Differences.Sum(d => d.Amount));
            Assert.All(comparison.Proposals, p => Assert.True(p.Amount > 0 && p.Code.Length <= 40 && p.Reason is not (DifferenceReason.UnknownMessage or DifferenceReason.Unexplained), $"seed {seed}: {p}"));
            Assert.Equal(comparison.Differences.Where(d => d.IsProposal).Sum(d => d.Amount), comparison.Proposals.Sum(p => p.Amount));
            Assert.Equal(comparison.Proposals.Count, comparison.Proposals.Select(p => (p.Code, p.Item)).Distinct().Count());
            Assert.Equal(comparison.Differences.Count, comparison.Differences.Select(d => d.Code).Distinct().Count());
            Assert.All(comparison.Differences.Where(d => d.Messages > 0), d => Assert.Equal(d.Messages, month.Evidence.RowsOf(d.Code).Count));
            foreach (var reason in planted)
                found[reason] = found.GetValueOrDefault(reason) + 1;
        }

        Assert.All(PlantedMonth.All.Where(r => r != DifferenceReason.Franchise), r => Assert.InRange(found.GetValueOrDefault(r), 200, 1500));
    }

    [Fact]
    public void Compare_NothingPlanted_AccusesNothing()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var comparison = new PlantedMonth(seed, []).Compare();

            Assert.Empty(comparison.Differences);
            Assert.Empty(comparison.Proposals);
            Assert.All(comparison.Items, i => Assert.False(i.Differs, $"seed {seed}: {i}"));
            Assert.Equal(0m, comparison.Difference);
        }
    }

    [Fact]
    public void Compare_FranchiseBesideAnError_NamesBothAndTheSumIsWhole()
    {
        for (var seed = 1; seed <= 100; seed++)
        {
            var comparison = new PlantedMonth(seed, [DifferenceReason.Franchise, DifferenceReason.NotDelivered]).Compare();

            Assert.Equal([DifferenceReason.NotDelivered, DifferenceReason.Franchise], comparison.Differences.Select(d => d.Reason));
            Assert.Equal(comparison.Difference, comparison.Differences.Sum(d => d.Amount));
        }
    }

    /// <summary>Without a report the quantities alone must tell. Never is a reason named that was not planted.</summary>
    [Fact]
    public void Compare_WithoutReport_NamesTheReadingOrNothing()
    {
        var named = 0;
        for (var seed = 1; seed <= 1000; seed++)
        {
            var random = new Random(seed);
            var own = Quantities.None;
            var readings = new List<QuantityShift>();
            foreach (var kind in new[] { ItemKind.Service, ItemKind.Marketing, ItemKind.Utility, ItemKind.Authentication })
            {
                var used = random.Next(5000, 90_000);
                own += Quantities.OfMessages(kind, used, used);
                foreach (var (reason, name) in new[] { (DifferenceReason.MonthBorder, "Brasília"), (DifferenceReason.MonthBorder, "UTC"), (DifferenceReason.NotDelivered, "não entregues") })
                {
                    var extra = random.Next(11, 4000);
                    readings.Add(new(reason, kind, null, Quantities.OfMessages(kind, extra, extra), name));
                }
            }

            var planted = readings.Where(r => random.Next(6) == 0).GroupBy(r => (r.Category, r.Reason)).Select(g => g.First()).ToList();
            var billed = planted.Aggregate(own, (sum, r) => sum + r.Extra);
            var lines = Price(billed);

            var comparison = CompareInvoice.Of(new(InvoiceFiles.Prices, own, readings), null, lines, lines.Sum(l => l.Value));

            Assert.Equal(comparison.Difference, comparison.Differences.Sum(d => d.Amount));
            Assert.All(comparison.Proposals, p => Assert.True(planted.Exists(r => r.Code == p.Code), $"seed {seed}: {p.Code}; planted {string.Join(", ", planted.Select(r => r.Code))}"));
            named += comparison.Proposals.Count;
        }

        Assert.InRange(named, 1500, int.MaxValue);
    }

    internal static List<NewInvoiceLine> Price(Quantities billed) =>
    [
        .. InvoiceFiles.Prices.Items.Select(i => (Item: i, Quantity: i.PartOf(billed[i.Kind]))).Where(x => x.Quantity > 0)
            .Select(x => new NewInvoiceLine(x.Item.Number, x.Item.Label, x.Quantity, x.Item.UnitPrice, ContractMoney.Of(x.Item, x.Quantity))),
    ];
}
