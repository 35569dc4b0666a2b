using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Glosas;
using static Dpemt.Portal.Core.Tests.Contract.Glosas.GlosaLives;

namespace Dpemt.Portal.Core.Tests.Contract.Glosas;

/// <summary>Whatever officers try, in whatever order: the money adds up.</summary>
public sealed class GlosaPropertyTests
{
    [Fact]
    public void Move_ThousandsOfRandomLives_NeverTakeTooMuchOrTwice()
    {
        var reached = new Dictionary<GlosaState, int>();
        var carried = 0;
        for (var seed = 1; seed <= 3000; seed++)
        {
            var random = new Random(seed);
            var facts = Computed(random.Next(1, 200_00) / 100m, estimate: random.Next(4) == 0);
            if (seed % 4 == 0)
                facts = facts with { Kind = GlosaKind.Technical, OwnInvoice = "3", Percent = null, BaseIsEstimate = false };
            var today = Day;
            for (var step = 0; step < 80; step++)
            {
                today = today.AddDays(random.Next(0, 6));
                var act = Any(random, facts, today);
                var move = GlosaLife.Move(facts, act, Periods, Law, Noon(today));
                if (move.Refusal is not null)
                {
                    Assert.Same(facts, move.Facts);
                    continue;
                }

                reached[move.Facts.State] = reached.GetValueOrDefault(move.Facts.State) + 1;
                carried += move.Facts.Deductions.Length > 1 ? 1 : 0;
                Check(facts, move.Facts, $"seed {seed}, step {step}: {act}");
                facts = move.Facts;
            }
        }

        Assert.All(GlosaActs.AllStates, state => Assert.True(reached.GetValueOrDefault(state) >= 50, $"{state}: {reached.GetValueOrDefault(state)}"));
        Assert.InRange(carried, 50, int.MaxValue);
    }

    private static void Check(GlosaFacts before, GlosaFacts after, string where)
    {
        Assert.True(after.Amount >= 0 && after.Computed >= 0 && after.Returned >= 0, where);
        Assert.True(after.Outstanding >= 0 && after.CreditDue >= 0 && after.Outstanding * after.CreditDue == 0, where);
        Assert.True(after.Amount <= after.Computed, where);
        Assert.All(after.Deductions, d => Assert.True(d.Amount > 0 && d.Amount <= d.InvoiceValue, where));
        Assert.Equal(after.Deductions.Length, after.Deductions.Select(d => d.InvoiceNumber).Distinct().Count());
        if (after.Stands)
            Assert.True(after.Amount == after.Deducted - after.Returned + after.Outstanding - after.CreditDue, where);
        if (after.Deductions.Length > before.Deductions.Length)
        {
            Assert.True(after.Deducted - after.Returned <= after.Amount, where);
            Assert.False(before.BaseIsEstimate, where);
        }

        Assert.False(after.IsApplied && !after.Stands, where);
        if (after.OwnInvoice is { } own)
        {
            Assert.True(!after.IsApplied || after.Deductions[0].InvoiceNumber == own, where);
            Assert.False(after.State is GlosaState.Notified or GlosaState.DefenceReceived or GlosaState.Undefended, where);
        }
    }

    private static GlosaAct Any(Random random, GlosaFacts facts, DateOnly today)
    {
        var earlier = today.AddDays(-random.Next(0, 5));
        var value = random.Next(-100, 250_00) / 100m;
        var invoice = random.Next(1, 6).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return random.Next(13) switch
        {
            0 => new GlosaAct.Notify(earlier, 1),
            1 => new GlosaAct.ReceiveDefence(earlier, 2, random.Next(2) == 0, "por quê"),
            2 => new GlosaAct.NoteSilence(),
            3 => new GlosaAct.Decide((GlosaOutcome)random.Next(3), value, "motivos", null),
            4 => new GlosaAct.Recompute(value * 100, null, null),
            5 or 12 => new GlosaAct.Apply(invoice, new BillingMonth(2026, 7).Plus(random.Next(0, 4)), value, random.Next(0, 100)),
            6 => new GlosaAct.NotePayment(invoice, earlier),
            7 => new GlosaAct.ReceiveAppeal(earlier, 4, random.Next(2) == 0, "por quê"),
            8 => new GlosaAct.AnswerAppeal(earlier, facts.Amount * random.Next(0, 3) / 2, "análise", null),
            9 => new GlosaAct.Correct(value, "erro", null, random.Next(2) == 0),
            10 => new GlosaAct.ReturnCredit(invoice, earlier),
            _ => random.Next(8) == 0 ? new GlosaAct.Replace("versão") : new GlosaAct.Finish(),
        };
    }

    [Fact]
    public void VersionChange_AnySequenceOfVersions_ClaimsTheNewestOnceOnly()
    {
        for (var seed = 1; seed <= 3000; seed++)
        {
            var random = new Random(seed);
            var chain = new List<StandingGlosa>();
            for (var version = 1; version <= 6; version++)
            {
                var discount = random.Next(0, 500_00) / 100m;
                var change = VersionChange.Of(chain, discount);
                chain.RemoveAll(g => change.Replaced.Contains(g.Id));
                foreach (var (id, amount) in change.Lowered)
                {
                    Assert.True(amount >= 0);
                    chain[chain.FindIndex(g => g.Id == id)] = chain.Find(g => g.Id == id)! with { Amount = amount, Computed = amount };
                }

                if (change.Amount > 0)
                    chain.Add(new(version, GlosaState.Computed, false, change.Amount, change.Amount));
                Assert.True(change.Amount >= 0);
                Assert.True(chain.Sum(g => g.Amount) == discount, $"seed {seed}, version {version}");
                Assert.Equal(change.ComplementOf is not null && change.Amount > 0, chain.Count > 1 && chain[^1].Id == version);
                chain = [.. chain.Select(g => g.IsApplied || random.Next(2) == 0 ? g : g with { IsApplied = true, State = GlosaState.Paid })];
            }
        }
    }
}
