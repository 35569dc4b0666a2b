using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>What users have typed and not sent, per conversation: survives reload, crash and change of machine. The last writer wins.</summary>
public sealed class DraftStore(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longest draft; longer texts are cut.</summary>
    public const int TextLength = 8000;

    /// <summary>How long a draft outlives its conversation: whoever closed too early still finds the words.</summary>
    public static readonly TimeSpan KeptAfterClosing = TimeSpan.FromDays(1);

    /// <summary>How long a draft is kept that nobody touches.</summary>
    public static readonly TimeSpan KeptUntouched = TimeSpan.FromDays(30);

    /// <summary>The user's draft, or null.</summary>
    public async Task<string?> LoadAsync(Actor who, Guid conversationId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Drafts.AsNoTracking().Where(d => d.UserId == who.UserId && d.ConversationId == conversationId)
            .Select(d => d.Text).FirstOrDefaultAsync(cancellation);
    }

    /// <summary>Keeps the draft; an empty text deletes it. Silently does nothing for a conversation that the user may not see.</summary>
    public async Task SaveAsync(Actor who, Guid conversationId, string? text, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            await DeleteAsync(who, conversationId, cancellation);
            return;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        var conversation = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == conversationId, cancellation);
        if (conversation is null || !scope.MaySee(conversation))
            return;
        var kept = text.Length > TextLength ? text[..TextLength] : text;
        var draft = await db.Drafts.FirstOrDefaultAsync(d => d.UserId == scope.UserId && d.ConversationId == conversationId, cancellation);
        if (draft is null)
        {
            db.Drafts.Add(draft = new Draft { UserId = scope.UserId, ConversationId = conversationId, Text = kept });
            // Only the mark on the list changes, and only with the first character.
            db.Announce(ChangeTopics.Queue, conversation.ReceptionId ?? HandoverEntry.NoReception, clock.GetUtcNow());
        }

        draft.Text = kept;
        draft.UpdatedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }

    /// <summary>Forgets the draft.</summary>
    public async Task DeleteAsync(Actor who, Guid conversationId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Drafts.Where(d => d.UserId == who.UserId && d.ConversationId == conversationId).ExecuteDeleteAsync(cancellation);
    }

    /// <summary>Forgets drafts of conversations that closed a while ago and those that nobody touched for long. Safe to run twice.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var (closedBefore, touchedBefore) = (now - KeptAfterClosing, now - KeptUntouched);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Drafts.Where(d => d.UpdatedAt < touchedBefore || db.Conversations.Any(c => c.Id == d.ConversationId && c.ClosedAt < closedBefore))
            .ExecuteDeleteAsync(cancellation);
    }
}
