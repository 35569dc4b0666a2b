using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>
/// Closes conversations with the bot in which the citizen has been silent for about a day, shortly before the window ends, so
/// that the farewell may still be sent. Never one that waits for or is with a person. Safe to run twice and on two instances.
/// </summary>
public sealed class CloseSilentConversations(IDbContextFactory<PortalDbContext> contexts, FlowRunner flow, TimeProvider clock)
{
    /// <summary>How long before the end of the window.</summary>
    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(30);

    private const int Batch = 100;

    /// <summary>Closes all that are due. Returns how many this run closed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var closed = 0;
        while (true)
        {
            List<Guid> due;
            await using (var db = await contexts.CreateDbContextAsync(cancellation))
                due = await Due(db, clock.GetUtcNow()).Take(Batch).ToListAsync(cancellation);
            foreach (var id in due)
                closed += await CloseAsync(id, cancellation) ? 1 : 0;
            if (due.Count < Batch)
                return closed;
        }
    }

    internal static IQueryable<Guid> Due(PortalDbContext db, DateTimeOffset now) =>
        db.Conversations.AsNoTracking().Where(c => c.SilenceDueAt != null && c.SilenceDueAt <= now).OrderBy(c => c.SilenceDueAt).Select(c => c.Id);

    private async Task<bool> CloseAsync(Guid id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var conversation = await db.Conversations.FirstAsync(c => c.Id == id, cancellation);
        if (!(conversation.SilenceDueAt <= now))
            return false;
        if (conversation.State == ConversationState.WithBot)
        {
            var citizen = await db.Citizens.FirstAsync(c => c.Id == conversation.CitizenId, cancellation);
            await flow.RunAsync(db, conversation, citizen, new SilenceElapsed(), cancellation);
            if (conversation.State == ConversationState.WithBot)
            {
                // The flow had no open question to end, which a damaged state can bring about: nobody is waiting for anything.
                FlowEffects.End(conversation, FlowCloseReason.Silence, now);
            }

            db.Announce(ChangeTopics.Conversation, id, now);
        }

        conversation.SilenceDueAt = null;
        conversation.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
            return conversation.State == ConversationState.Closed;
        }
        catch (DbUpdateConcurrencyException)
        {
            // The citizen wrote in this moment, or another run was faster; the next run sees how it stands.
            return false;
        }
    }
}
