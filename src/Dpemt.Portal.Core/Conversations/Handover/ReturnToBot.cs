using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Ends the human part and lets the bot go on with its menu. Allowed to who attends it and to supervisors.</summary>
public sealed class ReturnToBot(DeskWork work, FlowRunner flow)
{
    /// <summary>Returns the conversation.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, async desk =>
        {
            if (!desk.Scope.IsSupervisor && await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
                return refusal;
            if (desk.Entry is not { } entry)
                return DeskErrors.NotWaiting;
            entry.End(EndReasons.Returned, desk.Now);
            desk.Conversation.State = ConversationState.WithBot;
            desk.Conversation.AssignedUserId = null;
            desk.Conversation.UnreadSince = null;
            await flow.RunAsync(desk.Db, desk.Conversation, desk.Citizen, new PersonEnded(ReturnedToBot: true), cancellation);
            desk.Audit(who, AuditActions.ReturnedToBot);
            return DeskResult.Ok("Conversa devolvida ao robô.");
        }, cancellation);
}
