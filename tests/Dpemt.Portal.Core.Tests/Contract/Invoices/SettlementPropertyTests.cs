using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices.Acts;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

/// <summary>Whatever glosas wait: an invoice never pays less than nothing, and no glosa is taken twice or more than it claims.</summary>
public sealed class SettlementPropertyTests
{
    private static readonly Deadlines Law = new(StateCalendar.OfLaw);
    private static readonly DateTimeOffset Now = ContractTime.StartOf(new(2027, 3, 1)).AddHours(12);

    [Fact]
    public void Of_InvoicesInARow_DeductEachGlosaOnceAndKeepTheSum()
    {
        var (empty, carried, rested) = (0, 0, 0);
        for (var seed = 1; seed <= 2000; seed++)
        {
            var random = new Random(seed);
            var glosas = Enumerable.Range(1, random.Next(0, 9)).ToDictionary(id => (long)id, _ => Any(random));
            var claims = glosas.ToDictionary(g => g.Key, g => g.Value.Amount);
            for (var i = 0; i < 5; i++)
            {
                var number = i.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var month = new BillingMonth(2026, 7).Plus(i);
                var total = random.Next(1, 150_00) / 100m;
                var settlement = Settlement.Of(number, month, total, glosas.Select(g => (g.Key, g.Value)), new(), Law, Now);

                // The oracle: everything that may bear on this invoice, up to its value.
                var ripe = glosas.Values.Where(g => Bears(g, number, month)).Sum(g => g.Outstanding);
                Assert.Equal(Math.Max(0m, total - ripe), settlement.Net);
                Assert.Equal(settlement.Deducted, settlement.Lines.Sum(l => l.Amount));
                Assert.Equal(settlement.Lines.Count, settlement.Lines.Select(l => l.Glosa).Distinct().Count());
                Assert.Equal(ripe - settlement.Deducted, settlement.Lines.Sum(l => l.Rest) + settlement.Waiting.Sum(w => w.Amount));
                Assert.True(settlement.Lines.All(l => l.Amount > 0), $"seed {seed}");
                Assert.Equal(settlement.Lines.OrderBy(l => glosas[l.Glosa].OwnInvoice == number ? 0 : 1).ThenBy(l => l.Month).Select(l => l.Glosa), settlement.Lines.Select(l => l.Glosa));
                foreach (var line in settlement.Lines)
                    glosas[line.Glosa] = line.Move!.Facts;

                // The same invoice again takes nothing more.
                var again = Settlement.Of(number, month, total, glosas.Select(g => (g.Key, g.Value)), new(), Law, Now);
                Assert.Equal((settlement.Net, settlement.Lines.Count), (again.Net, again.Lines.Count));
                Assert.DoesNotContain(again.Lines, l => l.Act is not null);
                (empty, carried, rested) = (empty + (settlement.Net == 0 ? 1 : 0), carried + settlement.Waiting.Count, rested + settlement.Lines.Count(l => l.Rest > 0));
            }

            Assert.All(glosas, g => Assert.True(g.Value.Deducted <= claims[g.Key], $"seed {seed}"));
        }

        Assert.True(empty > 100 && carried > 100 && rested > 100, $"{empty} {carried} {rested}");
    }

    private static bool Bears(GlosaFacts glosa, string number, BillingMonth month) => glosa switch
    {
        { Stands: false } or { BaseIsEstimate: true } => false,
        { OwnInvoice: not null, IsApplied: false } => glosa.OwnInvoice == number && month >= glosa.Month,
        { Kind: GlosaKind.Availability } => glosa.State >= GlosaState.Decided && month > glosa.Month,
        _ => glosa.State >= GlosaState.Decided && month >= glosa.Month,
    };

    private static GlosaFacts Any(Random random)
    {
        var amount = random.Next(1, 120_00) / 100m;
        var facts = new GlosaFacts { Month = new BillingMonth(2026, 6).Plus(random.Next(0, 4)), Computed = amount, Amount = amount };
        return random.Next(6) switch
        {
            0 => facts with { Kind = GlosaKind.Technical, OwnInvoice = "2", Month = new(2026, 9) },
            1 => facts with { Kind = GlosaKind.Administrative, OwnInvoice = "1", Month = new(2026, 8), State = GlosaState.Decided },
            2 => facts with { Kind = GlosaKind.Technical, State = GlosaState.Decided },
            3 => facts with { State = GlosaState.Notified },
            4 => facts with { State = random.Next(2) == 0 ? GlosaState.Dropped : GlosaState.Decided, BaseIsEstimate = random.Next(2) == 0 },
            _ => facts with { State = GlosaState.Decided },
        };
    }
}
