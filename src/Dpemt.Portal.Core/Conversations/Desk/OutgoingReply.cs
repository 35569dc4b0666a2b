using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>What sending by a person always does: once per key, draft away, unread mark away.</summary>
internal static class OutgoingReply
{
    private const string Queued = "Mensagem na fila de envio.";

    /// <summary>The answer given to the same key before, or null.</summary>
    internal static async Task<DeskResult?> EarlierAsync(DeskCase desk, Guid key, CancellationToken cancellation)
    {
        var earlier = await desk.Db.ReplyKeys.AsNoTracking().FirstOrDefaultAsync(k => k.Key == key, cancellation);
        if (earlier is null)
            return null;
        return earlier.ConversationId == desk.Conversation.Id
            ? DeskResult.Ok(Queued, message: earlier.MessageId)
            : DeskErrors.Invalid("Esta chave de envio já foi usada em outra conversa. Recarregue a página.");
    }

    internal static async Task<DeskResult> QueueAsync(DeskCase desk, Guid key, OutboundMessage outbound, CancellationToken cancellation)
    {
        var message = MessageOutbox.Enqueue(desk.Db, outbound);
        // The key needs the number of the message, which the database gives.
        await desk.Db.SaveChangesAsync(cancellation);
        desk.Db.ReplyKeys.Add(new ReplyKey { Key = key, ConversationId = desk.Conversation.Id, MessageId = message.Id, At = desk.Now });
        await desk.Db.Drafts.Where(d => d.UserId == desk.Scope.UserId && d.ConversationId == desk.Conversation.Id).ExecuteDeleteAsync(cancellation);
        desk.Conversation.LastMessageAt = desk.Now;
        desk.Conversation.UnreadSince = null;
        return DeskResult.Ok(Queued, message: message.Id);
    }
}
