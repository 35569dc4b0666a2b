using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Core.Tests.Contract.Availability;

public sealed class MonthAvailabilityTests
{
    private static readonly Period Forever = new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue);

    /// <summary>Clause, what it says, index in percent, met, gap, discount in percent.</summary>
    public static TheoryData<string, string, string, bool, bool, string> TableOfTr571() => new()
    {
        { "TR 5.7.1, linha 1", "100 %: sem penalidade", "100", true, false, "0" },
        { "TR 5.7.1, linha 1", "99,7 % exatos: sem penalidade", "99.7", true, false, "0" },
        { "TR 5.7.1, entre as linhas 1 e 2", "logo abaixo de 99,7 %: lacuna, descumpre o TR 5.6.1", "99.699999", false, true, "0" },
        { "TR 5.7.1, entre as linhas 1 e 2", "99,6 % exatos: lacuna, a linha 2 diz menor que 99,6 %", "99.6", false, true, "0" },
        { "TR 5.7.1, linha 2", "logo abaixo de 99,6 %: 0,5 %", "99.599999", false, false, "0.5" },
        { "TR 5.7.1, linha 2", "98 % exatos: 0,5 %", "98", false, false, "0.5" },
        { "TR 5.7.1, linha 3", "logo abaixo de 98 %: 2 %", "97.999999", false, false, "2" },
        { "TR 5.7.1, linha 3", "95 % exatos: 2 %", "95", false, false, "2" },
        { "TR 5.7.1, linha 4", "logo abaixo de 95 %: 5 %", "94.999999", false, false, "5" },
        { "TR 5.7.1, linha 4", "0 %: 5 %", "0", false, false, "5" },
    };

    public static TheoryData<int, int, string, string, string> Thresholds()
    {
        var cases = new TheoryData<int, int, string, string, string>();
        foreach (var (year, month) in new[] { (2026, 7), (2027, 2), (2028, 2), (2026, 9) })
        {
            cases.Add(year, month, "99.7", "0", "lacuna");
            cases.Add(year, month, "99.6", "lacuna", "0.5");
            cases.Add(year, month, "98", "0.5", "2");
            cases.Add(year, month, "95", "2", "5");
        }

        return cases;
    }

    [Theory, MemberData(nameof(TableOfTr571))]
    public void Of_IndexAtABoundary_FollowsTheTable(string clause, string says, string percent, bool met, bool gap, string discount)
    {
        var start = new DateTimeOffset(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);
        var whole = new Period(start, start.AddTicks(100_000_000));
        var down = (long)((100m - Number(percent)) * 1_000_000m);

        var judged = MonthAvailability.Of(whole, Forever, [Sending(start, start.AddTicks(down))], AvailabilityRule.Signed);

        Assert.True((met, gap, Number(discount)) == (judged.Met, judged.Gap, judged.Discount), $"{clause}: {says}");
    }

    [Theory, MemberData(nameof(Thresholds))]
    public void Of_OneTickBeyondAThreshold_FallsIntoTheNextBand(int year, int month, string percent, string at, string beyond)
    {
        var whole = new BillingMonth(year, month).Whole;
        var allowed = whole.Ticks * (100m - Number(percent)) / 100m;
        Assert.Equal(decimal.Truncate(allowed), allowed);

        Assert.Equal(at, Result((long)allowed));
        Assert.Equal(beyond, Result((long)allowed + 1));

        string Result(long down)
        {
            var judged = MonthAvailability.Of(whole, Forever, [Sending(whole.End.AddTicks(-down), null)], AvailabilityRule.Signed);
            return judged.Gap ? "lacuna" : judged.Discount.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    [Fact]
    public void Budget_MonthOfThirtyDays_Is129Point6Minutes()
    {
        var whole = new BillingMonth(2026, 6).Whole;
        var judged = MonthAvailability.Of(whole, Forever, [Sending(whole.Start, whole.Start.AddMinutes(100))], AvailabilityRule.Signed);

        Assert.Equal(TimeSpan.FromMinutes(129.6).Ticks, judged.BudgetTicks);
        Assert.Equal(TimeSpan.FromMinutes(29.6).Ticks, judged.BudgetLeftTicks);
        Assert.Equal(0, judged.After(TimeSpan.FromMinutes(29.6).Ticks).BudgetLeftTicks);
        Assert.Equal(0, judged.After(TimeSpan.FromMinutes(500).Ticks).BudgetLeftTicks);
        Assert.True(judged.After(TimeSpan.FromMinutes(29.6).Ticks).Met);
        Assert.False(judged.After(TimeSpan.FromMinutes(29.6).Ticks + 1).Met);
    }

    [Fact]
    public void Index_JustBelowTheRequired_IsCutNotRounded()
    {
        var whole = new BillingMonth(2026, 7).Whole;
        var judged = MonthAvailability.Of(whole, Forever, [Sending(whole.Start, whole.Start.AddTicks((whole.Ticks * 3 / 1000) + 1))], AvailabilityRule.Signed);

        Assert.Equal(99.6999m, judged.Index);
        Assert.False(judged.Met);
    }

    [Theory]
    [InlineData("18904.49", "0.5", "94.52")]
    [InlineData("1.00", "0.5", "0.01")]
    [InlineData("3.00", "0.5", "0.02")]
    [InlineData("0.00", "5", "0.00")]
    public void GlosaOf_HalfACent_GoesAwayFromZeroOnce(string billed, string discount, string expected) =>
        Assert.Equal(Number(expected), MonthAvailability.GlosaOf(Number(billed), Number(discount)));

    [Theory]
    [InlineData("99.7", true, "0")]
    [InlineData("99.65", true, "0")]
    [InlineData("99.55", true, "0")]
    [InlineData("99.5", true, "0")]
    [InlineData("99.49", false, "0.5")]
    [InlineData("97", false, "2")]
    [InlineData("94", false, "5")]
    public void ReadBy_GeneralClause_TakesNothingFrom995AndHasNoGap(string percent, bool met, string discount)
    {
        var rule = AvailabilityRule.Signed.ReadBy(AvailabilityRule.GeneralClauseRequired, "TR 5.3.6.3");
        var start = new DateTimeOffset(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);
        var judged = MonthAvailability.Of(new(start, start.AddTicks(1_000_000)), Forever, [Sending(start, start.AddTicks((long)((100m - Number(percent)) * 10_000m)))], rule);

        Assert.Equal((met, false, Number(discount)), (judged.Met, judged.Gap, judged.Discount));
    }

    [Fact]
    public void Of_MonthBeforeTheContract_HasNoIndex()
    {
        var judged = MonthAvailability.Of(new BillingMonth(2026, 5).Whole, new(ContractTime.StartOf(new(2026, 6, 1)), DateTimeOffset.MaxValue), [], AvailabilityRule.Signed);

        Assert.False(judged.HasIndex);
        Assert.Equal((0, 0m, false), (judged.BudgetTicks, judged.Discount, judged.Gap));
    }

    private static Outage Sending(DateTimeOffset from, DateTimeOffset? until) => new(from, until, ServiceComponent.Sending, OutageScope.Total);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
