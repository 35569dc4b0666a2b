using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// What another module knows of a message at the moment of sending and what must stay with it, since it may be another a day
/// later: the category of its template, the reception of its conversation.
/// </summary>
public interface ISendingStamp
{
    /// <summary>Fills columns of messages that are about to be posted; they are stored with the result of the send.</summary>
    Task StampAsync(PortalDbContext db, IReadOnlyList<Message> messages, CancellationToken cancellation);
}
