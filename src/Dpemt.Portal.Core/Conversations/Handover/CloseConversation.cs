using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>
/// Ends a conversation with a reason and one farewell; the farewell is left out when the window is closed. Allowed to who
/// attends it and to supervisors.
/// </summary>
public sealed class CloseConversation(DeskWork work, FlowRunner flow, FlowTableStore tables)
{
    /// <summary>Key of what the citizen reads when the desk closes, among the texts that administrators edit.</summary>
    public const string FarewellKey = "desk.farewell";

    /// <summary>What the citizen reads when the desk closes, as it stands now.</summary>
    public async Task<string> FarewellAsync(CancellationToken cancellation) => (await tables.GetAsync(cancellation)).Texts[FarewellKey];

    /// <summary>Closes. Closing what is already closed answers so and says no second farewell.</summary>
    /// <param name="who">The user.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="reason">Key of <see cref="CloseReasons.Desk"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, string reason, CancellationToken cancellation) =>
        RunAsync(who, conversationId, reason, farewell: true, cancellation);

    /// <summary>As <see cref="RunAsync(Actor, Guid, string, CancellationToken)"/>; without <paramref name="farewell"/> nothing is said to the citizen.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, string reason, bool farewell, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, desk => CloseAsync(desk, who, reason, farewell, cancellation), cancellation);

    private async Task<DeskResult> CloseAsync(DeskCase desk, Actor who, string reason, bool farewell, CancellationToken cancellation)
    {
        var conversation = desk.Conversation;
        if (conversation.State == ConversationState.Closed)
            return DeskErrors.Closed;
        if (!desk.Scope.IsSupervisor && await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
            return refusal;
        if (CloseReasons.Desk.FirstOrDefault(r => r.Key == reason) is not { } known)
            return DeskErrors.Invalid("Escolha o motivo do encerramento.");
        desk.Entry?.End(EndReasons.Closed, desk.Now);
        await flow.RunAsync(desk.Db, conversation, desk.Citizen, new PersonEnded(ReturnedToBot: false), cancellation);
        conversation.State = ConversationState.Closed;
        conversation.ClosedAt = desk.Now;
        conversation.CloseReason = known.Key;
        conversation.SilenceDueAt = null;
        conversation.UnreadSince = null;
        desk.Audit(who, AuditActions.Closed, known.Label);
        if (!farewell)
            return DeskResult.Ok("Conversa encerrada sem despedida.");
        if (!ServiceWindow.IsOpen(desk.Citizen.LastInboundAt, desk.Now))
            return DeskResult.Ok("Conversa encerrada. A despedida não foi enviada porque a janela de 24 horas está fechada.");
        MessageOutbox.Enqueue(desk.Db, new OutboundMessage
        {
            CitizenId = conversation.CitizenId,
            ConversationId = conversation.Id,
            Author = MessageAuthor.System,
            Kind = MessageKind.Text,
            Text = await FarewellAsync(cancellation),
            Priority = SendPriority.Bot,
            NotAfter = ServiceWindow.Until(desk.Citizen.LastInboundAt),
        });
        return DeskResult.Ok("Conversa encerrada.");
    }
}
