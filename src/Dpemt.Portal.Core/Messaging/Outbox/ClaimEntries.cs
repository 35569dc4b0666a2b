using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>
/// Takes what may be sent next: the head of each citizen's line, the most urgent first. The claim is committed before
/// anything is posted, so that whoever finds it after a crash knows that the message may have left.
/// </summary>
internal sealed class ClaimEntries(IDbContextFactory<PortalDbContext> contexts, ProcessIdentity me, WriteTurns turns, TimeProvider clock)
{
    /// <summary>How long a claim lasts unless the process that sends renews it.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(12);

    /// <summary>
    /// Heads of all lines in the order of sending. A message that waits for its appointed time holds up nobody; one that
    /// waits for its next attempt holds up its citizen, whose messages keep their order.
    /// </summary>
    internal static IQueryable<OutboxEntry> Heads(PortalDbContext db, DateTimeOffset now) => db.OutboxEntries.AsNoTracking()
        .Where(e => e.State == OutboxState.Waiting && e.DueAt <= now
            && !db.OutboxEntries.Any(o => o.CitizenId == e.CitizenId && o.Id < e.Id && o.State < OutboxState.Unknown
                && (o.State == OutboxState.Sending || o.Attempts > 0 || o.DueAt <= now)))
        .OrderBy(e => e.Priority).ThenBy(e => e.Id);

    /// <summary>Claims at most <paramref name="most"/> entries for this process.</summary>
    internal async Task<IReadOnlyList<OutboxEntry>> RunAsync(int most, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var heads = await Heads(db, now).Take(most).ToListAsync(cancellation);
        if (heads.Count == 0)
            return heads;
        var ids = heads.ConvertAll(e => e.Id);
        var messages = heads.ConvertAll(e => e.MessageId);
        var until = now + Lease;
        using var turn = await turns.TakeAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var won = await db.OutboxEntries.Where(e => ids.Contains(e.Id) && e.State == OutboxState.Waiting).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.State, OutboxState.Sending).SetProperty(e => e.LeaseOwner, me.Name).SetProperty(e => e.LeaseUntil, until), cancellation);
        if (won < heads.Count)
        {
            // Some went to another process between the look and the claim.
            var mine = await db.OutboxEntries.Where(e => ids.Contains(e.Id) && e.State == OutboxState.Sending && e.LeaseOwner == me.Name)
                .Select(e => e.Id).ToListAsync(cancellation);
            heads = heads.FindAll(e => mine.Contains(e.Id));
            messages = heads.ConvertAll(e => e.MessageId);
        }

        await db.Messages.Where(m => messages.Contains(m.Id) && m.Status == MessageStatus.Queued)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, MessageStatus.Sending), cancellation);
        await transaction.CommitAsync(cancellation);
        return heads;
    }

    /// <summary>Keeps the claims of entries that this process is sending.</summary>
    internal async Task RenewAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Lease;
        var list = ids.ToList();
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.OutboxEntries.Where(e => list.Contains(e.Id) && e.State == OutboxState.Sending && e.LeaseOwner == me.Name)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.LeaseUntil, until), cancellation);
    }
}
