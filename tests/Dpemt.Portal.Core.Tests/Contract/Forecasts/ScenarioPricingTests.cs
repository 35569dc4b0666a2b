using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using FsCheck;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Forecasts;

/// <summary>Scenarios in R$ beside the contract's reading.</summary>
public sealed class ScenarioPricingTests
{
    private static Scenario Contract => Scenario.OfContract;

    [Fact]
    public void YearOf_TheContractsReading_IsTheYearBilledByTheMonth() => Assert.Equal(226_853.81m, Total(Contract));

    /// <summary>1 419 000 × R$ 0,0636 on item 3.</summary>
    [Fact]
    public void YearOf_MetaChargesService_CostsItem3AtThatPrice() => Assert.Equal(226_853.81m + 90_248.40m, Total(Contract with { ServicePrice = 0.0636m }));

    /// <summary>Seven more messages for each of 1 419 000 attendances at R$ 0,01 of item 17; item 3 stays at zero.</summary>
    [Fact]
    public void YearOf_EightMessagesPerAttendance_CostsSevenMoreSendings() => Assert.Equal(226_853.81m + 99_330.00m, Total(Contract with { MessagesPerAttendance = 8 }));

    /// <summary>Authentication of a year passes tier 0: 919 000 × (0,0636 − 0,0608) less; the rest differs by the rounding of twelve lines.</summary>
    [Fact]
    public void YearOf_TiersByYear_SplitsAuthentication()
    {
        var price = ScenarioPricing.YearOf(ForecastCases.Signed, ForecastCases.Volumes, Contract with { Tiers = TierPeriod.Year });

        Assert.Equal((500_000 * 0.0636m) + (919_000 * 0.0608m), price.Lines.Single(l => l.Kind == ItemKind.Authentication).Value);
        Assert.Equal(1_419_000, price.Lines.Single(l => l.Kind == ItemKind.Authentication).Quantity);
        Assert.Equal(5_106.00m, price.Lines.Single(l => l.Kind == ItemKind.Subscription).Value);
        Assert.Equal(1_891.13m, price.Lines.Single(l => l.Kind == ItemKind.Setup).Value);
    }

    [Fact]
    public void YearOf_WholeVolumeByYear_PaysAllAtTheReachedTier() => Assert.Equal(
        1_419_000 * 0.0608m,
        ScenarioPricing.YearOf(ForecastCases.Signed, ForecastCases.Volumes, Contract with { Tiers = TierPeriod.Year, Reading = TierReading.WholeVolume })
            .Lines.Single(l => l.Kind == ItemKind.Authentication).Value);

    [Theory]
    [InlineData(0, 225_468, 1_092_000)]
    [InlineData(30, 293_108, 1_419_600)]
    public void YearOf_Growth_StartsFromTheMonthOfTheEtp(int growth, long utility, long service)
    {
        var price = ScenarioPricing.YearOf(ForecastCases.Signed, ForecastCases.Volumes, Contract with { GrowthPercent = growth });

        Assert.Equal(utility, price.Lines.Single(l => l.Kind == ItemKind.Utility).Quantity);
        Assert.Equal(service, price.Lines.Single(l => l.Kind == ItemKind.Service).Quantity);
    }

    [Fact]
    public void UsedOf_AUsedMonth_IsPricedAsItWasCounted()
    {
        UsedMonth[] months = [new(new(2026, 6), new(1_000, 0, 300_000, 0, 1_000, 300_000, true, true), ForecastCases.Signed), new(new(2026, 7), new(0, 0, 200_000, 0, 0, 0, true, false), ForecastCases.Signed)];

        Assert.Equal(MonthPricing.Of(ForecastCases.Signed, months[0].Used).Total + MonthPricing.Of(ForecastCases.Signed, months[1].Used).Total, ScenarioPricing.UsedOf(months, Contract).Total);
        Assert.Equal(
            ScenarioPricing.UsedOf(months, Contract).Total + 63.60m, ScenarioPricing.UsedOf(months, Contract with { ServicePrice = 0.0636m, MessagesPerAttendance = 9, GrowthPercent = 90 }).Total);
        // By the year 500 000 together: 250 000 in each tier instead of 450 000 and 50 000.
        Assert.Equal(ScenarioPricing.UsedOf(months, Contract).Total - (200_000 * (0.0636m - 0.0608m)), ScenarioPricing.UsedOf(months, Contract with { Tiers = TierPeriod.Year }).Total);
        Assert.Empty(ScenarioPricing.UsedOf([], Contract with { Tiers = TierPeriod.Year }).Lines);
    }

    /// <summary>More messages, a higher price or more growth never cost less; the months of any year add up to its messages.</summary>
    [Property(MaxTest = 100)]
    public void YearOf_More_NeverCostsLess(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var scenario = new Scenario(
            random.Next(2) == 0 ? null : random.Next(0, 2_000) / 10_000m, random.Next(100, 2_000) / 100m, TierPeriod.Month, TierReading.Graduated,
            random.Next(0, 500));
        var total = Total(scenario);

        Assert.True(Total(scenario with { ServicePrice = (scenario.ServicePrice ?? 0) + 0.01m }) >= total);
        Assert.True(Total(scenario with { MessagesPerAttendance = scenario.MessagesPerAttendance + 1 }) >= total);
        Assert.True(Total(scenario with { GrowthPercent = scenario.GrowthPercent + 10 }) >= total);
        // Twelve lines are rounded instead of one: half a cent for each of them.
        Assert.InRange(Total(scenario with { Tiers = TierPeriod.Year }) - total, decimal.MinValue, 12 * 18 * 0.01m);
        var lines = ScenarioPricing.YearOf(ForecastCases.Signed, ForecastCases.Volumes, scenario).Lines;
        Assert.Equal(
            (long)decimal.Round(1_092_000m * (100 + scenario.GrowthPercent!.Value) / 100 * scenario.MessagesPerAttendance, 0, MidpointRounding.AwayFromZero),
            lines.Single(l => l.Kind == ItemKind.SendSimple).Quantity);
    }

    private static decimal Total(Scenario scenario) => ScenarioPricing.YearOf(ForecastCases.Signed, ForecastCases.Volumes, scenario).Total;
}
