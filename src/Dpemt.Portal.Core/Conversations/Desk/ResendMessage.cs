using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>
/// Sends a message of ours again that was not delivered, once however often it is pressed; allowed to who attends the
/// conversation. Free text needs an open window, a template does not.
/// </summary>
public sealed class ResendMessage(DeskWork work)
{
    /// <summary>Queues it as a message of its own in this conversation.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, long messageId, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, desk => ResendAsync(desk, who, messageId, cancellation), cancellation);

    /// <summary>True for kinds that still say something alone: the options of the bot lead nowhere while a person attends.</summary>
    public static bool MayBeSentAgain(MessageKind kind) => kind is not (MessageKind.Buttons or MessageKind.List);

    private static async Task<DeskResult> ResendAsync(DeskCase desk, Actor who, long messageId, CancellationToken cancellation)
    {
        if (await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
            return refusal;
        var message = await desk.Db.Messages.AsNoTracking()
            .FirstOrDefaultAsync(m => m.Id == messageId && m.CitizenId == desk.Citizen.Id && m.Author != MessageAuthor.Citizen, cancellation);
        if (message is null)
            return DeskErrors.Invalid("Esta mensagem não é desta conversa.");
        // A second press finds what the first one did.
        if (message.SentAgainAs is { } already)
            return DeskResult.Ok("Esta mensagem já foi enviada de novo.", message: already);
        if (message.Status != MessageStatus.Failed)
            return DeskErrors.Invalid("Só pode ser enviada de novo uma mensagem que não foi entregue.");
        if (!MayBeSentAgain(message.Kind))
            return DeskErrors.Invalid("As opções do robô não valem mais. Escreva a mensagem com as suas palavras.");
        if (message.Kind != MessageKind.Template && !ServiceWindow.IsOpen(desk.Citizen.LastInboundAt, desk.Now))
            return DeskErrors.WindowClosed;
        var again = await SendAgain.EnqueueAsync(desk.Db, messageId, who, desk.Conversation.Id, cancellation);
        if (again.Refusal is { } why)
            return DeskErrors.Invalid(why);
        desk.Conversation.LastMessageAt = desk.Now;
        desk.Conversation.UnreadSince = null;
        return DeskResult.Ok("Mensagem na fila de envio de novo.", message: again.MessageId);
    }
}
