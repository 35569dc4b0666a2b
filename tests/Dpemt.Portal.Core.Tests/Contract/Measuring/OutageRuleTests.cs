using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Measuring;

/// <summary>When probes make an outage: edges by hand, and properties over scripts of any kind.</summary>
public sealed class OutageRuleTests
{
    private static readonly DateTimeOffset Start = new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly OutageRule Rule = new(3, 2, TimeSpan.FromSeconds(120));

    [Theory]
    [InlineData("GFFG")] // two in a row are not three
    [InlineData("FFGFF")]
    [InlineData("FFOF")] // a failure of our own breaks the row
    [InlineData("FFRF")]
    [InlineData("FFNF")]
    [InlineData("FF....F")] // more than two minutes without a probe break it too
    [InlineData("OOOOOOOO")]
    [InlineData("SSSSSSSS")]
    [InlineData("NNNNNNNN")]
    [InlineData("RRRRRRRR")]
    public void Outages_TooFewProvenFailures_AreNone(string script) => Assert.Empty(Rule.Outages(Script(script)));

    [Theory]
    [InlineData("GFFFGG", 1, 4)]
    [InlineData("GFFFGFGG", 1, 6)] // one good probe ends nothing
    [InlineData("FFFFFSS", 0, 5)] // late answers are answers
    [InlineData("FFFF.F.FGG", 0, 8)] // short breaks are bridged
    [InlineData("FFF...FGG", 0, 7)] // exactly two minutes are still bridged
    [InlineData("FFFNNNNNNNNNNGG", 0, 13)] // no token: it goes on
    public void Outages_Proven_ReachFromFirstFailedToFirstGood(string script, int from, int to) =>
        Assert.Equal([(At(from), (DateTimeOffset?)At(to))], Rule.Outages(Script(script)));

    [Theory]
    [InlineData("FFFO")]
    [InlineData("FFFR")]
    [InlineData("FFF....G")]
    [InlineData("FFF....F")]
    public void Outages_EvidenceBreaks_EndWhereTheyWereProvenLast(string script) =>
        Assert.Equal([(At(0), (DateTimeOffset?)At(2).AddMilliseconds(200))], Rule.Outages(Script(script)));

    [Fact]
    public void Outages_OneGoodThenABreak_EndAtTheGood() => Assert.Equal([(At(0), (DateTimeOffset?)At(4))], Rule.Outages(Script("FFFFGO")));

    [Fact]
    public void Outages_OursInTheMiddle_MakesTwoAndChargesNothingBetween() =>
        Assert.Equal([(At(0), At(2).AddMilliseconds(200)), (At(5), (DateTimeOffset?)At(9))], Rule.Outages(Script("FFFOOFFFFGG")));

    [Fact]
    public void Outages_Lasting_HasNoEnd() => Assert.Equal([(At(1), (DateTimeOffset?)null)], Rule.Outages(Script("GFFFFFF")));

    [Fact]
    public void Next_OneFailureIsEnough_OpensAndEndsInOneStepAfterABreak()
    {
        var strict = Rule with { FailuresToOpen = 1 };
        var run = strict.Next(new(), Point(0, 'F')).Run;

        var step = strict.Next(run, Point(20, 'F'));

        Assert.Equal(At(0).AddMilliseconds(200), step.EndedAt);
        Assert.Equal(At(20), step.OpenedAt);
    }

    [Property(MaxTest = 500)]
    public Property Outages_AnyScript_AreAsTheSlowOracleSays() => Prop.ForAll(Scripts(), script =>
    {
        var points = Script(script);
        return (Oracle(points).SequenceEqual(Rule.Outages(points))).Label(script);
    });

    [Property(MaxTest = 300)]
    public Property Outages_OrderAndDoubles_ChangeNothing() => Prop.ForAll(Scripts(), Arb.From(Gen.Choose(0, int.MaxValue)), (script, seed) =>
    {
        var points = Script(script);
        var mixed = points.Concat(points.Where((_, i) => i % 3 == 0)).ToArray();
        new System.Random(seed).Shuffle(mixed);
        return Rule.Outages(points).SequenceEqual(Rule.Outages(mixed));
    });

    [Property(MaxTest = 300)]
    public Property Outages_ReplacingProbesByOurs_NeverAddsTime() => Prop.ForAll(Scripts(), Arb.From(Gen.Choose(0, 59)), (script, at) =>
    {
        var changed = script.ToCharArray();
        if (changed.Length == 0)
            return true;
        changed[at % changed.Length] = 'O';
        return Down(script) >= Down(new string(changed));
    });

    [Property(MaxTest = 300)]
    public Property Outages_OnlyOurFailures_NeverOpen() => Prop.ForAll(Scripts("GOSNR."), script => Rule.Outages(Script(script)).Count == 0);

    [Fact]
    public void Scope_OnlyAllThreeMainComponents_IsTotal()
    {
        Assert.Equal(OutageScope.Total, OutageScopes.Of([ServiceComponent.Receiving, ServiceComponent.Authentication, ServiceComponent.Sending]));
        Assert.Equal(OutageScope.Total, OutageScopes.Of(ServiceComponents.All.ToList()));
        Assert.Equal(OutageScope.Partial, OutageScopes.Of([ServiceComponent.Authentication, ServiceComponent.Sending, ServiceComponent.Status]));
        Assert.Equal(OutageScope.Partial, OutageScopes.Of([]));
    }

    /// <summary>The rule once more, straight from its words and slowly: looks back over all probes at each of them.</summary>
    private static List<(DateTimeOffset Start, DateTimeOffset? End)> Oracle(IReadOnlyList<ProbePoint> points)
    {
        var found = new List<(DateTimeOffset Start, DateTimeOffset? End)>();
        var pieces = new List<List<ProbePoint>>();
        foreach (var point in points)
        {
            var breaks = point.Outcome is ProbeOutcome.OursFailed or ProbeOutcome.Refused;
            if (breaks || pieces.Count == 0 || (pieces[^1].Count > 0 && point.StartedAt - pieces[^1][^1].StartedAt > Rule.LongestGap))
                pieces.Add([]);
            if (!breaks)
                pieces[^1].Add(point);
        }

        for (var p = 0; p < pieces.Count; p++)
        {
            var piece = pieces[p];
            for (var i = 0; i + 2 < piece.Count; i++)
            {
                if (piece.Skip(i).Take(3).Any(x => x.Outcome != ProbeOutcome.Failed))
                    continue;
                var end = -1;
                for (var j = i + 3; j + 1 < piece.Count && end < 0; j++)
                {
                    var rest = piece.Skip(j).Where(x => x.Outcome != ProbeOutcome.NoToken).Take(2).ToList();
                    if (Good(piece[j]) && rest.Count == 2 && rest.All(Good))
                        end = j;
                }

                if (end >= 0)
                {
                    found.Add((piece[i].StartedAt, piece[end].StartedAt));
                    i = piece.FindIndex(end + 1, Good);
                    continue;
                }

                var lastFailed = piece.FindLastIndex(x => x.Outcome == ProbeOutcome.Failed);
                var pending = piece.FindIndex(lastFailed, Good);
                var lasts = p == pieces.Count - 1;
                found.Add((piece[i].StartedAt, lasts ? null : pending >= 0 ? piece[pending].StartedAt : piece[lastFailed].EndedAt));
                break;
            }
        }

        return found;

        static bool Good(ProbePoint x) => x.Outcome is ProbeOutcome.Good or ProbeOutcome.Slow;
    }

    private static long Down(string script)
    {
        var end = At(script.Length);
        return Rule.Outages(Script(script)).Sum(o => ((o.End ?? end) - o.Start).Ticks);
    }

    private static Arbitrary<string> Scripts(string letters = "GGFFFFFOSNR.") =>
        Arb.From(Gen.Elements(letters.ToCharArray()).ListOf().Select(l => new string([.. l])));

    private static DateTimeOffset At(int place) => Start.AddSeconds(30 * place);

    private static ProbePoint Point(int place, char letter) => new(
        At(place), TimeSpan.FromMilliseconds(200),
        letter switch
        {
            'G' => ProbeOutcome.Good,
            'S' => ProbeOutcome.Slow,
            'F' => ProbeOutcome.Failed,
            'O' => ProbeOutcome.OursFailed,
            'N' => ProbeOutcome.NoToken,
            _ => ProbeOutcome.Refused,
        });

    /// <summary>One letter each half minute; a dot is a probe that was not made.</summary>
    private static List<ProbePoint> Script(string script) => [.. script.Select((letter, place) => (letter, place)).Where(p => p.letter != '.').Select(p => Point(p.place, p.letter))];
}
