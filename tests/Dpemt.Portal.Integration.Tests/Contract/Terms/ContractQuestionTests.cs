using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Integration.Tests.Contract.Terms;

public sealed class ContractQuestionTests
{
    [Fact]
    public async Task ListAsync_SignedContract_HasEveryContradictionWithReadingsAndAnAmountOrAReason()
    {
        await using var world = await new TermsWorld().WithContractAsync();

        var questions = await world.Get<ContractQuestions>().ListAsync(default);

        Assert.Equal(20, questions.Count);
        Assert.All(questions, q => Assert.True(q.Choices.Count >= 2 && q.Choices.Count(c => c.Holds) == 1 && q.Title != q.Id));
        Assert.All(questions.SelectMany(q => q.Choices), c => Assert.NotEmpty(c.Cost.How));
        Assert.DoesNotContain(questions.SelectMany(q => q.Choices), c => c.Cost.How.Contains("não está ligada", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("item-3-quantity", "outra", 0)]
    [InlineData("year-of-118300", "outra", 56.16)]
    [InlineData("no-growth", "outra", 26_109.33)]
    [InlineData("total-in-words", "outra", -0.06)]
    [InlineData("auth-price", "outra", 812_235.60)]
    [InlineData("tier-period", "mes-volume", 0)]
    [InlineData("tier-period", "ano-graduada", -2_573.20)]
    [InlineData("tier-period", "ano-volume", -3_973.20)]
    [InlineData("sla-995-997", "99,5", 94.52)]
    [InlineData("band-gap", "faixa-abaixo", -94.52)]
    [InlineData("attendance-is-not-message", "outra", 99_330)]
    [InlineData("messages-per-day", "outra", 3_480)]
    public async Task ListAsync_Reading_CostsWhatTheRulesGive(string topic, string code, double expected)
    {
        await using var world = await new TermsWorld().WithContractAsync();

        var question = (await world.Get<ContractQuestions>().ListAsync(default)).Single(q => q.Id == topic);

        Assert.Equal((decimal)expected, question.Choices.Single(c => c.Choice.Code == code).Cost.Difference);
    }

    [Fact]
    public async Task Decision_OnTheTiers_VersionsTheRuleThatPricesAreAskedWith()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        Assert.Equal(PricingRule.Default, (await world.Get<PricesInForce>().OfAsync(new(2026, 8), default)).Rule);

        await DecideAsync(world, DecisionTopics.TierPeriod, DecisionTopics.YearWhole, 0);
        var decided = (await world.Get<PricesInForce>().OfAsync(new(2026, 8), default)).Rule;
        await DecideAsync(world, DecisionTopics.TierPeriod, DecisionTopics.TakenBack, 1);
        var open = (await world.Get<PricesInForce>().OfAsync(new(2026, 8), default)).Rule;

        Assert.Equal((2, TierReading.WholeVolume, TierPeriod.Year, "decisão 1 de 03/08/2026"), (decided.Number, decided.Reading, decided.Period, decided.Decision));
        Assert.Equal((3, TierReading.Graduated, TierPeriod.Month), (open.Number, open.Reading, open.Period));
        Assert.Equal([3, 2, 1], (await world.Get<RuleVersions>().ListAsync(default)).Select(r => r.Number));
    }

    [Fact]
    public async Task Decision_OnTiersByTheYear_ReachesTheMeteredMonth()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await using (var db = await world.OpenAsync())
        {
            db.ConsumptionDays.AddRange(Use(new(2026, 6, 10), 400_000), Use(new(2026, 7, 10), 200_000));
            await db.SaveChangesAsync();
        }

        async Task<IEnumerable<(int, long)>> JulyAsync() => (await world.Get<MeteredMonths>().ReadAsync(new(2026, 7), default)).Price.Lines
            .Where(l => l.Item.Kind == ItemKind.Authentication).Select(l => (l.Item.Number, l.Quantity));

        Assert.Equal([(11, 200_000L)], await JulyAsync());
        await DecideAsync(world, DecisionTopics.TierPeriod, DecisionTopics.YearGraduated, 0);
        Assert.Equal([(11, 100_000L), (12, 100_000L)], await JulyAsync());
        await DecideAsync(world, DecisionTopics.TierPeriod, DecisionTopics.YearWhole, 1);
        Assert.Equal([(12, 200_000L)], await JulyAsync());
    }

    [Fact]
    public async Task ListAsync_DecidedQuestion_ShowsTheDecisionAndItsReadingInUse()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await DecideAsync(world, "late-payment", DecisionTopics.Other, 0);

        var question = (await world.Get<ContractQuestions>().ListAsync(default)).Single(q => q.Id == "late-payment");

        Assert.Equal((DecisionTopics.Other, 1), (question.Decision!.Choice, question.Seen));
        Assert.Equal(DecisionTopics.Other, question.Choices.Single(c => c.Holds).Choice.Code);
    }

    private static ConsumptionDay Use(DateOnly day, long messages) =>
        new() { Day = day, Category = ItemKind.Authentication, Reason = ChargeReason.Charged, Template = "codigo", Messages = messages, Charged = messages, Sent = messages };

    private static async Task DecideAsync(TermsWorld world, string topic, string choice, int seen)
    {
        var result = await world.Get<RecordDecision>().RunAsync(world.Officer, new(topic, null, choice, "conforme o despacho anexo", await world.DocumentAsync(), seen), default);
        Assert.True(result.Done, result.Refusal?.Message);
    }
}
