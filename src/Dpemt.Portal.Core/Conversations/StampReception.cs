using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations;

/// <summary>Keeps with each message the reception that its conversation belonged to when it was sent: a transfer changes it later.</summary>
internal sealed class StampReception : ISendingStamp
{
    public async Task StampAsync(PortalDbContext db, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        var ids = messages.Where(m => m.ConversationId is not null).Select(m => m.ConversationId!.Value).Distinct().ToList();
        if (ids.Count == 0)
            return;
        var receptions = await db.Conversations.AsNoTracking().Where(c => ids.Contains(c.Id) && c.ReceptionId != null)
            .ToDictionaryAsync(c => c.Id, c => c.ReceptionId, cancellation);
        foreach (var message in messages)
            message.ReceptionId = message.ConversationId is { } conversation ? receptions.GetValueOrDefault(conversation) : null;
    }
}
