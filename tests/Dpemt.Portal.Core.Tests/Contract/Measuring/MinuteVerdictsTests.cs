using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Measuring;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Measuring;

public sealed class MinuteVerdictsTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Validity = TimeSpan.FromSeconds(60);

    [Fact]
    public void Of_NoProbes_IsNoEvidence() => Assert.Equal([MinuteVerdict.NoEvidence, MinuteVerdict.NoEvidence], Judge(2, [], []));

    [Fact]
    public void Of_OneProbe_SpeaksForTwoIntervalsAndNoLonger() =>
        Assert.Equal([MinuteVerdict.Up, MinuteVerdict.NoEvidence], Judge(2, [(0, ProbeOutcome.Good)], []));

    [Fact]
    public void Of_ProbeBeforeTheStretch_SpeaksForItsBeginning() => Assert.Equal([MinuteVerdict.Up], Judge(1, [(-20, ProbeOutcome.Good)], []));

    [Fact]
    public void Of_MostOfTheMinuteLate_IsDegraded()
    {
        Assert.Equal([MinuteVerdict.Degraded], Judge(1, [(0, ProbeOutcome.Good), (29, ProbeOutcome.Slow)], []));
        Assert.Equal([MinuteVerdict.Up], Judge(1, [(0, ProbeOutcome.Good), (31, ProbeOutcome.Slow)], []));
        Assert.Equal([MinuteVerdict.Degraded], Judge(1, [(0, ProbeOutcome.Good), (30, ProbeOutcome.Slow)], []));
    }

    [Fact]
    public void Of_FailureThatOpensNothing_IsDegradedAndNotDown() => Assert.Equal([MinuteVerdict.Degraded], Judge(1, [(0, ProbeOutcome.Failed)], []));

    [Fact]
    public void Of_OutageOverProbes_IsDownForTheMinutesThatItFillsMostly()
    {
        (int, ProbeOutcome)[] probes = [.. Enumerable.Range(0, 8).Select(i => (i * 30, ProbeOutcome.Good))];
        Assert.Equal([MinuteVerdict.Up, MinuteVerdict.Down, MinuteVerdict.Down, MinuteVerdict.Up], Judge(4, probes, [(80, 150)]));
    }

    [Fact]
    public void Of_Ours_IsNeverDown() => Assert.Equal([MinuteVerdict.Ours, MinuteVerdict.Ours], Judge(2, [(0, ProbeOutcome.OursFailed), (30, ProbeOutcome.OursFailed), (60, ProbeOutcome.OursFailed)], []));

    [Fact]
    public void Of_NoTokenAndRefused_AreNoEvidence() => Assert.Equal([MinuteVerdict.NoEvidence, MinuteVerdict.NoEvidence], Judge(2, [(0, ProbeOutcome.NoToken), (60, ProbeOutcome.Refused)], []));

    [Property(MaxTest = 200)]
    public Property Of_AnyProbes_IsAsASecondBySecondReadingSays() => Prop.ForAll(
        Arb.From(Gen.Choose(-90, 400).SelectMany(at => Gen.Choose(0, 5).Select(o => (at, (ProbeOutcome)o))).ListOf()),
        Arb.From(Gen.Choose(-50, 350).SelectMany(at => Gen.Choose(1, 200).Select(length => (at, at + length))).ListOf()),
        (probes, outages) =>
        {
            var distinct = probes.DistinctBy(p => p.at).ToArray();
            return Judge(5, distinct, [.. outages]).SequenceEqual(BySeconds(5, distinct, [.. outages]));
        });

    private static MinuteVerdict[] BySeconds(int minutes, (int At, ProbeOutcome Outcome)[] probes, (int From, int To)[] outages)
    {
        MinuteVerdict[] order = [MinuteVerdict.Down, MinuteVerdict.Degraded, MinuteVerdict.Ours, MinuteVerdict.NoEvidence, MinuteVerdict.Up];
        return [.. Enumerable.Range(0, minutes).Select(minute => Enumerable.Range(minute * 60, 60).Select(second =>
        {
            if (outages.Any(o => o.From <= second && second < o.To))
                return MinuteVerdict.Down;
            var last = probes.Where(p => p.At <= second).OrderBy(p => p.At).Select(p => ((int, ProbeOutcome)?)p).LastOrDefault();
            return last is not { } probe || second - probe.Item1 >= 60 ? MinuteVerdict.NoEvidence : probe.Item2 switch
            {
                ProbeOutcome.Good => MinuteVerdict.Up,
                ProbeOutcome.Slow or ProbeOutcome.Failed => MinuteVerdict.Degraded,
                ProbeOutcome.OursFailed => MinuteVerdict.Ours,
                _ => MinuteVerdict.NoEvidence,
            };
        }).GroupBy(v => v).OrderByDescending(g => g.Count()).ThenBy(g => Array.IndexOf(order, g.Key)).First().Key)];
    }

    private static MinuteVerdict[] Judge(int minutes, (int At, ProbeOutcome Outcome)[] probes, (int From, int To)[] outages) => MinuteVerdicts.Of(
        new(Start, Start.AddMinutes(minutes)), probes.Select(p => new ProbePoint(Start.AddSeconds(p.At), TimeSpan.FromMilliseconds(100), p.Outcome)),
        outages.Select(o => new Period(Start.AddSeconds(o.From), Start.AddSeconds(o.To))), Validity);
}
