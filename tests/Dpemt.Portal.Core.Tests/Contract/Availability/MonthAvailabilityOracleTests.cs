using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Core.Tests.Contract.Availability;

/// <summary>The index against an independent slow oracle.</summary>
public sealed class MonthAvailabilityOracleTests
{
    private const int Blocks = 10;
    private const int MonthsOfABlock = 300;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(0, Blocks)];

    [Theory, MemberData(nameof(Seeds))]
    public void Of_GeneratedMonths_EqualsSecondBySecondBitmap(int block)
    {
        for (var seed = block * MonthsOfABlock; seed < (block + 1) * MonthsOfABlock; seed++)
        {
            var month = GeneratedMonth.Of(seed);
            var judged = MonthAvailability.Of(new BillingMonth(month.Year, month.Month).Whole, month.InForce, month.Outages, AvailabilityRule.Signed);
            AssertEqual(BitmapOracle.Judge(month.Whole, month.InForce, month.Outages, TimeSpan.TicksPerSecond), judged, TimeSpan.TicksPerSecond, seed);
        }
    }

    [Fact]
    public void Of_GeneratedShortPeriods_EqualsTickByTickBitmap()
    {
        var start = new DateTimeOffset(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);
        for (var seed = 0; seed < 20_000; seed++)
        {
            var random = new Random(seed);
            DateTimeOffset At(int below) => start.AddTicks(random.Next(-50, below));
            var whole = new Period(start, start.AddTicks(random.Next(1, 3000)));
            var inForce = new Period(At(100), random.Next(2) == 0 ? DateTimeOffset.MaxValue : At(3000));
            Outage[] outages =
            [
                .. Enumerable.Range(0, random.Next(6)).Select(_ => At(3000)).Select(from => new Outage(
                    from, random.Next(6) == 0 ? null : from.AddTicks(random.Next(-5, random.Next(2) == 0 ? 12 : 400)), ServiceComponent.Sending, OutageScope.Partial, random.Next(5) == 0)),
            ];

            AssertEqual(BitmapOracle.Judge(whole, inForce, outages, 1), MonthAvailability.Of(whole, inForce, outages, AvailabilityRule.Signed), 1, seed);
        }
    }

    [Fact]
    public void Of_FurtherOutage_NeverRaisesIndexNorLowersDiscount()
    {
        for (var seed = 0; seed < 3000; seed++)
        {
            var month = GeneratedMonth.Of(seed);
            var before = Judge(month, []);
            MonthAvailability? last = null;
            for (var count = 1; count <= month.Outages.Count; count++)
            {
                var after = Judge(month, month.Outages.Take(count));
                Assert.True(after.Index <= (last ?? before).Index && after.DownTicks >= (last ?? before).DownTicks, $"seed {seed}");
                Assert.True(after.Discount >= (last ?? before).Discount && after.BudgetLeftTicks <= (last ?? before).BudgetLeftTicks, $"seed {seed}");
                last = after;
            }
        }
    }

    [Fact]
    public void Of_OutagesInAnotherOrderTwiceOrSplit_IsTheSame()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var month = GeneratedMonth.Of(seed);
            var expected = Judge(month, month.Outages).DownTicks;
            Assert.Equal(expected, Judge(month, month.Outages.Reverse()).DownTicks);
            Assert.Equal(expected, Judge(month, month.Outages.Concat(month.Outages)).DownTicks);
            Assert.Equal(expected, Judge(month, month.Outages.SelectMany(Split)).DownTicks);
        }
    }

    [Fact]
    public void Of_ExcludingAnOutage_NeverLowersIndexAndKeepsWhatOthersCover()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var month = GeneratedMonth.Of(seed);
            foreach (var one in month.Outages)
            {
                var others = month.Outages.Where(o => o != one).ToList();
                var excluded = Judge(month, [.. others, one with { Excluded = true }]);
                Assert.True(excluded.Index >= Judge(month, month.Outages).Index, $"seed {seed}");
                Assert.Equal(Judge(month, others).DownTicks, excluded.DownTicks);
            }
        }
    }

    private static MonthAvailability Judge(GeneratedMonth month, IEnumerable<Outage> outages) =>
        MonthAvailability.Of(month.Whole, month.InForce, outages, AvailabilityRule.Signed);

    private static IEnumerable<Outage> Split(Outage outage)
    {
        if (outage.End is not { } end || end <= outage.Start)
            return [outage];
        var middle = outage.Start.AddTicks((end - outage.Start).Ticks / 3);
        return [outage with { End = middle }, outage with { Start = middle }];
    }

    private static void AssertEqual(BitmapOracle.Verdict expected, MonthAvailability judged, long unit, int seed)
    {
        var found = new BitmapOracle.Verdict(judged.Period.Ticks / unit, judged.DownTicks / unit, judged.Index, judged.Met, judged.Gap, judged.Discount);
        Assert.True(expected == found, $"seed {seed}: expected {expected}, found {found}");
        Assert.Equal(judged.DownTicks, judged.Stretches.Sum(s => s.Ticks));
        Assert.True(judged.Stretches.Zip(judged.Stretches.Skip(1)).All(pair => pair.First.End < pair.Second.Start), $"seed {seed}: the stretches are not disjoint");
    }
}
