using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>One component as measured now.</summary>
/// <param name="Component">The component.</param>
/// <param name="Measured">False when no call is known or set that could be probed.</param>
/// <param name="LastAt">Its last probe.</param>
/// <param name="Outcome">What that one said.</param>
/// <param name="Milliseconds">How long its answer took.</param>
/// <param name="HttpStatus">Its HTTP status.</param>
/// <param name="Since">Since when all probes say the same.</param>
/// <param name="DownSince">Start of the outage that lasts.</param>
/// <param name="IncidentId">Its incident.</param>
/// <param name="Stale">True when the last probe is older than three intervals: measuring itself stands still.</param>
public sealed record ComponentNow(
    ServiceComponent Component, bool Measured, DateTimeOffset? LastAt, ProbeOutcome? Outcome, int? Milliseconds, int? HttpStatus, DateTimeOffset? Since,
    DateTimeOffset? DownSince, long? IncidentId, bool Stale)
{
    /// <summary>The verdict of this moment.</summary>
    public MinuteVerdict Verdict => this switch
    {
        { Measured: false } or { Stale: true } or { Outcome: null } => MinuteVerdict.NoEvidence,
        { DownSince: not null } => MinuteVerdict.Down,
        { Outcome: ProbeOutcome.Good } => MinuteVerdict.Up,
        { Outcome: ProbeOutcome.Slow or ProbeOutcome.Failed } => MinuteVerdict.Degraded,
        { Outcome: ProbeOutcome.OursFailed } => MinuteVerdict.Ours,
        _ => MinuteVerdict.NoEvidence,
    };
}

/// <summary>What the screen of measuring shows of the present.</summary>
/// <param name="Components">All, in their order.</param>
/// <param name="LastProbeAt">The newest probe of any component.</param>
/// <param name="AcceptedAndSilent">Messages of the last day that were accepted and of which nothing was heard in time.</param>
/// <param name="Suspicions">Those that wait for a person, and the last that were decided.</param>
/// <param name="At">The moment of this reading.</param>
public sealed record MeasuringReading(
    IReadOnlyList<ComponentNow> Components, DateTimeOffset? LastProbeAt, int AcceptedAndSilent, IReadOnlyList<Suspicion> Suspicions, DateTimeOffset At);

/// <summary>Reads the live state of measuring.</summary>
public sealed class MeasuringStatus(IDbContextFactory<PortalDbContext> contexts, ProviderTraffic traffic, IOptions<MeasuringOptions> options, TimeProvider clock)
{
    private const int MostSuspicions = 5;

    /// <summary>The state of this moment.</summary>
    public async Task<MeasuringReading> RunAsync(CancellationToken cancellation)
    {
        var (settings, now) = (options.Value, clock.GetUtcNow());
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var watches = await db.ComponentWatches.AsNoTracking().ToDictionaryAsync(w => w.Component, cancellation);
        var outages = await db.MeasuredOutages.AsNoTracking().Where(o => o.EndAt == null).Select(o => new { o.Id, o.IncidentId }).ToDictionaryAsync(o => o.Id, o => o.IncidentId, cancellation);
        var suspicions = await db.Suspicions.AsNoTracking().OrderBy(s => s.State).ThenByDescending(s => s.StartAt).Take(MostSuspicions).ToListAsync(cancellation);
        var bound = now - TimeSpan.FromMinutes(settings.UndeliveredAfterMinutes);
        var silent = await traffic.AcceptedAndSilentAsync(bound - TimeSpan.FromDays(1), bound, cancellation);
        var components = ServiceComponents.All.Select(component =>
        {
            var watch = watches.GetValueOrDefault(component);
            var patience = TimeSpan.FromSeconds((3 * settings.Of(component).IntervalSeconds) + settings.Of(component).TimeoutSeconds);
            long? incident = watch?.OutageId is { } outage && outages.TryGetValue(outage, out var id) ? id : null;
            return new ComponentNow(
                component, settings.Measures(component), watch?.LastAt, watch?.LastOutcome, watch?.LastMilliseconds, watch?.LastHttpStatus, watch?.SameSince,
                watch?.DownSince, incident, watch?.LastAt is not { } last || now - last > patience);
        }).ToList();
        return new(components, components.Max(c => c.LastAt), silent, suspicions, now);
    }
}
