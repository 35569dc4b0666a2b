using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>
/// Moves the conversations of one citizen to another when both are the same person. Of two open ones the one that is further on
/// (with a person, then waiting, then with the bot) stays open; the other ends there, and leaves it its earlier place in the queue
/// and what people have typed for it.
/// </summary>
public sealed class MergeConversations(TimeProvider clock) : ICitizenMerge
{
    /// <inheritdoc/>
    public async Task MergeAsync(PortalDbContext db, Guid from, Guid into, CancellationToken cancellation)
    {
        var open = await db.Conversations.Where(c => (c.CitizenId == from || c.CitizenId == into) && c.State < ConversationState.Closed).ToListAsync(cancellation);
        if (open.Count == 2)
        {
            var ending = open.OrderBy(c => c.State).ThenByDescending(c => c.OpenedAt).First();
            var staying = open.Single(c => c != ending);
            await EndAsync(db, ending, staying, cancellation);
            await MoveDraftsAsync(db, ending.Id, staying.Id, cancellation);
            // At most one is open per citizen: the database holds that at every write, so this one comes first.
            await db.SaveChangesAsync(cancellation);
        }

        foreach (var moved in open.Where(c => c.CitizenId == from))
        {
            moved.CitizenId = into;
            moved.Version++;
        }

        await db.SaveChangesAsync(cancellation);
        await db.Conversations.Where(c => c.CitizenId == from).ExecuteUpdateAsync(s => s.SetProperty(c => c.CitizenId, into), cancellation);
    }

    private async Task EndAsync(PortalDbContext db, Conversation ending, Conversation staying, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (await FlowEffects.OpenEntryAsync(db, ending.Id, cancellation) is { } entry)
        {
            entry.End(EndReasons.Closed, now);
            if (await FlowEffects.OpenEntryAsync(db, staying.Id, cancellation) is { } kept && kept.Since > entry.Since)
                kept.Since = entry.Since;
            db.Announce(ChangeTopics.Queue, entry.ReceptionId, now);
        }

        staying.UnreadSince ??= ending.UnreadSince;
        ending.State = ConversationState.Closed;
        ending.ClosedAt = now;
        ending.CloseReason = "unificada";
        ending.AssignedUserId = null;
        ending.UnreadSince = null;
        ending.SilenceDueAt = null;
        ending.ClassifyDueAt = null;
        ending.Version++;
        foreach (var changed in new[] { ending, staying })
        {
            db.Announce(ChangeTopics.Conversation, changed.Id, now);
            db.Announce(ChangeTopics.Queue, changed.ReceptionId ?? HandoverEntry.NoReception, now);
        }
    }

    private static async Task MoveDraftsAsync(PortalDbContext db, Guid from, Guid into, CancellationToken cancellation)
    {
        var drafts = await db.Drafts.Where(d => d.ConversationId == from || d.ConversationId == into).ToListAsync(cancellation);
        foreach (var draft in drafts.Where(d => d.ConversationId == from))
        {
            if (drafts.Find(d => d.ConversationId == into && d.UserId == draft.UserId) is { } kept)
                kept.Text = $"{kept.Text}\n{draft.Text}";
            else
                db.Drafts.Add(new Draft { UserId = draft.UserId, ConversationId = into, Text = draft.Text, UpdatedAt = draft.UpdatedAt });
            db.Drafts.Remove(draft);
        }
    }
}
