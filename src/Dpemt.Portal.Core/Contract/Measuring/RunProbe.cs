using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>
/// Probes one component once and follows the rule. Called by every instance at every round: one of them takes the round
/// by compare-and-set, so that a round is lost with an instance only when that one dies in it.
/// </summary>
public sealed class RunProbe(
    IDbContextFactory<PortalDbContext> contexts, ProviderProbes provider, ControlProbe control, IOptions<MeasuringOptions> settings, WriteTurns turns, TimeProvider clock)
{
    /// <summary>A round belongs to who took it for this part of the interval; then the next one is free.</summary>
    private const double RoundKept = 0.6;

    private const int MostTries = 3;

    /// <summary>Measures; null when another instance has the round, or nothing is known that could be asked.</summary>
    public async Task<Probe?> RunAsync(ServiceComponent component, CancellationToken cancellation)
    {
        var options = settings.Value;
        if (!options.Measures(component))
            return null;
        var now = WholeMilliseconds(clock.GetUtcNow());
        if (await TakeRoundAsync(component, now, options.Of(component), cancellation) is not { } lastOwn)
            return null;
        var (call, argument) = CallOf(component, options, lastOwn.At, now);
        if (call is null)
            return null;

        var probe = await AskAsync(component, call.Value, argument, options.Of(component), cancellation);
        using var turn = await turns.TakeAsync(cancellation);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await KeepAsync(probe, OutageRule.Of(options), cancellation) ? probe : null;
            }
            catch (DbUpdateConcurrencyException) when (tries < MostTries)
            {
                // A person has just changed the incident: the rule follows what stands now.
            }
        }
    }

    private async Task<bool> KeepAsync(Probe probe, OutageRule rule, CancellationToken cancellation)
    {
        probe.Id = 0;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var watch = await db.ComponentWatches.SingleAsync(w => w.Component == probe.Component, cancellation);
        if (probe.StartedAt <= watch.LastAt)
            return false;
        db.Probes.Add(probe);
        await FollowAsync(db, watch, probe, rule, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>Says what an answer shows.</summary>
    internal static ProbeOutcome Judge(ProbeCall call, ProbeAnswer answer, TimeSpan lateAfter) => answer switch
    {
        { Reply: ProbeReply.NoToken } => ProbeOutcome.NoToken,
        { Reply: ProbeReply.NoAnswer } => ProbeOutcome.Failed,
        { HttpStatus: 429 } => ProbeOutcome.Slow,
        { HttpStatus: 0 or 408 or >= 500 } => ProbeOutcome.Failed,
        { HttpStatus: { } status } when Lives(call, status) => answer.Took > lateAfter ? ProbeOutcome.Slow : ProbeOutcome.Good,
        _ => ProbeOutcome.Refused,
    };

    /// <summary>Refusing an empty send and not knowing an unknown request are what a living service does; a refused credential is no proof of life for us.</summary>
    private static bool Lives(ProbeCall call, int status) => call switch
    {
        _ when status is >= 200 and < 300 => true,
        ProbeCall.RefusedSend => status is 400 or 404 or 415 or 422,
        ProbeCall.UnknownRequest => status is 400 or 404 or 422,
        _ => false,
    };

    private async Task<Probe> AskAsync(ServiceComponent component, ProbeCall call, string? argument, ComponentOptions options, CancellationToken cancellation)
    {
        var started = WholeMilliseconds(clock.GetUtcNow());
        var answer = await provider.AskAsync(call, argument, TimeSpan.FromSeconds(options.TimeoutSeconds), cancellation);
        var outcome = Judge(call, answer, TimeSpan.FromMilliseconds(options.DegradedMs));
        bool? ours = outcome == ProbeOutcome.Failed ? await control.RunAsync(cancellation) : null;
        return new Probe
        {
            Component = component,
            StartedAt = started,
            Milliseconds = (int)Math.Min(int.MaxValue, answer.Took.TotalMilliseconds),
            Outcome = ours == false ? ProbeOutcome.OursFailed : outcome,
            Call = call,
            HttpStatus = answer.HttpStatus,
            ControlOk = ours,
        };
    }

    private async Task<(DateTimeOffset? At, bool Won)?> TakeRoundAsync(ServiceComponent component, DateTimeOffset now, ComponentOptions options, CancellationToken cancellation)
    {
        var before = now - (TimeSpan.FromSeconds(options.IntervalSeconds) * RoundKept);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (!await db.ComponentWatches.AnyAsync(w => w.Component == component, cancellation))
        {
            db.ComponentWatches.Add(new ComponentWatch { Component = component });
            try
            {
                await db.SaveChangesAsync(cancellation);
            }
            catch (DbUpdateException)
            {
                // Another instance made the row in between.
            }

            db.ChangeTracker.Clear();
        }

        var won = await db.ComponentWatches.Where(w => w.Component == component && (w.ClaimedAt == null || w.ClaimedAt <= before))
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.ClaimedAt, now), cancellation);
        return won == 1
            ? (await db.ComponentWatches.Where(w => w.Component == component).Select(w => w.LastOwnMessageAt).SingleAsync(cancellation), true)
            : null;
    }

    private static (ProbeCall? Call, string? Argument) CallOf(ServiceComponent component, MeasuringOptions options, DateTimeOffset? lastOwn, DateTimeOffset now) => component switch
    {
        ServiceComponent.Authentication => (ProbeCall.Token, null),
        ServiceComponent.Sending when options.OwnNumber.Length > 0 && !(lastOwn > now - TimeSpan.FromMinutes(options.OwnMessageEveryMinutes)) => (ProbeCall.OwnMessage, options.OwnNumber),
        ServiceComponent.Sending => (options.RefusedSend ? ProbeCall.RefusedSend : null, null),
        ServiceComponent.Receiving => (ProbeCall.Webhooks, null),
        ServiceComponent.Templates => (ProbeCall.Templates, null),
        ServiceComponent.Status => (ProbeCall.UnknownRequest, null),
        _ => (ProbeCall.Path, options.HistoryPath),
    };

    private async Task FollowAsync(PortalDbContext db, ComponentWatch watch, Probe probe, OutageRule rule, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var step = rule.Next(watch.Run, new(probe.StartedAt, TimeSpan.FromMilliseconds(probe.Milliseconds), probe.Outcome));
        if (step.EndedAt is { } end && watch.OutageId is { } lasting)
        {
            var outage = await db.MeasuredOutages.SingleAsync(o => o.Id == lasting, cancellation);
            outage.EndAt = end;
            watch.OutageId = null;
            await RuleIncidents.EndAsync(db, outage.IncidentId, end, now, cancellation);
        }

        if (step.OpenedAt is { } start)
            watch.OutageId = await OpenAsync(db, probe, start, rule, now, cancellation);
        watch.Run = step.Run;
        if (watch.LastOutcome != probe.Outcome)
            watch.SameSince = probe.StartedAt;
        (watch.LastOutcome, watch.LastMilliseconds, watch.LastHttpStatus) = (probe.Outcome, probe.Milliseconds, probe.HttpStatus);
        if (probe.Call == ProbeCall.OwnMessage)
            watch.LastOwnMessageAt = probe.StartedAt;
    }

    private static async Task<long> OpenAsync(PortalDbContext db, Probe probe, DateTimeOffset start, OutageRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        var others = await db.ComponentWatches.AsNoTracking().Where(w => w.DownSince != null && w.Component != probe.Component).Select(w => w.Component).ToListAsync(cancellation);
        var scope = OutageScopes.Of([.. others, probe.Component]);
        var description = $"{rule.FailuresToOpen} sondas seguidas de {probe.Component.Label().ToLowerInvariant()} falharam"
            + (probe.HttpStatus is > 0 and var status ? $" (HTTP {status})." : " (sem resposta).")
            + (others.Count == 0 ? "" : " Também fora do ar: " + string.Join(", ", others.Order().Select(o => o.Label().ToLowerInvariant())) + ".");
        var incident = await RuleIncidents.OpenAsync(db, probe.Component, scope, start, rule.Name, description, now, cancellation);
        var outage = new MeasuredOutage { Component = probe.Component, StartAt = start, Rule = rule.Name, OpenedAt = now, IncidentId = incident };
        db.MeasuredOutages.Add(outage);
        await db.SaveChangesAsync(cancellation);
        return outage.Id;
    }

    /// <summary>Stored evidence keeps milliseconds: an outage begins exactly where its first probe did.</summary>
    private static DateTimeOffset WholeMilliseconds(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}

/// <summary>When an outage takes the whole service.</summary>
public static class OutageScopes
{
    private static readonly ServiceComponent[] Whole = [ServiceComponent.Authentication, ServiceComponent.Sending, ServiceComponent.Receiving];

    /// <summary>Total when authentication, sending and receiving are down together; partial otherwise. Both count (TR 5.7.1).</summary>
    public static OutageScope Of(IReadOnlyCollection<ServiceComponent> down) => Whole.All(down.Contains) ? OutageScope.Total : OutageScope.Partial;
}
