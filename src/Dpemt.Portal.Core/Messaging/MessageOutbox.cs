using System.Text.Json;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Messaging;

/// <summary>Where other modules hand in what shall be sent.</summary>
public static class MessageOutbox
{
    /// <summary>Stores the message with the caller's changes.</summary>
    public static Message Enqueue(PortalDbContext db, OutboundMessage message)
    {
        var stored = new Message
        {
            CitizenId = message.CitizenId,
            ConversationId = message.ConversationId,
            Author = message.Author,
            AuthorUserId = message.AuthorUserId,
            Kind = message.Kind,
            Text = message.Text,
            Content = message.Content is null ? null : JsonSerializer.Serialize(message.Content, JsonSerializerOptions.Web),
            MediaId = message.MediaId,
            QuotedMessageId = message.QuotedMessageId,
            Status = MessageStatus.Queued,
        };
        db.Messages.Add(stored);
        db.Announce(ChangeTopics.Outbox, message.CitizenId, default);
        return stored;
    }
}
