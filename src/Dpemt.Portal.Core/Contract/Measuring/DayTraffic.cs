using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>Real traffic of a local day.</summary>
/// <param name="Minutes">Minutes that had any, in order of time.</param>
/// <param name="AcceptedAndSilent">Messages accepted in the day of which nothing was heard when the day was packed; null while it is not packed.</param>
public sealed record TrafficOfDay(IReadOnlyList<TrafficMinute> Minutes, int? AcceptedAndSilent)
{
    /// <summary>Counts of the stretches of a day, each as long as <paramref name="length"/> minutes, in order; a stretch without traffic has zeros.</summary>
    /// <param name="dayStart">First instant of the local day.</param>
    /// <param name="length">Minutes of a stretch, a divisor of 1440.</param>
    public IReadOnlyList<TrafficMinute> By(DateTimeOffset dayStart, int length)
    {
        var stretches = Enumerable.Range(0, 1440 / length).Select(i => new TrafficMinute { Minute = dayStart.AddMinutes(i * length) }).ToArray();
        foreach (var minute in Minutes)
        {
            var at = (int)((minute.Minute - dayStart).TotalMinutes / length);
            if (at >= 0 && at < stretches.Length)
                stretches[at].Counts = [.. stretches[at].Counts.Zip(minute.Counts, (a, b) => a + b)];
        }

        return stretches;
    }
}

/// <summary>Reads the traffic of a day: of old days from the packed evidence, which is kept for the contract's life, else from the counted minutes.</summary>
public sealed class DayTraffic(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The day; without any minutes when nothing was counted.</summary>
    /// <exception cref="InvalidDataException">The evidence cannot be read.</exception>
    public async Task<TrafficOfDay> RunAsync(DateOnly day, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        DateTimeOffset from = ContractTime.StartOf(day), to = ContractTime.StartOf(day.AddDays(1));
        if (await EvidenceDays.PackedAsync(db, day, EvidenceDay.Traffic, cancellation) is { } packed)
        {
            var content = TrafficContent.Unpack(packed, from);
            return new(content.Minutes, content.AcceptedAndSilent);
        }

        return new(await db.TrafficMinutes.AsNoTracking().Where(m => m.Minute >= from && m.Minute < to).OrderBy(m => m.Minute).ToListAsync(cancellation), null);
    }
}
