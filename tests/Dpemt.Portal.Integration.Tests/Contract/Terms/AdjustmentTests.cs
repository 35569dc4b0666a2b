using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Integration.Tests.Contract.Terms;

/// <summary>TR 21, with a contract in force since 2026-06-01.</summary>
public sealed class AdjustmentTests
{
    private static readonly DateOnly June = new(2027, 6, 1);

    [Fact]
    public async Task Request_WithoutADecisionOnTheAnniversary_AsksForIt()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        world.Clock.SetUtcNow(new(2027, 6, 15, 12, 0, 0, TimeSpan.Zero));

        Assert.Equal("sem-decisao", (await CalculateAsync(world)).Refusal!.Code);
    }

    [Fact]
    public async Task Request_DecidedIndexedAndApproved_MakesThePricesOfTheApostilamento()
    {
        await using var world = await YearLaterAsync(12);

        var id = (await CalculateAsync(world)).Id!.Value;
        await ApproveAsync(world, id);

        // 1.0030 ^ 12 = 1.0366…: 0.5849 becomes 0.6063, 0.0636 becomes 0.0659.
        Assert.Equal((0.5849m, 0.6063m, 0.0659m), (await world.PriceAsync(4, new(2027, 5)), await world.PriceAsync(4, new(June)), await world.PriceAsync(11, new(June))));
        Assert.Equal((1_891.13m, 0m), (await world.PriceAsync(1, new(June)), await world.PriceAsync(3, new(June))));
        Assert.StartsWith("Apostilamento 1/2027, versão 1", (await world.Get<PricesInForce>().OfAsync(new(June), default)).Version, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2027-05-01", "antes-do-aniversario")]
    [InlineData("2027-06-15", "efeito-no-meio-do-mes")]
    public async Task Request_TooEarlyOrInTheMonth_IsRefused(string effect, string code)
    {
        await using var world = await YearLaterAsync(12);

        Assert.Equal(code, (await CalculateAsync(world, DateOnly.Parse(effect, System.Globalization.CultureInfo.InvariantCulture))).Refusal!.Code);
    }

    [Fact]
    public async Task Request_Second_CountsItsYearFromTheEffectsOfTheFirst()
    {
        await using var world = await YearLaterAsync(12);
        await ApproveAsync(world, (await CalculateAsync(world, new(2027, 8, 1))).Id!.Value);
        world.Clock.SetUtcNow(new(2028, 7, 15, 12, 0, 0, TimeSpan.Zero));

        var refusal = (await CalculateAsync(world, new(2028, 7, 1))).Refusal!;

        Assert.Equal("antes-do-aniversario", refusal.Code);
        Assert.Contains("TR 21.5", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Request_AfterAProlongationWithoutOne_IsPrecluded()
    {
        await using var world = await YearLaterAsync(12);
        await world.AddVersionAsync(1, new(2027, 6), TermsOrigin.Extension, new(TermsPaths.ExtendedOn, null, "\"2027-06-05\""), new(TermsPaths.ExtendedUntil, null, "\"2036-05-31\""));

        Assert.Equal("preclusao", (await CalculateAsync(world)).Refusal!.Code);
    }

    [Fact]
    public async Task DeflationCheck_PricesRose_IsRecordedAndProposesNothing()
    {
        await using var world = await YearLaterAsync(12);

        var check = await world.Get<CalculateAdjustment>().RunAsync(world.Officer, new(AdjustmentKind.DeflationCheck, null, null, June), default);

        Assert.True(check.Done);
        Assert.Equal("sem-deflacao", (await ProposeAsync(world, check.Id!.Value)).Refusal!.Code);
        var year = Assert.Single((await world.Get<AdjustmentBook>().ReadAsync(default))!.Anniversaries);
        Assert.Equal((June, true), (year.On, year.Checked));
    }

    [Fact]
    public async Task DeflationCheck_PricesFell_LowersThemWithoutARequest()
    {
        await using var world = await YearLaterAsync(12, "-0,20");

        var check = await world.Get<CalculateAdjustment>().RunAsync(world.Officer, new(AdjustmentKind.DeflationCheck, null, null, June), default);
        await ApproveAsync(world, check.Id!.Value);

        Assert.Equal(0.5710m, await world.PriceAsync(4, new(June)));
    }

    [Fact]
    public async Task Settlement_OfAProvisionalIndex_ReplacesItFromTheSameMonth()
    {
        await using var world = await YearLaterAsync(11);
        var provisional = (await CalculateAsync(world)).Id!.Value;
        await ApproveAsync(world, provisional);
        Assert.Equal(0.6063m, await world.PriceAsync(4, new(June)));
        Assert.True((await world.Get<RecordIndexValues>().RunAsync(world.Officer, "05/2027;1,30", "IBGE, SIDRA 1737", default)).Done);

        var settlement = await world.Get<CalculateAdjustment>().RunAsync(world.Officer, new(AdjustmentKind.Settlement, null, null, null, SettlesId: provisional), default);
        await ApproveAsync(world, settlement.Id!.Value);

        // 1.0030 ^ 11 × 1.0130 = 1.0469…
        Assert.Equal(0.6124m, await world.PriceAsync(4, new(June)));
        var lines = (await world.Get<AdjustmentBook>().ReadAsync(default))!.Lines;
        world.Clock.SetUtcNow(new(2027, 8, 15, 12, 0, 0, TimeSpan.Zero));
        var months = await world.Get<AdjustmentBook>().SettledAsync(lines.Single(l => l.Adjustment.SettlesId is not null), lines.Single(l => l.Adjustment.Id == provisional), default);
        Assert.Equal(["06/2027", "07/2027"], months.Select(m => m.Month.Label));
        Assert.All(months, m => Assert.True(m.Difference > 0));
    }

    [Fact]
    public async Task RecordIndexValues_CorrectedValue_KeepsTheOldOne()
    {
        await using var world = await YearLaterAsync(12);

        Assert.Equal("nada-muda", (await world.Get<RecordIndexValues>().RunAsync(world.Officer, "05/2027;0,30", "IBGE, SIDRA 1737", default)).Refusal!.Code);
        Assert.True((await world.Get<RecordIndexValues>().RunAsync(world.Officer, "05/2027;0,31", "IBGE, SIDRA 1737", default)).Done);

        await using var db = await world.OpenAsync();
        Assert.Equal(2, db.IndexValues.Count(v => v.Month == new BillingMonth(2027, 5)));
        Assert.Equal(0.31m, (await world.Get<IndexSeries>().KnownAsync(default))[new(2027, 5)].Percent);
        Assert.Equal("futuro", (await world.Get<RecordIndexValues>().RunAsync(world.Officer, "06/2027;0,31", "IBGE, SIDRA 1737", default)).Refusal!.Code);
    }

    /// <summary>Mid-June 2027: the signature counts by a decision, and so many months since June 2026 have their index.</summary>
    private static async Task<TermsWorld> YearLaterAsync(int months, string percent = "0,30")
    {
        var world = await new TermsWorld().WithContractAsync();
        world.Clock.SetUtcNow(new(2027, 6, 15, 12, 0, 0, TimeSpan.Zero));
        Assert.True((await world.Get<RecordDecision>().RunAsync(
            world.Officer, new(DecisionTopics.PriceAnniversary, null, DecisionTopics.FromSignature, "conforme o parecer anexo", await world.DocumentAsync(), 0), default)).Done);
        var lines = string.Join('\n', Enumerable.Range(0, months).Select(i => new BillingMonth(2026, 6).Plus(i).Label + ";" + percent));
        Assert.True((await world.Get<RecordIndexValues>().RunAsync(world.Officer, lines, "IBGE, SIDRA 1737", default)).Done);
        return world;
    }

    private static async Task<ContractResult> CalculateAsync(TermsWorld world, DateOnly? effect = null) => await world.Get<CalculateAdjustment>().RunAsync(
        world.Officer, new(AdjustmentKind.Request, ContractTime.DayOf(world.Clock.GetUtcNow()), await world.DocumentAsync(), effect ?? June), default);

    private static async Task<ContractResult> ProposeAsync(TermsWorld world, long id) =>
        await world.Get<ProposeAdjustment>().RunAsync(world.Officer, id, "Apostilamento 1/2027", new(2027, 6, 10), await world.DocumentAsync(), "reajuste pelo IPCA de doze meses", default);

    private static async Task ApproveAsync(TermsWorld world, long id)
    {
        var proposed = await ProposeAsync(world, id);
        Assert.True(proposed.Done, proposed.Refusal?.Message);
        var approved = await world.DecideAsync(world.Manager, proposed.Id!.Value);
        Assert.True(approved.Done, approved.Refusal?.Message);
    }
}
