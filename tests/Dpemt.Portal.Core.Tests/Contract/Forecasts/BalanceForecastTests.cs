using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using FsCheck;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Forecasts;

/// <summary>Used, left, pace and end of a balance, against sums by day, and the rule that more use never means a later end.</summary>
public sealed class BalanceForecastTests
{
    private static readonly DateOnly Start = ForecastCases.June.First;

    [Fact]
    public void New_WithoutAnyCount_SpeaksByThePlanFromTheFirstDay()
    {
        var forecast = ForecastCases.Forecast(ItemKind.Utility, Start);

        Assert.Null(forecast.Main);
        Assert.Empty(forecast.Projections);
        Assert.Equal(225_468, forecast.Left);
        Assert.Equal(new DateOnly(2027, 3, 8), forecast.EndsOn);
        Assert.Equal(new DateOnly(2027, 3, 6), forecast.Earliest);
        Assert.Null(forecast.Latest);
        Assert.Equal(67_641, forecast.Missing);
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void New_FewDaysCounted_TellsNoPaceBeforeAWeek(int days, bool told)
    {
        var forecast = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(days), ForecastCases.Daily(days, 100), Start);

        Assert.Equal(told, forecast.Main is not null);
    }

    /// <summary>1000 a day from the first day: 225 468 are passed on day 226, in the pace of any window.</summary>
    [Fact]
    public void New_EvenUse_EndsByPaceOnTheDayThatAddsUp()
    {
        var forecast = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(100), ForecastCases.Daily(100, 1_000), Start);

        Assert.Equal([100, 90, 30], forecast.Projections.Where(p => p.Method == ForecastMethod.Pace).Select(p => p.Days));
        // Today (day 101) has used nothing yet: days 102 to 227 use the 125 468 that are left.
        Assert.All(forecast.Projections.Where(p => p.Method == ForecastMethod.Pace), p => Assert.Equal(Start.AddDays(226), p.EndsOn));
        Assert.Equal(100_000, forecast.Used);
        Assert.Equal(44.3m, forecast.PercentUsed);
        Assert.Equal(281_835, forecast.Ceiling);
    }

    [Fact]
    public void New_Range_HoldsAllMethodsAndWindows()
    {
        var used = ForecastCases.Daily(100, 500);
        foreach (var day in Enumerable.Range(70, 30))
            used[Start.AddDays(day)] = 2_000;
        var forecast = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(100), used, Start);

        Assert.Equal(6, forecast.Projections.Count);
        Assert.Equal(ForecastMethod.Shape, forecast.Main!.Method);
        Assert.Equal(90, forecast.Main.Days);
        Assert.True(forecast.Earliest < forecast.EndsOn);
        Assert.True(forecast.Latest is null || forecast.Latest > forecast.EndsOn);
        Assert.Equal(forecast.Projections.Min(p => p.EndsOn ?? DateOnly.MaxValue), forecast.Earliest);
    }

    /// <summary>Seven counted days of July scale the year by July's part of 2025.</summary>
    [Fact]
    public void New_SeasonalShape_ScalesByTheMonthsOf2025()
    {
        var july = new DateOnly(2026, 7, 1);
        var used = Enumerable.Range(0, 31).ToDictionary(july.AddDays, _ => 1_000L);
        var forecast = ForecastCases.Forecast(ItemKind.Utility, new(2026, 8, 1), used, july);

        // 31 000 in July make 31 000 × (961 768 − 77 189 − 91 500 − a day of August) ÷ 91 500 in what follows tomorrow.
        var august = 82_598m / 31;
        Assert.Equal(31_000 + (31_000m * (961_768 - 77_189 - 91_500 - august) / 91_500), forecast.Main!.AtYearEnd, 10);
    }

    [Fact]
    public void New_MoreThanContracted_NamesTheDayOnWhichItWasPassed()
    {
        var used = new Dictionary<DateOnly, long> { [Start] = 225_468, [Start.AddDays(3)] = 1, [Start.AddDays(5)] = 10 };
        var forecast = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(20), used, Start);

        Assert.Equal(Start.AddDays(3), forecast.ExhaustedOn);
        Assert.Equal((0L, Start.AddDays(3), Start.AddDays(3), Start.AddDays(3)), (forecast.Left, forecast.EndsOn!.Value, forecast.Earliest!.Value, forecast.Latest!.Value));
        Assert.Equal(100, forecast.AlertLevel);
    }

    [Theory]
    [InlineData(180_374, 0)]
    [InlineData(180_375, 80)]
    [InlineData(202_921, 80)]
    [InlineData(202_922, 90)]
    [InlineData(225_467, 90)]
    [InlineData(225_468, 100)]
    public void AlertLevel_AtTheMarks_IsExact(long used, int level) =>
        Assert.Equal(level, ForecastCases.Forecast(ItemKind.Utility, Start, new Dictionary<DateOnly, long> { [Start] = used }, Start).AlertLevel);

    [Fact]
    public void Curve_UsedAndExpected_MeetToday()
    {
        var forecast = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(100), ForecastCases.Daily(101, 1_000), Start);
        var curve = forecast.Curve();

        Assert.Equal(14, curve.Count);
        var today = curve.Single(p => p.Day == Start.AddDays(100));
        Assert.Equal((101_000m, 101_000m, 101_000m, 101_000m), (today.Used!.Value, today.Expected!.Value, today.Least!.Value, today.Most!.Value));
        Assert.Equal(forecast.AtYearEnd, curve[^1].Expected);
        Assert.Equal(forecast.Plan.PerYear, curve[^1].Planned);
        Assert.All(curve.Where(p => p.Expected is not null), p => Assert.True(p.Least <= p.Expected && p.Expected <= p.Most));
    }

    /// <summary>Whatever is used besides, on whatever day that is counted: no end moves away, by any method.</summary>
    [Property(MaxTest = 200)]
    public void New_MoreUse_NeverEndsLater(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var elapsed = random.Next(0, 366);
        var counted = Start.AddDays(random.Next(0, elapsed + 1));
        var used = Enumerable.Range(counted.DayNumber, Start.AddDays(elapsed).DayNumber - counted.DayNumber + 1)
            .Where(_ => random.Next(3) > 0).ToDictionary(DateOnly.FromDayNumber, _ => (long)random.Next(0, 3_000));
        var more = new Dictionary<DateOnly, long>(used);
        var day = counted.AddDays(random.Next(0, Start.AddDays(elapsed).DayNumber - counted.DayNumber + 1));
        more[day] = more.GetValueOrDefault(day) + random.Next(1, 50_000);

        var before = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(elapsed), used, counted);
        var after = ForecastCases.Forecast(ItemKind.Utility, Start.AddDays(elapsed), more, counted);

        Assert.True(Late(after.EndsOn) <= Late(before.EndsOn));
        Assert.True(Late(after.Earliest) <= Late(before.Earliest));
        Assert.True(Late(after.Latest) <= Late(before.Latest));
        Assert.Equal(before.Projections.Count, after.Projections.Count);
        Assert.All(before.Projections.Zip(after.Projections), pair => Assert.True(Late(pair.Second.EndsOn) <= Late(pair.First.EndsOn)));
        Assert.Equal(more.Values.Sum(), after.Used);
        Assert.Equal(Math.Max(0, after.Contracted - after.Used), after.Left);
    }

    /// <summary>The day found is the first one whose sum passes what is left: counted day by day.</summary>
    [Property(MaxTest = 200)]
    public void DayOf_AnyUse_IsTheFirstDayThatPasses(PositiveInt seed)
    {
        var random = new Random(seed.Get);
        var perDay = Enumerable.Range(0, 60).Select(_ => (decimal)random.Next(0, 40)).ToList();
        var left = random.Next(0, 1_500);

        var found = Exhaustion.DayOf(left, Start, Start.AddDays(59), day => perDay.Take(day.DayNumber - Start.DayNumber + 1).Sum());

        var (sum, expected) = (0m, (DateOnly?)null);
        for (var i = 0; i < 60 && expected is null; i++)
        {
            sum += perDay[i];
            if (sum > left)
                expected = Start.AddDays(i);
        }

        Assert.Equal(expected, found);
    }

    private static DateOnly Late(DateOnly? day) => day ?? DateOnly.MaxValue;
}
