using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging;

/// <summary>A status that a message has had.</summary>
/// <param name="Status">The status.</param>
/// <param name="OccurredAt">When it happened by the provider's clock, UTC.</param>
public sealed record MessageStatusLine(MessageStatus Status, DateTimeOffset OccurredAt);

/// <summary>Where one message stands, with its way there.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ConversationId">The conversation it belongs to, if any.</param>
/// <param name="Wamid">Meta's id, when known.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="ErrorCode">Meta's code of the failure; null when there is none.</param>
/// <param name="Failure">Why it failed, in Portuguese; null when it did not.</param>
/// <param name="History">The statuses it has had, in the order in which they happened.</param>
public sealed record MessageStory(
    long Id, Guid? ConversationId, string? Wamid, MessageAuthor Author, MessageKind Kind, MessageStatus Status, DateTimeOffset At, int? ErrorCode,
    string? Failure, IReadOnlyList<MessageStatusLine> History);

/// <summary>Reads the story of one message; not its text.</summary>
public sealed class MessageDetails(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Null when there is no such message.</summary>
    public async Task<MessageStory?> RunAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var message = await db.Messages.AsNoTracking().Where(m => m.Id == id)
            .Select(m => new { m.ConversationId, m.Wamid, m.Author, m.Kind, m.Status, m.OccurredAt, m.ErrorCode, m.ErrorDetail }).FirstOrDefaultAsync(cancellation);
        if (message is null)
            return null;
        var history = await db.MessageStatusChanges.AsNoTracking().Where(c => c.MessageId == id)
            .OrderBy(c => c.OccurredAt).ThenBy(c => c.Id).Select(c => new MessageStatusLine(c.Status, c.OccurredAt)).ToListAsync(cancellation);
        return new(
            id, message.ConversationId, message.Wamid, message.Author, message.Kind, message.Status, message.OccurredAt,
            message.ErrorCode == MessageFailures.NotSentHere ? null : message.ErrorCode,
            message.Status == MessageStatus.Failed ? MessageFailures.Reason(message.ErrorCode, message.ErrorDetail) : null, history);
    }
}
