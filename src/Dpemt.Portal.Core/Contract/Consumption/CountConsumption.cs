using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>
/// Counts what was sent since the last time: each message once, wherever its newest status puts it. Safe to run twice, late, and
/// on two instances.
/// </summary>
public sealed class CountConsumption
{
    /// <summary>Rows are given their numbers before they are committed: what is younger may still have gaps.</summary>
    public static readonly TimeSpan Lag = TimeSpan.FromSeconds(20);

    private const int Batch = 20_000;
    private const int MostRounds = 2000;

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly MessageUsage _usage;
    private readonly MeterWork _work;
    private readonly LeaseKeeper _leases;
    private readonly TimeProvider _clock;

    internal CountConsumption(IDbContextFactory<PortalDbContext> contexts, MessageUsage usage, MeterWork work, LeaseKeeper leases, TimeProvider clock) =>
        (_contexts, _usage, _work, _leases, _clock) = (contexts, usage, work, leases, clock);

    /// <summary>Counts until nothing is left, or another instance counts.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var until = _clock.GetUtcNow() - Lag;
        for (var round = 0; round < MostRounds && await _leases.TryHoldAsync(MeterWork.Lease, cancellation); round++)
        {
            if (!await CountAsync(until, cancellation))
                return;
        }
    }

    private async Task<bool> CountAsync(DateTimeOffset until, CancellationToken cancellation)
    {
        long from;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
            from = await db.ConsumptionProgress.AsNoTracking().Select(p => (long?)p.StatusMark).SingleOrDefaultAsync(cancellation) ?? 0;
        var (messages, mark) = await _usage.ChangedAsync(from, until, Batch, cancellation);
        await _work.StepAsync(
            messages,
            progress =>
            {
                if (progress.StatusMark != from)
                    return false;
                progress.StatusMark = mark;
                if (mark == from)
                    progress.CountedUntil = until;
                return true;
            },
            cancellation);
        return mark != from;
    }
}
