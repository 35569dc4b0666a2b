namespace Dpemt.Portal.Contract.Measuring;

/// <summary>What was seen of a component in a minute. The numbers are stored.</summary>
public enum MinuteVerdict
{
    NoEvidence = 0,
    Up = 1,
    Degraded = 2,
    Down = 3,

    /// <summary>Our own side failed.</summary>
    Ours = 4,
}

/// <summary>Names on screens.</summary>
public static class MinuteVerdictNames
{
    /// <summary>Name on screens.</summary>
    public static string Label(this MinuteVerdict verdict) => verdict switch
    {
        MinuteVerdict.Up => "no ar",
        MinuteVerdict.Degraded => "degradado",
        MinuteVerdict.Down => "fora do ar",
        MinuteVerdict.Ours => "falha nossa",
        _ => "sem evidência",
    };

    /// <summary>Name on screens.</summary>
    public static string Label(this ProbeOutcome outcome) => outcome switch
    {
        ProbeOutcome.Good => "respondeu",
        ProbeOutcome.Slow => "respondeu tarde",
        ProbeOutcome.Failed => "falhou",
        ProbeOutcome.OursFailed => "falha nossa",
        ProbeOutcome.NoToken => "sem token",
        _ => "recusada",
    };
}

/// <summary>Minutes of each verdict.</summary>
public readonly record struct MinuteCounts(int Up, int Degraded, int Down, int Ours, int NoEvidence)
{
    /// <summary>All minutes.</summary>
    public int Total => Up + Degraded + Down + Ours + NoEvidence;

    /// <summary>Counts verdicts.</summary>
    public static MinuteCounts Of(ReadOnlySpan<MinuteVerdict> minutes)
    {
        Span<int> counts = stackalloc int[5];
        foreach (var minute in minutes)
            counts[(int)minute]++;
        return new(counts[1], counts[2], counts[3], counts[4], counts[0]);
    }

    public static MinuteCounts operator +(MinuteCounts a, MinuteCounts b) =>
        new(a.Up + b.Up, a.Degraded + b.Degraded, a.Down + b.Down, a.Ours + b.Ours, a.NoEvidence + b.NoEvidence);
}

/// <summary>The verdict of every minute of a stretch. Pure.</summary>
public static class MinuteVerdicts
{
    /// <summary>Among equal parts of a minute the first of these wins.</summary>
    private static readonly MinuteVerdict[] Order = [MinuteVerdict.Down, MinuteVerdict.Degraded, MinuteVerdict.Ours, MinuteVerdict.NoEvidence, MinuteVerdict.Up];

    /// <summary>
    /// One verdict for each minute of <paramref name="span"/>: the state that took most of it. A probe speaks for the time
    /// until the next one, at most for <paramref name="validity"/>; an outage of the rule stands over all probes.
    /// </summary>
    /// <param name="span">Whole minutes.</param>
    /// <param name="probes">In any order; also those shortly before.</param>
    /// <param name="outages">The rule's outages; an open one reaches to the end of its last probe's time.</param>
    /// <param name="validity">Two intervals.</param>
    public static MinuteVerdict[] Of(Period span, IEnumerable<ProbePoint> probes, IEnumerable<Period> outages, TimeSpan validity)
    {
        var minutes = (int)(span.Ticks / TimeSpan.TicksPerMinute);
        var shares = new long[minutes * 5];
        var sorted = probes.OrderBy(p => p.StartedAt).ToList();
        var down = Union(outages.Select(o => o.Within(span)).Where(o => !o.IsEmpty));
        for (var i = 0; i < sorted.Count; i++)
        {
            var until = sorted[i].StartedAt + validity;
            if (i + 1 < sorted.Count && sorted[i + 1].StartedAt < until)
                until = sorted[i + 1].StartedAt;
            foreach (var piece in Without(new Period(sorted[i].StartedAt, until).Within(span), down))
                Add(shares, span.Start, piece, Of(sorted[i].Outcome));
        }

        foreach (var outage in down)
            Add(shares, span.Start, outage, MinuteVerdict.Down);
        var verdicts = new MinuteVerdict[minutes];
        for (var minute = 0; minute < minutes; minute++)
            verdicts[minute] = Most(shares.AsSpan(minute * 5, 5));
        return verdicts;
    }

    private static MinuteVerdict Of(ProbeOutcome outcome) => outcome switch
    {
        ProbeOutcome.Good => MinuteVerdict.Up,
        ProbeOutcome.Slow or ProbeOutcome.Failed => MinuteVerdict.Degraded,
        ProbeOutcome.OursFailed => MinuteVerdict.Ours,
        _ => MinuteVerdict.NoEvidence,
    };

    private static List<Period> Union(IEnumerable<Period> outages)
    {
        var union = new List<Period>();
        foreach (var outage in outages.OrderBy(o => o.Start))
        {
            if (union.Count == 0 || outage.Start > union[^1].End)
                union.Add(outage);
            else if (outage.End > union[^1].End)
                union[^1] = union[^1] with { End = outage.End };
        }

        return union;
    }

    private static IEnumerable<Period> Without(Period piece, List<Period> down)
    {
        var at = piece.Start;
        foreach (var outage in down)
        {
            if (outage.End <= at)
                continue;
            if (outage.Start >= piece.End)
                break;
            if (outage.Start > at)
                yield return new(at, outage.Start);
            at = outage.End;
        }

        if (at < piece.End)
            yield return new(at, piece.End);
    }

    private static void Add(long[] shares, DateTimeOffset origin, Period piece, MinuteVerdict state)
    {
        var from = piece.Start.UtcTicks - origin.UtcTicks;
        var to = piece.End.UtcTicks - origin.UtcTicks;
        while (from < to)
        {
            var minute = from / TimeSpan.TicksPerMinute;
            var stop = Math.Min(to, (minute + 1) * TimeSpan.TicksPerMinute);
            if ((minute * 5) + (int)state is var cell && cell < shares.Length)
                shares[cell] += stop - from;
            from = stop;
        }
    }

    private static MinuteVerdict Most(Span<long> shares)
    {
        shares[(int)MinuteVerdict.NoEvidence] = TimeSpan.TicksPerMinute - shares[1] - shares[2] - shares[3] - shares[4];
        var best = Order[0];
        foreach (var state in Order)
        {
            if (shares[(int)state] > shares[(int)best])
                best = state;
        }

        return best;
    }
}
