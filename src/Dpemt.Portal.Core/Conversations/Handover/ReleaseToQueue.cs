using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Gives a claimed conversation back to the queue, at its old place. Allowed to who attends it and to supervisors.</summary>
public sealed class ReleaseToQueue(DeskWork work)
{
    /// <summary>Releases.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, async desk =>
        {
            if (!desk.Scope.IsSupervisor && await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
                return refusal;
            if (desk.Entry is not { State: HandoverState.Claimed } entry)
                return DeskErrors.NotWaiting;
            desk.BackToWaiting(entry);
            entry.ForUserId = null;
            desk.Audit(who, AuditActions.Transferred, "De volta à fila");
            return DeskResult.Ok("Conversa devolvida à fila, no mesmo lugar.");
        }, cancellation);
}
