using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Integration.Tests.Contract.Terms;

public sealed class PricesInForceTests
{
    private static readonly BillingMonth August = new(2026, 8);
    private static readonly BillingMonth September = new(2026, 9);

    [Fact]
    public async Task OfAsync_WithoutImport_IsTheSignedContract()
    {
        await using var world = new TermsWorld();

        Assert.Equal("contrato assinado", (await world.Get<PricesInForce>().OfAsync(August, default)).Version);
        Assert.Equal(0.5849m, await world.PriceAsync(4, August));
    }

    [Fact]
    public async Task OfAsync_VersionFromAMonthOn_LeavesTheMonthsBeforeAlone()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await world.AddVersionAsync(1, September, TermsOrigin.Adjustment, new TermsChange(TermsPaths.UnitPrice(4), "\"0.5849\"", "\"0.6100\""));

        Assert.Equal((0.5849m, 0.6100m, 0.6100m), (await world.PriceAsync(4, August), await world.PriceAsync(4, September), await world.PriceAsync(4, September.Plus(30))));
        Assert.Equal("contrato 001/2026, importação 1", (await world.Get<PricesInForce>().OfAsync(August, default)).Version);
        Assert.Equal("Ato 1, versão 1, desde 09/2026, sobre contrato 001/2026, importação 1", (await world.Get<PricesInForce>().OfAsync(September, default)).Version);
    }

    [Fact]
    public async Task OfAsync_LateVersionThatReachesBack_FlowsThroughTheOneInBetween()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await world.AddVersionAsync(1, September.Plus(1), TermsOrigin.Amendment, new TermsChange(TermsPaths.Quantity(4), "112728", "120000"));
        await world.AddVersionAsync(2, September, TermsOrigin.Adjustment, new TermsChange(TermsPaths.UnitPrice(4), "\"0.5849\"", "\"0.6100\""));

        var item = (await world.Get<PricesInForce>().OfAsync(September.Plus(1), default)).Prices.Items.Single(i => i.Number == 4);

        Assert.Equal((120_000L, 0.6100m, 73_200m), (item.Quantity, item.UnitPrice, item.Total));
    }

    [Fact]
    public async Task OfAsync_NewImportWithTheSameStart_HoldsFromTheStartAndKeepsLaterVersions()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await world.AddVersionAsync(1, September, TermsOrigin.Adjustment, new TermsChange(TermsPaths.UnitPrice(4), "\"0.5849\"", "\"0.6100\""));
        var corrected = ContractTerms.SignedDocument.Replace("\"0.0100\"", "\"0.0110\"", StringComparison.Ordinal);
        await world.Get<ImportContract>().RunAsync(world.Officer, "001/2026", new(2026, 6, 1), null, corrected, default);

        Assert.Equal((0.0110m, 0.5849m), (await world.PriceAsync(17, August), await world.PriceAsync(4, August)));
        Assert.Equal((0.0110m, 0.6100m), (await world.PriceAsync(17, September), await world.PriceAsync(4, September)));
    }

    [Fact]
    public async Task OfAsync_ImportOfALaterStart_LeavesEarlierMonthsToTheOldOne()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        var renewed = ContractTerms.SignedDocument.Replace("\"0.5849\"", "\"0.7000\"", StringComparison.Ordinal);
        await world.Get<ImportContract>().RunAsync(world.Officer, "009/2027", new(2027, 6, 1), null, renewed, default);

        Assert.Equal((0.5849m, 0.7000m), (await world.PriceAsync(4, new(2027, 5)), await world.PriceAsync(4, new(2027, 6))));
        Assert.Equal(0.5849m, await world.PriceAsync(4, new(2026, 1)));
    }

    [Fact]
    public async Task MonthView_RequiredIndexChangedByAVersion_JudgesEachMonthByItsOwn()
    {
        await using var world = await new TermsWorld().WithContractAsync();
        await world.AddVersionAsync(1, August, TermsOrigin.Amendment, new TermsChange(TermsPaths.RequiredIndex, "\"99.7\"", "\"99.9\""));

        var july = (await world.Get<MonthView>().RunAsync(new(2026, 7), default))!.Availability.Rule;
        var august = (await world.Get<MonthView>().RunAsync(August, default))!.Availability.Rule;

        Assert.Equal((99.7m, "TR 5.7.1, v1"), (july.Required, july.Version));
        Assert.Equal((99.9m, "TR 5.7.1, Ato 1, versão 1, desde 08/2026"), (august.Required, august.Version));
    }
}
