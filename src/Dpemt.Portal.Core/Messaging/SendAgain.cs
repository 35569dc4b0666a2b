using System.Text.Json;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging;

/// <summary>What became of a wish to send again.</summary>
/// <param name="MessageId">The new message, or null when refused.</param>
/// <param name="Refusal">The reason in Portuguese, or null.</param>
public sealed record SendAgainResult(long? MessageId, string? Refusal);

/// <summary>
/// A person sends a message again that failed, was given up, or is unknown. The new one is a message of its own, with
/// its own life and its own price; the old one keeps its story and names the new one.
/// </summary>
public sealed class SendAgain(IDbContextFactory<PortalDbContext> contexts)
{
    private const string AlreadyDone = "Esta mensagem já foi enviada de novo.";

    /// <summary>Sends once, however often and from wherever it is asked.</summary>
    public async Task<SendAgainResult> RunAsync(long messageId, Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var result = await EnqueueAsync(db, messageId, actor, null, cancellation);
        if (result.Refusal is null)
            await transaction.CommitAsync(cancellation);
        return result;
    }

    /// <summary>As <see cref="RunAsync"/> in the caller's transaction, which the caller undoes when this refuses.</summary>
    /// <param name="db">The caller's context, with a transaction open.</param>
    /// <param name="messageId">The message that failed or is unknown.</param>
    /// <param name="actor">Who wishes it.</param>
    /// <param name="conversationId">Where the new message belongs; null for the conversation of the old one.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<SendAgainResult> EnqueueAsync(PortalDbContext db, long messageId, Actor actor, Guid? conversationId, CancellationToken cancellation)
    {
        var old = await db.Messages.AsNoTracking().SingleOrDefaultAsync(m => m.Id == messageId, cancellation);
        if (old is null)
            return new(null, "A mensagem não existe.");
        if (old.Status is not (MessageStatus.Failed or MessageStatus.Unknown))
            return new(null, "Só pode ser enviada de novo uma mensagem que falhou ou cujo envio é desconhecido.");
        if (old.SentAgainAs is not null)
            return new(null, AlreadyDone);
        var priority = await db.OutboxEntries.Where(e => e.MessageId == messageId).Select(e => (SendPriority?)e.Priority).SingleOrDefaultAsync(cancellation);
        var again = MessageOutbox.Enqueue(db, new OutboundMessage
        {
            CitizenId = old.CitizenId,
            ConversationId = conversationId ?? old.ConversationId,
            Author = old.Author,
            AuthorUserId = actor.UserId ?? old.AuthorUserId,
            Kind = old.Kind,
            Text = old.Text,
            Content = old.Content is null ? null : JsonSerializer.Deserialize<OutboundContent>(old.Content, MessageOutbox.Format),
            TemplateCategory = old.TemplateCategory,
            MediaId = old.MediaId,
            QuotedMessageId = old.QuotedMessageId,
            Priority = priority ?? SendPriority.Person,
        });
        await db.SaveChangesAsync(cancellation);
        // Two who press at once meet here: the second changes no row, and everything of hers is undone.
        var first = await db.Messages.Where(m => m.Id == messageId && m.SentAgainAs == null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.SentAgainAs, again.Id), cancellation);
        if (first == 0)
            return new(null, AlreadyDone);
        await db.OutboxEntries.Where(e => e.MessageId == messageId).ExecuteDeleteAsync(cancellation);
        return new(again.Id, null);
    }
}
