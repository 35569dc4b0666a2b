using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>What rebuilding found.</summary>
/// <param name="Messages">Messages that were looked at.</param>
/// <param name="Moved">Of these: counted elsewhere than they should have been.</param>
/// <param name="LinesMended">Lines of open months whose sums were not those of their messages.</param>
/// <param name="ClosedLinesWrong">Lines of closed months whose sums are not those of their messages: told, never changed.</param>
public sealed record RebuildResult(long Messages, long Moved, int LinesMended, int ClosedLinesWrong)
{
    /// <summary>True when the counts were right before.</summary>
    public bool WasRight => Moved == 0 && LinesMended == 0 && ClosedLinesWrong == 0;
}

/// <summary>
/// Makes the counts anew from the messages, in pieces of bounded size, while the portal works. A closed month stays as it was closed: what
/// would differ goes to adjustment lines of today. Messages that were erased since stay counted.
/// </summary>
public sealed class RebuildConsumption
{
    /// <summary>How long after its writing a message may still be delivered (30 days) and reported (7 days), with a margin.</summary>
    private const int LongestLife = 45;

    private const int Piece = 10_000;

    private static readonly TimeSpan LeaseWait = TimeSpan.FromMinutes(1);

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly MessageUsage _usage;
    private readonly MeterWork _work;
    private readonly LeaseKeeper _leases;
    private readonly TimeProvider _clock;

    internal RebuildConsumption(IDbContextFactory<PortalDbContext> contexts, MessageUsage usage, MeterWork work, LeaseKeeper leases, TimeProvider clock) =>
        (_contexts, _usage, _work, _leases, _clock) = (contexts, usage, work, leases, clock);

    /// <summary>Rebuilds a month, or everything.</summary>
    /// <param name="month">The month; null for all.</param>
    /// <param name="told">Told the number of messages after each piece.</param>
    /// <param name="cancellation">Stops between two pieces; what was placed stays.</param>
    /// <exception cref="TimeoutException">Another process keeps on counting.</exception>
    public async Task<RebuildResult> RunAsync(BillingMonth? month, Action<long>? told, CancellationToken cancellation)
    {
        var (after, last) = month is { } one
            ? (await _usage.FirstIdAsync(one.Whole.Start.AddDays(-LongestLife), cancellation) - 1, await _usage.FirstIdAsync(one.Whole.End.AddDays(1), cancellation) - 1)
            : (0, long.MaxValue);
        var (from, looked, moved) = (after, 0L, 0L);
        while (true)
        {
            await HoldAsync(cancellation);
            var (messages, reached) = await _usage.RangeAsync(after, last, Piece, cancellation);
            if (reached is not { } end)
                break;
            moved += await _work.StepAsync(messages, _ => true, cancellation);
            looked += messages.Count;
            after = end;
            told?.Invoke(looked);
        }

        if (month is { } of)
        {
            var (more, movedMore) = await OutsideAsync(of, from, last, cancellation);
            (looked, moved) = (looked + more, moved + movedMore);
        }

        var (mended, wrong) = await RecountAsync(month, cancellation);
        await _leases.ReleaseAsync(MeterWork.Lease, cancellation);
        return new(looked, moved, mended, wrong);
    }

    /// <summary>Messages that count in the month although they were written long before: a provider's clock, or a status that came after months.</summary>
    private async Task<(long Looked, long Moved)> OutsideAsync(BillingMonth month, long from, long last, CancellationToken cancellation)
    {
        List<long> strangers;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            var (first, end) = (month.FirstDay, month.LastDay);
            strangers = await db.ConsumptionDays.Where(d => d.Day >= first && d.Day <= end)
                .Join(db.MeteredMessages.Where(m => m.MessageId <= from || m.MessageId > last), d => d.Id, m => m.DayId, (_, m) => m.MessageId).ToListAsync(cancellation);
        }

        var (looked, moved) = (0L, 0L);
        foreach (var piece in strangers.Order().Chunk(Piece))
        {
            await HoldAsync(cancellation);
            var messages = await _usage.OfAsync(piece, cancellation);
            moved += await _work.StepAsync(messages, _ => true, cancellation);
            looked += messages.Count;
        }

        return (looked, moved);
    }

    /// <summary>Compares the sum of each line with the messages that point to it, a month at a time.</summary>
    private async Task<(int Mended, int Wrong)> RecountAsync(BillingMonth? only, CancellationToken cancellation)
    {
        List<BillingMonth> months;
        await using (var db = await _contexts.CreateDbContextAsync(cancellation))
        {
            DateOnly? first = await db.ConsumptionDays.MinAsync(d => (DateOnly?)d.Day, cancellation), last = await db.ConsumptionDays.MaxAsync(d => (DateOnly?)d.Day, cancellation);
            months = only is { } one ? [one] : first is null ? [] : Enumerable.Range(0, 1200).Select(new BillingMonth(first.Value).Plus).TakeWhile(m => m.FirstDay <= last).ToList();
        }

        var (mended, wrong) = (0, 0);
        foreach (var month in months)
        {
            await HoldAsync(cancellation);
            var (m, w) = await _work.RecountAsync(month, cancellation);
            (mended, wrong) = (mended + m, wrong + w);
        }

        return (mended, wrong);
    }

    private async Task HoldAsync(CancellationToken cancellation)
    {
        var started = _clock.GetTimestamp();
        while (!await _leases.TryHoldAsync(MeterWork.Lease, cancellation))
        {
            if (_clock.GetElapsedTime(started) > LeaseWait)
                throw new TimeoutException("Outro processo está contando o consumo. Tente de novo em alguns minutos.");
            await Task.Delay(TimeSpan.FromSeconds(1), _clock, cancellation);
        }
    }
}
