using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>An answer of a person.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="Key">Made by the screen once per answer: a second click or a reconnect with the same key sends nothing more.</param>
/// <param name="Text">Text, or caption of the file; at most <see cref="TextLength"/> characters (<see cref="CaptionLength"/> beside a file).</param>
/// <param name="MediaId">A stored file that is ready; null for text alone.</param>
/// <param name="QuotedMessageId">The message of this citizen that is answered.</param>
public sealed record Reply(Guid ConversationId, Guid Key, string? Text, long? MediaId = null, long? QuotedMessageId = null)
{
    /// <summary>Longest text, in UTF-16 units (Meta, text message).</summary>
    public const int TextLength = 4096;

    /// <summary>Longest caption (Meta, media message).</summary>
    public const int CaptionLength = 1024;
}

/// <summary>Queues an answer of who attends the conversation, inside the 24 h window, exactly once per key.</summary>
public sealed class SendReply(DeskWork work)
{
    /// <summary>Queues the answer and clears the user's draft. Refuses when another person attends or the window is closed.</summary>
    public Task<DeskResult> RunAsync(Actor who, Reply reply, CancellationToken cancellation) =>
        work.RunAsync(who, reply.ConversationId, desk => SendAsync(desk, reply, cancellation), cancellation);

    private static async Task<DeskResult> SendAsync(DeskCase desk, Reply reply, CancellationToken cancellation)
    {
        if (await desk.RefuseUnlessMineAsync(cancellation) is { } refusal)
            return refusal;
        if (await OutgoingReply.EarlierAsync(desk, reply.Key, cancellation) is { } earlier)
            return earlier;
        var text = Clean(reply.Text);
        if (FaultOf(text, reply) is { } fault)
            return DeskErrors.Invalid(fault);
        if (!ServiceWindow.IsOpen(desk.Citizen.LastInboundAt, desk.Now))
            return DeskErrors.WindowClosed;
        var kind = MessageKind.Text;
        if (reply.MediaId is { } mediaId)
        {
            var media = await desk.Db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(m => m.Id == mediaId && m.State == MediaState.Ready, cancellation);
            if (media is null)
                return DeskErrors.Invalid("O anexo não está mais disponível. Anexe o arquivo de novo.");
            kind = media.Kind;
        }

        if (reply.QuotedMessageId is { } quoted
            && !await desk.Db.Messages.AnyAsync(m => m.Id == quoted && m.CitizenId == desk.Citizen.Id, cancellation))
        {
            return DeskErrors.Invalid("A mensagem citada não é desta conversa.");
        }

        return await OutgoingReply.QueueAsync(desk, reply.Key, new OutboundMessage
        {
            CitizenId = desk.Citizen.Id,
            ConversationId = desk.Conversation.Id,
            Author = MessageAuthor.Attendant,
            AuthorUserId = desk.Scope.UserId,
            Kind = kind,
            Text = text.Length == 0 ? null : text,
            MediaId = reply.MediaId,
            QuotedMessageId = reply.QuotedMessageId,
            Priority = SendPriority.Person,
        }, cancellation);
    }

    private static string? FaultOf(string text, Reply reply)
    {
        if (reply.Key == Guid.Empty)
            return "Falta a chave do envio. Recarregue a página.";
        if (text.Length == 0 && reply.MediaId is null)
            return "Escreva a mensagem antes de enviar.";
        var limit = reply.MediaId is null ? Reply.TextLength : Reply.CaptionLength;
        return text.Length > limit ? $"A mensagem tem {text.Length} caracteres e só cabem {limit}. Divida em duas." : null;
    }

    /// <summary>Without control characters, which WhatsApp refuses; line breaks stay.</summary>
    private static string Clean(string? text) =>
        new string([.. (text ?? "").ReplaceLineEndings("\n").Where(c => c == '\n' || !char.IsControl(c))]).Trim();
}
