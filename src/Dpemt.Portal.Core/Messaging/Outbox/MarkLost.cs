using Dpemt.Portal.Changes;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>Entries that a process was sending when it died: whether they left nobody knows, so they are not sent again by themselves.</summary>
internal sealed class MarkLost(IDbContextFactory<PortalDbContext> contexts, WriteTurns turns, TimeProvider clock)
{
    /// <summary>Marks what has lapsed, except what this process is sending.</summary>
    internal async Task RunAsync(IReadOnlyCollection<long> sending, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var lapsed = await db.OutboxEntries.AsNoTracking().Where(e => e.State == OutboxState.Sending && e.LeaseUntil < now)
            .OrderBy(e => e.Id).Select(e => new { e.Id, e.MessageId }).Take(500).ToListAsync(cancellation);
        lapsed.RemoveAll(e => sending.Contains(e.Id));
        if (lapsed.Count == 0)
            return;
        var ids = lapsed.ConvertAll(e => e.Id);
        var messages = lapsed.ConvertAll(e => e.MessageId);
        using var turn = await turns.TakeAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await db.OutboxEntries.Where(e => ids.Contains(e.Id) && e.State == OutboxState.Sending && e.LeaseUntil < now)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.State, OutboxState.Unknown), cancellation);
        await db.Messages.Where(m => messages.Contains(m.Id) && (m.Status == MessageStatus.Queued || m.Status == MessageStatus.Sending))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, MessageStatus.Unknown), cancellation);
        var conversations = await db.Messages.Where(m => messages.Contains(m.Id) && m.ConversationId != null)
            .Select(m => m.ConversationId!.Value).Distinct().ToListAsync(cancellation);
        foreach (var conversation in conversations)
            db.Announce(ChangeTopics.Conversation, conversation, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
