using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Terms;

public sealed class ProposalTests
{
    private static readonly DateOnly September = new(2026, 9, 1);
    private static readonly TermsChange Dearer = new(TermsPaths.UnitPrice(4), null, "\"0.6100\"");

    [Fact]
    public async Task Approve_ByASecondPerson_ChangesThePricesOfTheMonthAndLeavesATrail()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var proposed = await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer);
        Assert.Equal(0.5849m, await world.PriceAsync(4, new(September)));

        Assert.True((await world.DecideAsync(world.Manager, proposed.Id!.Value)).Done);

        Assert.Equal((0.5849m, 0.6100m), (await world.PriceAsync(4, new(2026, 8)), await world.PriceAsync(4, new(September))));
        await using var db = await world.OpenAsync();
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == AuditActions.TermsProposed));
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == AuditActions.TermsDecided && a.ActorName == "Gustavo Gestor"));
    }

    [Theory]
    [InlineData(ProposalAct.Approve)]
    [InlineData(ProposalAct.Refuse)]
    public async Task Decide_ByTheAuthor_IsRefused(ProposalAct act)
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var proposed = await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer);

        Assert.Equal("mesma-pessoa", (await world.DecideAsync(world.Officer, proposed.Id!.Value, act, "não convém agora")).Refusal!.Code);

        Assert.Equal(0.5849m, await world.PriceAsync(4, new(September)));
    }

    [Fact]
    public async Task Withdraw_ByAnother_IsRefusedAndByTheAuthorDone()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var id = (await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer)).Id!.Value;

        Assert.Equal("so-o-autor", (await world.DecideAsync(world.Manager, id, ProposalAct.Withdraw, "engano no preço")).Refusal!.Code);
        Assert.True((await world.DecideAsync(world.Officer, id, ProposalAct.Withdraw, "engano no preço")).Done);
        Assert.Equal("decidida-por-outro", (await world.DecideAsync(world.Manager, id, seen: 2)).Refusal!.Code);
    }

    [Fact]
    public async Task Approve_ByTwoAtOnce_MakesOneVersion()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var id = (await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer)).Id!.Value;

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => world.DecideAsync(world.Manager, id)));

        Assert.Equal(1, results.Count(r => r.Done));
        await using var db = await world.OpenAsync();
        Assert.Equal(1, await db.TermsVersions.CountAsync());
    }

    [Fact]
    public async Task Approve_AfterTheTermsChanged_AsksForANewProposal()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var first = (await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer)).Id!.Value;
        var second = (await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer with { New = "\"0.6200\"" })).Id!.Value;
        await world.DecideAsync(world.Manager, first);

        Assert.Equal("termos-mudaram", (await world.DecideAsync(world.Manager, second)).Refusal!.Code);
    }

    [Theory]
    [InlineData("2026-09-15", "efeito-no-meio-do-mes")]
    [InlineData("2026-05-01", "fora-da-vigencia")]
    public async Task Propose_EffectThatCannotBe_IsRefusedInWords(string day, string code)
    {
        await using var world = await new TermsWorld().WithContractAsync();

        var refusal = (await world.ProposeAsync(TermsOrigin.Revision, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture), null, Dearer)).Refusal!;

        Assert.Equal(code, refusal.Code);
        if (code == "efeito-no-meio-do-mes")
            Assert.Contains("01/10/2026", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_TierThatOverlaps_IsRefusedWithTheItem()
    {
        await using var world = await new TermsWorld().WithContractAsync();

        var refusal = (await world.ProposeAsync(TermsOrigin.Revision, September, null, new TermsChange(TermsPaths.TierTo(5), null, "260000"))).Refusal!;

        Assert.Equal("conferencia", refusal.Code);
        Assert.Contains("Item 6", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_BelowALaterVersion_NamesIt()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await world.AddVersionAsync(1, new(2026, 12), TermsOrigin.Revision, new TermsChange(TermsPaths.UnitPrice(4), "\"0.5849\"", "\"0.7000\""));

        var refusal = (await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer)).Refusal!;

        Assert.Equal("versao-posterior", refusal.Code);
        Assert.Contains("12/2026", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Propose_NothingChanged_IsRefused()
    {
        await using var world = await new TermsWorld().WithContractAsync();

        Assert.Equal("nada-muda", (await world.ProposeAsync(TermsOrigin.Revision, September, null, Dearer with { New = "\"0.5849\"" })).Refusal!.Code);
    }

    [Fact]
    public async Task Propose_QuantityByARevision_SendsToTheAmendment()
    {
        await using var world = await new TermsWorld().WithContractAsync();

        Assert.Equal("tipo", (await world.ProposeAsync(TermsOrigin.Revision, September, null, new TermsChange(TermsPaths.Quantity(4), null, "120000"))).Refusal!.Code);
    }

    [Fact]
    public async Task Amendment_WithinTheCeiling_ChangesTheContractedQuantity()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var id = (await world.ProposeAsync(TermsOrigin.Amendment, September, null, new TermsChange(TermsPaths.Quantity(4), null, "120000"))).Id!.Value;
        Assert.True((await world.DecideAsync(world.Manager, id)).Done);

        var prices = (await world.Get<PricesInForce>().OfAsync(new(September), default)).Prices;

        Assert.Equal((120_000L, 70_188.00m), (prices.Items.Single(i => i.Number == 4).Quantity, prices.Items.Single(i => i.Number == 4).Total));
        Assert.Equal(112_728, (await world.Get<PricesInForce>().OfAsync(new(2026, 8), default)).Prices.Of(ItemKind.Marketing).Single().Quantity);
    }

    [Fact]
    public async Task Amendment_AdditionsPastTheCeilingTogether_AreRefusedThoughSuppressionsWereMade()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await ApprovedAsync(world, new TermsChange(TermsPaths.Quantity(17), null, "419000"));
        await ApprovedAsync(world, new TermsChange(TermsPaths.Quantity(4), null, "200000"));

        // 87.272 more marketing messages are R$ 51.045,39 of R$ 56.713,46; another 10.000 pass it.
        var refusal = (await world.ProposeAsync(TermsOrigin.Amendment, September, null, new TermsChange(TermsPaths.Quantity(4), null, "210000"))).Refusal!;

        Assert.Equal("limite-acrescimos", refusal.Code);
    }

    [Fact]
    public async Task Amendment_SuppressionPastTheCeiling_NeedsTheAgreementWritten()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var less = new TermsChange(TermsPaths.Quantity(11), null, "100000");

        Assert.Equal("limite-supressoes", (await world.ProposeAsync(TermsOrigin.Amendment, September, null, less)).Refusal!.Code);
        Assert.True((await world.ProposeAsync(TermsOrigin.Amendment, September, "acordo firmado no processo", less)).Done);
    }

    [Fact]
    public async Task Extension_Approved_MovesTheLastDayOfTheContract()
    {
        await using var world = new TermsWorld();
        await world.Get<ImportContract>().RunAsync(world.Officer, "001/2026", new(2026, 6, 1), new(2031, 5, 31), ContractTerms.SignedDocument, default);
        var id = (await world.ProposeAsync(
            TermsOrigin.Extension, September, null, new TermsChange(TermsPaths.ExtendedOn, null, "\"2026-08-01\""), new TermsChange(TermsPaths.ExtendedUntil, null, "\"2036-05-31\""))).Id!.Value;
        await world.DecideAsync(world.Manager, id);

        Assert.Equal(ContractTime.StartOf(new(2036, 6, 1)), (await world.Get<CurrentContract>().FindAsync(default))!.InForce.End);
    }

    private static async Task ApprovedAsync(TermsWorld world, TermsChange change)
    {
        var proposed = await world.ProposeAsync(TermsOrigin.Amendment, September, null, change);
        Assert.True(proposed.Done, proposed.Refusal?.Message);
        Assert.True((await world.DecideAsync(world.Manager, proposed.Id!.Value)).Done);
    }
}
