using Dpemt.Portal.Changes;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Messaging;

/// <summary>Where other modules hand in what shall be sent.</summary>
public static class MessageOutbox
{
    /// <summary>Stores the message and its place in the outbox with the caller's changes.</summary>
    public static Message Enqueue(PortalDbContext db, OutboundMessage message) => throw new NotSupportedException(message.Kind + db.GetType().Name + typeof(OutboxEntry).Name + ChangeTopics.Outbox);
}
