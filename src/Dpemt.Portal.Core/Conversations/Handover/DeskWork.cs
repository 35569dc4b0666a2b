using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>
/// Runs one action of the desk on one conversation: access, one transaction, the change feed, and a second try when another
/// writer was faster. What the action does to the context is saved only when it answers done.
/// </summary>
public sealed class DeskWork(IDbContextFactory<PortalDbContext> contexts, WriteTurns turns, TimeProvider clock)
{
    private const int Attempts = 4;

    internal async Task<DeskResult> RunAsync(Actor who, Guid conversationId, Func<DeskCase, Task<DeskResult>> act, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(who, conversationId, act, cancellation);
            }
            catch (DbUpdateConcurrencyException) when (attempt < Attempts)
            {
                // Another writer changed the conversation between our read and our write: look at it again.
            }
            catch (DbUpdateConcurrencyException)
            {
                return DeskErrors.Busy;
            }
        }
    }

    private async Task<DeskResult> TryAsync(Actor who, Guid conversationId, Func<DeskCase, Task<DeskResult>> act, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(cancellation);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        var conversation = await db.Conversations.FirstOrDefaultAsync(c => c.Id == conversationId, cancellation);
        if (conversation is null || !scope.MaySee(conversation))
            return scope.MayWork ? DeskErrors.NotFound : DeskErrors.NotAllowed;
        var entry = await db.HandoverEntries.FirstOrDefaultAsync(e => e.ConversationId == conversationId && e.State < HandoverState.Ended, cancellation);
        var citizen = await db.Citizens.FirstAsync(c => c.Id == conversation.CitizenId, cancellation);
        var receptionBefore = entry?.ReceptionId;
        var result = await act(new DeskCase(db, scope, conversation, citizen, entry, now));
        if (!result.Done)
            return result;
        conversation.Version++;
        db.Announce(ChangeTopics.Conversation, conversationId, now);
        foreach (var reception in new[] { receptionBefore, entry?.ReceptionId }.OfType<int>().Distinct())
            db.Announce(ChangeTopics.Queue, reception, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return result with { ConversationId = conversationId };
    }
}

/// <summary>What an action of the desk works on: tracked entities of one open transaction.</summary>
/// <param name="Db">The context; <see cref="DeskWork"/> saves and commits.</param>
/// <param name="Scope">The user and her rights.</param>
/// <param name="Conversation">The conversation.</param>
/// <param name="Citizen">Its citizen.</param>
/// <param name="Entry">Its open place in the queue, if it has one.</param>
/// <param name="Now">The instant of the action, UTC.</param>
internal sealed record DeskCase(PortalDbContext Db, DeskScope Scope, Conversation Conversation, Citizen Citizen, HandoverEntry? Entry, DateTimeOffset Now)
{
    internal bool IsMine => Conversation.State == ConversationState.WithPerson && Conversation.AssignedUserId == Scope.UserId;

    /// <summary>The refusal for one who does not attend this conversation, with the name of who does; null for who does.</summary>
    internal async Task<DeskResult?> RefuseUnlessMineAsync(CancellationToken cancellation)
    {
        if (IsMine)
            return null;
        if (Conversation.State == ConversationState.Closed)
            return DeskErrors.Closed;
        return DeskErrors.NotAssignee(await NameOfAsync(Conversation.AssignedUserId, cancellation));
    }

    internal async Task<string?> NameOfAsync(Guid? userId, CancellationToken cancellation) => userId is null
        ? null
        : await Db.Users.Where(u => u.Id == userId).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellation) ?? "um colega";
}
