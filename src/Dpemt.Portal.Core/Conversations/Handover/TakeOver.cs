using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>A supervisor takes a conversation from whoever attends it, or out of the queue.</summary>
public sealed class TakeOver(DeskWork work, TakeFromQueue take)
{
    /// <summary>Takes over.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, desk => TakeAsync(desk, who, cancellation), cancellation);

    private async Task<DeskResult> TakeAsync(DeskCase desk, Actor who, CancellationToken cancellation)
    {
        if (!desk.Scope.IsSupervisor)
            return DeskErrors.SupervisorOnly;
        if (desk.IsMine || desk.Entry is not { State: HandoverState.Claimed } entry)
            return await take.RunAsync(desk, who, cancellation);
        var before = await desk.NameOfAsync(entry.AssignedUserId, cancellation);
        entry.AssignedUserId = desk.Scope.UserId;
        entry.ClaimedAt = desk.Now;
        desk.Conversation.AssignedUserId = desk.Scope.UserId;
        desk.Audit(who, AuditActions.Claimed, "Assumida pela supervisão");
        return DeskResult.Ok($"Você assumiu a conversa que estava com {before}.");
    }
}
