using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using FsCheck;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Forecasts;

/// <summary>What the contract's own figures say before anything is counted (<c>contract.json</c> "no-growth", "attendance-is-not-message").</summary>
public sealed class BalancePlanTests
{
    [Theory]
    [InlineData(ItemKind.Utility, 225_468, 18_789, 24_425.7)]
    [InlineData(ItemKind.Marketing, 112_728, 9_394, 12_212.2)]
    public void Of_UtilityAndMarketingAtTheAnnouncedGrowth_EndInTheTenthMonth(ItemKind kind, long contracted, long present, decimal grown)
    {
        var forecast = ForecastCases.Forecast(kind, ForecastCases.June.First);

        Assert.Equal(contracted, forecast.Contracted);
        Assert.Equal(present, forecast.Plan.PresentMonth);
        Assert.Equal(grown, forecast.Plan.PerMonth);
        Assert.Equal(10, ForecastCases.June.MonthOf(forecast.Plan.EndsOn!.Value));
        Assert.Equal(10, ForecastCases.June.MonthOf(forecast.Plan.EndsByShape!.Value));
        Assert.Equal(new DateOnly(2027, 3, 8), forecast.Plan.EndsOn);
        Assert.Equal(forecast.Plan.EndsOn, forecast.EndsOn);
    }

    [Theory]
    [InlineData(ItemKind.Utility)]
    [InlineData(ItemKind.Marketing)]
    public void Of_TwelveTimesThePresentMonth_LastsExactly(ItemKind kind)
    {
        var plan = ForecastCases.Forecast(kind, ForecastCases.June.First).Plan;

        Assert.Null(plan.EndsWithoutGrowth);
        Assert.Null(plan.EndsWithoutGrowthByShape);
    }

    [Fact]
    public void EndOf_OneMessageMoreThanContracted_EndsOnTheLastDay()
    {
        Assert.Null(BalancePlan.EndOf(365, 365, ForecastCases.June, SeasonalShape.Even));
        Assert.Equal(ForecastCases.June.Last, BalancePlan.EndOf(365, 365.0001m, ForecastCases.June, SeasonalShape.Even));
    }

    /// <summary>118 300 × 12 is 600 more than the contracted 1 419 000 ("year-of-118300").</summary>
    [Fact]
    public void Of_Authentication_MissesSixHundredOnTheLastDay()
    {
        var forecast = ForecastCases.Forecast(ItemKind.Authentication, ForecastCases.June.First);

        Assert.Equal(ForecastCases.June.Last, forecast.EndsOn);
        Assert.Equal(600, forecast.Missing);
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 6)]
    [InlineData(4, 3)]
    [InlineData(8, 2)]
    public void EffectOf_MessagesPerAttendance_EndsInTheMonth(decimal messages, int month) =>
        Assert.Equal(month, MessagesPerAttendance.EffectOf(messages, 1_419_000, ForecastCases.June, ForecastCases.Volumes).Month);

    [Fact]
    public void Of_Observed_IsShownAmongTheOthers()
    {
        var found = MessagesPerAttendance.Of(300, 1_000, 1_419_000, ForecastCases.June, ForecastCases.Volumes);

        Assert.Equal(3.33m, found.Observed);
        Assert.Equal([1m, 2m, 3.33m, 4m, 8m], found.Effects.Select(e => e.Messages));
    }

    [Property]
    public void ShareOf_AllDaysOfAnyYear_AddUpToOne(PositiveInt seed, PositiveInt[] given)
    {
        var shape = new SeasonalShape([.. Enumerable.Range(0, 12).Select(i => given.Length > 0 ? (long)given[i % given.Length].Get + i : i + 1)]);
        var start = new DateOnly(2024, 1, 1).AddDays(seed.Get % 1500);
        var year = ContractYear.Of(start, start.AddDays(seed.Get % 2000));

        var sum = Enumerable.Range(0, year.Days).Sum(i => shape.ShareOf(year, year.First.AddDays(i), year.First.AddDays(i)));

        Assert.Equal(1m, decimal.Round(sum, 20));
        Assert.Equal(1m, shape.ShareOf(year, year.First, year.Last));
    }

    [Fact]
    public void ShareOf_AWholeMonth_IsItsPartOf2025()
    {
        Assert.Equal(961_768, ForecastCases.Volumes.Shape.Total);
        Assert.Equal(91_500m / 961_768, ForecastCases.Volumes.Shape.ShareOf(ForecastCases.June, new(2026, 7, 1), new(2026, 7, 31)));
    }

    [Theory]
    [InlineData("2026-06-15", "2026-06-15", 1, "2026-06-15", "2027-06-14")]
    [InlineData("2026-06-15", "2027-06-14", 1, "2026-06-15", "2027-06-14")]
    [InlineData("2026-06-15", "2027-06-15", 2, "2027-06-15", "2028-06-14")]
    [InlineData("2026-06-15", "2026-01-01", 1, "2026-06-15", "2027-06-14")]
    [InlineData("2024-02-29", "2025-02-28", 2, "2025-02-28", "2026-02-27")]
    public void Of_ADay_LiesInItsYearOfTheContract(string start, string day, int number, string first, string last) =>
        Assert.Equal(new ContractYear(number, DateOnly.Parse(first, null), DateOnly.Parse(last, null)), ContractYear.Of(DateOnly.Parse(start, null), DateOnly.Parse(day, null)));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{ "volumes": { "messagesPerMonth": 1, "utilityPerMonth": 1, "marketingPerMonth": 1, "authenticationPerMonth": 1, "growthPercent": 30, "attendances2025": [1] } }""")]
    [InlineData("""{ "volumes": { "messagesPerMonth": -1, "utilityPerMonth": 1, "marketingPerMonth": 1, "authenticationPerMonth": 1, "growthPercent": 30, "attendances2025": [1,1,1,1,1,1,1,1,1,1,1,1] } }""")]
    public void Read_WithoutVolumes_SaysWhatIsWrong(string document) => Assert.Throws<FormatException>(() => AnnouncedVolumes.Read(document));
}
