using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>
/// Notes that a user looks at a conversation: her reading is recorded once an hour (TR 30), and the unread mark goes when
/// she is the one who attends it; the citizen is then told that she was read.
/// </summary>
public sealed class OpenConversation(IDbContextFactory<PortalDbContext> contexts, ReadReceipts receipts, TimeProvider clock)
{
    /// <summary>A second reading within this time is not recorded again.</summary>
    public static readonly TimeSpan RecordedEvery = TimeSpan.FromHours(1);

    /// <summary>Opens. Call it when the screen opens and when messages arrive while it is open.</summary>
    public async Task<DeskResult> RunAsync(Actor who, Guid conversationId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        var conversation = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == conversationId, cancellation);
        if (conversation is null || !scope.MaySee(conversation))
            return scope.MayWork ? DeskErrors.NotFound : DeskErrors.NotAllowed;
        var before = now - RecordedEvery;
        var reading = await db.Readings.FirstOrDefaultAsync(r => r.UserId == scope.UserId && r.ConversationId == conversationId, cancellation);
        var first = reading is null || reading.RecordedAt <= before;
        if (first)
        {
            if (reading is null)
                db.Readings.Add(reading = new Reading { UserId = scope.UserId, ConversationId = conversationId });
            reading.RecordedAt = now;
            db.Audit(who, AuditActions.ConversationOpened, "conversation", conversationId, now);
        }

        var mine = conversation.AssignedUserId == scope.UserId;
        if (conversation.UnreadSince is not null && mine)
        {
            await db.Conversations.Where(c => c.Id == conversationId).ExecuteUpdateAsync(s => s.SetProperty(c => c.UnreadSince, (DateTimeOffset?)null), cancellation);
            db.Announce(ChangeTopics.Queue, conversation.ReceptionId ?? HandoverEntry.NoReception, now);
        }

        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // What she wrote to the bot before has no unread mark: the first look covers it.
        if (mine && (first || conversation.UnreadSince is not null))
            receipts.Offer(conversation.CitizenId);
        return DeskResult.Ok("Conversa aberta.", conversationId);
    }
}
