using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>Minutes of each verdict of one component; what was not measured counts as without evidence.</summary>
public sealed record ComponentCoverage(ServiceComponent Component, MinuteCounts Minutes)
{
    /// <summary>Part of the time with evidence about the contractor, 0 to 1, cut to four decimals; 0 for no time.</summary>
    public decimal Measured => Minutes.Total == 0 ? 0 : decimal.Floor((Minutes.Up + Minutes.Degraded + Minutes.Down) * 10_000m / Minutes.Total) / 10_000m;

    /// <summary>The same in percent, cut to one decimal.</summary>
    public decimal Percent => decimal.Floor(Measured * 1000m) / 10m;
}

/// <summary>Reads the evidence: packed days and what is not packed yet.</summary>
public sealed class EvidenceDays(IDbContextFactory<PortalDbContext> contexts, IOptions<MeasuringOptions> options, TimeProvider clock)
{
    /// <summary>
    /// Minutes of each verdict within a period, up to the present minute; all components, in their order. Whole packed days
    /// are sums of one small table; the borders that cut a day are read minute by minute.
    /// </summary>
    public async Task<IReadOnlyList<ComponentCoverage>> CoverageAsync(Period period, CancellationToken cancellation)
    {
        var (from, until) = (FloorMinute(period.Start), FloorMinute(Earlier(period.End, clock.GetUtcNow())));
        var totals = new MinuteCounts[ServiceComponents.All.Count];
        if (until > from)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            var (first, end) = (ContractTime.DayOf(from), ContractTime.DayOf(until));
            var firstWhole = ContractTime.StartOf(first) == from ? first : first.AddDays(1);
            var sums = await db.EvidenceDays.AsNoTracking().Where(d => d.Day >= firstWhole && d.Day < end && d.Series < EvidenceDay.Traffic).GroupBy(d => d.Series)
                .Select(g => new { g.Key, Up = g.Sum(d => d.Up), Degraded = g.Sum(d => d.Degraded), Down = g.Sum(d => d.Down), Ours = g.Sum(d => d.Ours), None = g.Sum(d => d.NoEvidence), Days = g.Count() })
                .ToListAsync(cancellation);
            foreach (var sum in sums)
                totals[sum.Key] += new MinuteCounts(sum.Up, sum.Degraded, sum.Down, sum.Ours, sum.None);
            foreach (var day in await CutDaysAsync(db, from, until, firstWhole, end, cancellation))
            {
                foreach (var component in ServiceComponents.All)
                    totals[(int)component] += Within(await MinutesAsync(db, day, component, cancellation), day, from, until);
            }
        }

        var all = (int)(Math.Max(0, until.UtcTicks - from.UtcTicks) / TimeSpan.TicksPerMinute);
        return [.. ServiceComponents.All.Select(c => new ComponentCoverage(c, totals[(int)c] with { NoEvidence = totals[(int)c].NoEvidence + all - totals[(int)c].Total }))];
    }

    /// <summary>The verdict of each minute of a local day; of the present day up to the present minute, of a day to come none.</summary>
    public async Task<MinuteVerdict[]> MinutesAsync(DateOnly day, ServiceComponent component, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await MinutesAsync(db, day, component, cancellation);
    }

    /// <summary>The packed content of a component's day; null when it is not packed.</summary>
    public async Task<DayContent?> ContentAsync(DateOnly day, ServiceComponent component, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await PackedAsync(db, day, (int)component, cancellation) is { } packed ? DayContent.Unpack(packed, ContractTime.StartOf(day)) : null;
    }

    /// <summary>Hash of the chain's last line within a month, as hexadecimal digits: it stands for all evidence up to there. Null when no day of it is packed.</summary>
    public async Task<string?> HashAsync(BillingMonth month, CancellationToken cancellation)
    {
        var (first, last) = (month.FirstDay, month.LastDay);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var hash = await db.EvidenceDays.AsNoTracking().Where(d => d.Day >= first && d.Day <= last).OrderByDescending(d => d.Day).ThenByDescending(d => d.Series)
            .Select(d => d.Hash).FirstOrDefaultAsync(cancellation);
        return hash is null ? null : Convert.ToHexStringLower(hash);
    }

    /// <summary>The verdicts that raw rows give now.</summary>
    internal static async Task<(MinuteVerdict[] Minutes, List<Probe> Probes, List<MeasuredOutage> Outages)> JudgeAsync(
        PortalDbContext db, Period span, ServiceComponent component, MeasuringOptions options, CancellationToken cancellation)
    {
        var validity = TimeSpan.FromSeconds(2 * options.Of(component).IntervalSeconds);
        DateTimeOffset from = span.Start - validity, start = span.Start, end = span.End;
        var probes = await db.Probes.AsNoTracking().Where(p => p.Component == component && p.StartedAt >= from && p.StartedAt < end).OrderBy(p => p.StartedAt).ToListAsync(cancellation);
        var outages = await db.MeasuredOutages.AsNoTracking().Where(o => o.Component == component && o.StartAt < end && (o.EndAt == null || o.EndAt > start))
            .OrderBy(o => o.StartAt).ToListAsync(cancellation);
        // An outage that lasts was proven up to its last probe, and no further.
        var proven = probes.Count > 0 ? probes[^1].StartedAt + validity : start;
        var minutes = MinuteVerdicts.Of(
            span, probes.Select(p => new ProbePoint(p.StartedAt, TimeSpan.FromMilliseconds(p.Milliseconds), p.Outcome)),
            outages.Select(o => new Period(o.StartAt, o.EndAt ?? proven)), validity);
        return (minutes, [.. probes.Where(p => p.StartedAt >= start)], outages);
    }

    internal static async Task<byte[]?> PackedAsync(PortalDbContext db, DateOnly day, int series, CancellationToken cancellation) =>
        await db.EvidenceDays.Where(d => d.Day == day && d.Series == series)
            .Join(db.EvidenceContents, d => d.Id, c => c.EvidenceDayId, (d, c) => c.Packed).FirstOrDefaultAsync(cancellation);

    private async Task<MinuteVerdict[]> MinutesAsync(PortalDbContext db, DateOnly day, ServiceComponent component, CancellationToken cancellation)
    {
        var start = ContractTime.StartOf(day);
        if (await PackedAsync(db, day, (int)component, cancellation) is { } packed)
            return DayContent.UnpackMinutes(packed);
        var end = FloorMinute(Earlier(ContractTime.StartOf(day.AddDays(1)), clock.GetUtcNow()));
        return end <= start ? [] : (await JudgeAsync(db, new(start, end), component, options.Value, cancellation)).Minutes;
    }

    /// <summary>The days that sums do not cover: those that a border cuts, and those that are not packed yet.</summary>
    private static async Task<SortedSet<DateOnly>> CutDaysAsync(
        PortalDbContext db, DateTimeOffset from, DateTimeOffset until, DateOnly firstWhole, DateOnly end, CancellationToken cancellation)
    {
        var days = new SortedSet<DateOnly>();
        if (from < ContractTime.StartOf(firstWhole))
            days.Add(firstWhole.AddDays(-1));
        if (until > ContractTime.StartOf(end))
            days.Add(end);
        if (await db.Probes.MinAsync(p => (DateTimeOffset?)p.StartedAt, cancellation) is not { } raw)
            return days;
        var day = ContractTime.DayOf(raw);
        if (await db.EvidenceDays.MaxAsync(d => (DateOnly?)d.Day, cancellation) is { } packed && packed >= day)
            day = packed.AddDays(1);
        for (day = day > firstWhole ? day : firstWhole; day < end; day = day.AddDays(1))
            days.Add(day);
        return days;
    }

    private static MinuteCounts Within(MinuteVerdict[] minutes, DateOnly day, DateTimeOffset from, DateTimeOffset until)
    {
        var start = ContractTime.StartOf(day);
        var skip = (int)Math.Clamp((from.UtcTicks - start.UtcTicks) / TimeSpan.TicksPerMinute, 0, minutes.Length);
        var stop = (int)Math.Clamp((until.UtcTicks - start.UtcTicks) / TimeSpan.TicksPerMinute, skip, minutes.Length);
        return MinuteCounts.Of(minutes.AsSpan(skip, stop - skip));
    }

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    internal static DateTimeOffset FloorMinute(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
