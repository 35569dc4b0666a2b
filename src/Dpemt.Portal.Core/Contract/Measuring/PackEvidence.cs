using System.Globalization;
using System.Security.Cryptography;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>
/// Packs each local day that is over into the chain of evidence, in order and without holes: also a day on which nothing
/// was measured has its lines. Safe to run twice and on two instances.
/// </summary>
public sealed class PackEvidence(
    IDbContextFactory<PortalDbContext> contexts, LeaseKeeper leases, ProviderTraffic traffic, IOptions<MeasuringOptions> options, WriteTurns turns, TimeProvider clock)
{
    internal const string Lease = "evidencia";

    /// <summary>Outages that began before midnight and late reports are in by then.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromHours(1);

    /// <summary>Traffic of the same hour of the last four weeks must be at hand.</summary>
    private static readonly TimeSpan TrafficKept = TimeSpan.FromDays(36);

    /// <summary>Packs what is due; returns the number of days.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var days = 0;
        while (await leases.TryHoldAsync(Lease, cancellation) && await NextAsync(cancellation) is { } day)
        {
            await PackAsync(day, cancellation);
            days++;
        }

        return days;
    }

    private async Task<DateOnly?> NextAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.EvidenceDays.MaxAsync(d => (DateOnly?)d.Day, cancellation);
        if (last is null && await db.Probes.MinAsync(p => (DateTimeOffset?)p.StartedAt, cancellation) is { } first)
            last = ContractTime.DayOf(first).AddDays(-1);
        return last is { } day && ContractTime.StartOf(day.AddDays(2)) + Grace <= clock.GetUtcNow() ? day.AddDays(1) : null;
    }

    private async Task PackAsync(DateOnly day, CancellationToken cancellation)
    {
        var span = new Period(ContractTime.StartOf(day), ContractTime.StartOf(day.AddDays(1)));
        DateTimeOffset start = span.Start, end = span.End;
        var silent = await traffic.AcceptedAndSilentAsync(start, end, cancellation);
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var previous = await db.EvidenceDays.AsNoTracking().OrderByDescending(d => d.Day).ThenByDescending(d => d.Series).Select(d => d.Hash).FirstOrDefaultAsync(cancellation)
            ?? new byte[SHA256.HashSizeInBytes];
        var lines = new List<(EvidenceDay Line, byte[] Content)>();
        foreach (var component in ServiceComponents.All)
        {
            var (minutes, probes, outages) = await EvidenceDays.JudgeAsync(db, span, component, options.Value, cancellation);
            var content = new DayContent(
                SettingsOf(component), minutes, [.. outages.Select(o => (o.StartAt, o.EndAt))],
                [.. probes.Select(p => new KeptProbe(p.StartedAt, p.Milliseconds, p.Outcome, p.Call, p.HttpStatus))]);
            previous = Chain(lines, day, (int)component, MinuteCounts.Of(minutes), probes.Count, content.Pack(start), previous);
        }

        var busy = await db.TrafficMinutes.AsNoTracking().Where(m => m.Minute >= start && m.Minute < end).OrderBy(m => m.Minute).ToListAsync(cancellation);
        previous = Chain(lines, day, EvidenceDay.Traffic, default, busy.Sum(m => m.Counts.Sum()), new TrafficContent(busy, silent).Pack(start), previous);
        db.Audit(Actor.Portal, AuditActions.EvidencePacked, "evidencia", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), clock.GetUtcNow(), Convert.ToHexStringLower(previous));
        db.EvidenceDays.AddRange(lines.Select(l => l.Line));
        await db.SaveChangesAsync(cancellation);
        db.EvidenceContents.AddRange(lines.Select(l => new EvidenceContent { EvidenceDayId = l.Line.Id, Packed = l.Content }));
        await db.SaveChangesAsync(cancellation);

        // The end of this day still speaks for the first seconds of the next: its rows go with that one.
        var trafficBefore = start - TrafficKept;
        await db.Probes.Where(p => p.StartedAt < start).ExecuteDeleteAsync(cancellation);
        await db.TrafficMinutes.Where(m => m.Minute < trafficBefore).ExecuteDeleteAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private byte[] Chain(List<(EvidenceDay Line, byte[] Content)> lines, DateOnly day, int series, MinuteCounts minutes, int count, byte[] content, byte[] previous)
    {
        var line = new EvidenceDay
        {
            Day = day,
            Series = series,
            Up = minutes.Up,
            Degraded = minutes.Degraded,
            Down = minutes.Down,
            Ours = minutes.Ours,
            NoEvidence = minutes.NoEvidence,
            Count = count,
            Rule = OutageRule.Of(options.Value).Name,
            ContentHash = SHA256.HashData(content),
            PreviousHash = previous,
            Hash = [],
            PackedAt = clock.GetUtcNow(),
        };
        line.Hash = line.Sealed();
        lines.Add((line, content));
        return line.Hash;
    }

    private string SettingsOf(ServiceComponent component)
    {
        var one = options.Value.Of(component);
        return options.Value.Measures(component)
            ? FormattableString.Invariant($"{OutageRule.Of(options.Value).Name}; intervalo {one.IntervalSeconds} s; tempo máximo {one.TimeoutSeconds} s; degradado acima de {one.DegradedMs} ms")
            : OutageRule.Version + "; sem sonda";
    }
}
