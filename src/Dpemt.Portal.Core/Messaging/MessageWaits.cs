using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging;

/// <summary>Messages that did not leave when they were written.</summary>
public static class MessageWaits
{
    /// <summary>
    /// Of <paramref name="messages"/>, those that the provider turned away at least once and took later, and those that still wait.
    /// One that failed is no waiting one, nor one whose answer was lost: nobody knows whether it left.
    /// </summary>
    /// <param name="db">Where the messages are.</param>
    /// <param name="messages">Outbound messages of the same context.</param>
    public static IQueryable<Message> ThatWaited(this PortalDbContext db, IQueryable<Message> messages) => messages.Where(m =>
        m.Status == MessageStatus.Queued || m.Status == MessageStatus.Sending
        || (db.DeliveryAttempts.Any(a => a.MessageId == m.Id && a.Outcome == "retry") && db.MessageStatusChanges.Any(c => c.MessageId == m.Id && c.Status == MessageStatus.Accepted)));

    /// <summary>The longest time from writing to acceptance among <paramref name="messages"/>; null when none was taken yet.</summary>
    /// <param name="db">Where the messages are.</param>
    /// <param name="messages">Outbound messages of the same context.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<TimeSpan?> LongestWaitAsync(this PortalDbContext db, IQueryable<Message> messages, CancellationToken cancellation)
    {
        var waits = await messages.Join(
            db.MessageStatusChanges.Where(c => c.Status == MessageStatus.Accepted), m => m.Id, c => c.MessageId, (m, c) => new { m.CreatedAt, c.OccurredAt }).ToListAsync(cancellation);
        return waits.Count == 0 ? null : waits.Max(w => w.OccurredAt - w.CreatedAt);
    }
}
