using System.Numerics;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Core.Tests.Contract.Availability;

/// <summary>
/// Judges a period the slow way: one mark for each unit of time, set by each outage in turn, counted at the end. Shares no line
/// with the code under test; the table of TR 5.7.1 is written out.
/// </summary>
internal static class BitmapOracle
{
    internal sealed record Verdict(long Units, long Down, decimal Index, bool Met, bool Gap, decimal Discount);

    internal static Verdict Judge(Period whole, Period inForce, IEnumerable<Outage> outages, long unit)
    {
        long from = Math.Max(whole.Start.UtcTicks, inForce.Start.UtcTicks), until = Math.Min(whole.End.UtcTicks, inForce.End.UtcTicks);
        if (until <= from)
            return new(0, 0, 100, true, false, 0);
        Assert.Equal(0, (until - from) % unit);
        var marks = new bool[(until - from) / unit];
        foreach (var outage in outages)
        {
            if (outage.Excluded)
                continue;
            long first = outage.Start.UtcTicks, last = outage.End?.UtcTicks ?? until;
            var at = Math.Max(0, (first - from) / unit);
            for (var instant = from + (at * unit); at < marks.Length && instant < last; at++, instant += unit)
            {
                if (instant >= first)
                    marks[at] = true;
            }
        }

        var down = 0L;
        foreach (var mark in marks)
            down += mark ? 1 : 0;
        return Of(marks.Length, down);
    }

    private static Verdict Of(long units, long down)
    {
        var up = new BigInteger(units - down);
        bool Reaches(int tenths) => up * 1000 >= new BigInteger(units) * tenths;
        var index = (decimal)(up * 1_000_000 / units) / 10_000m;
        if (Reaches(997))
            return new(units, down, index, true, false, 0);
        if (Reaches(996))
            return new(units, down, index, false, true, 0);
        return new(units, down, index, false, false, Reaches(980) ? 0.5m : Reaches(950) ? 2m : 5m);
    }
}
