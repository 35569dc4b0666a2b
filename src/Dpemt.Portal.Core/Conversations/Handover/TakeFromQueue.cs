using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>The step from waiting to attended, shared by all ways to claim.</summary>
public sealed class TakeFromQueue(FlowRunner flow)
{
    internal async Task<DeskResult> RunAsync(DeskCase desk, Actor who, CancellationToken cancellation)
    {
        var (db, scope, conversation, _, entry, now) = desk;
        if (desk.IsMine)
            return DeskResult.Ok("A conversa já é sua.");
        if (conversation.State == ConversationState.Closed)
            return DeskErrors.Closed;
        if (entry is null)
            return DeskErrors.NotWaiting;
        if (entry.State == HandoverState.Claimed)
            return DeskErrors.Taken(await desk.NameOfAsync(entry.AssignedUserId, cancellation) ?? "Um colega");
        if (entry.ForUserId is { } only && only != scope.UserId && !scope.IsSupervisor)
            return new(DeskCodes.NotAllowed, $"Esta conversa foi transferida para {await desk.NameOfAsync(only, cancellation)}.");

        var won = await db.HandoverEntries.Where(e => e.Id == entry.Id && e.State == HandoverState.Waiting)
            .ExecuteUpdateAsync(s => s
                .SetProperty(e => e.State, HandoverState.Claimed)
                .SetProperty(e => e.AssignedUserId, scope.UserId)
                .SetProperty(e => e.ClaimedAt, now), cancellation);
        if (won != 1)
        {
            await db.Entry(entry).ReloadAsync(cancellation);
            return entry.State == HandoverState.Claimed
                ? DeskErrors.Taken(await desk.NameOfAsync(entry.AssignedUserId, cancellation) ?? "Um colega")
                : DeskErrors.NotWaiting;
        }

        conversation.State = ConversationState.WithPerson;
        conversation.AssignedUserId = scope.UserId;
        conversation.SilenceDueAt = null;
        await flow.RunAsync(db, conversation, desk.Citizen, new PersonJoined(), cancellation);
        db.Audit(who, AuditActions.Claimed, "conversation", conversation.Id, now);
        return DeskResult.Ok("Conversa assumida.");
    }
}
