using System.Text.Json;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>Adds to a page of messages what stands in other tables: authors, files, quoted messages; one query each.</summary>
internal sealed class TimelineNames(PortalDbContext db)
{
    internal async Task<List<TimelineMessage>> DescribeAsync(List<Message> page, CancellationToken cancellation)
    {
        var users = page.Select(m => m.AuthorUserId).OfType<Guid>().Distinct().ToList();
        var files = page.Select(m => m.MediaId).OfType<long>().Distinct().ToList();
        var quotes = page.Select(m => m.QuotedMessageId).OfType<long>().Distinct().ToList();
        var names = users.Count == 0 ? [] : await db.Users.Where(u => users.Contains(u.Id)).Select(u => new { u.Id, u.DisplayName })
            .ToDictionaryAsync(u => u.Id, u => u.DisplayName, cancellation);
        var media = files.Count == 0 ? [] : await db.MediaFiles.AsNoTracking().Where(f => files.Contains(f.Id))
            .ToDictionaryAsync(f => f.Id, f => new TimelineMedia(f.Id, f.MimeType, f.FileName, f.Size, f.State), cancellation);
        var quoted = quotes.Count == 0 ? [] : await db.Messages.AsNoTracking().Where(m => quotes.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, m => new TimelineQuote(m.Id, m.Author, m.Kind, m.Text), cancellation);
        return [.. page.Select(m => new TimelineMessage(
            m.Id, m.Author, m.AuthorUserId is { } user ? names.GetValueOrDefault(user, "um colega") : null, m.Kind, m.Text, OptionsOf(m),
            m.MediaId is { } file ? media.GetValueOrDefault(file) : null, m.QuotedMessageId is { } quote ? quoted.GetValueOrDefault(quote) : null,
            m.Status, m.Status == MessageStatus.Failed ? MessageFailures.Reason(m.ErrorCode, m.ErrorDetail) : null, m.ConversationId, m.OccurredAt, m.SentAgainAs))];
    }

    private static IReadOnlyList<string> OptionsOf(Message message)
    {
        if (message.Author == MessageAuthor.Citizen || message.Content is null || message.Kind is not (MessageKind.Buttons or MessageKind.List))
            return [];
        try
        {
            return [.. JsonSerializer.Deserialize<OutboundContent>(message.Content, JsonSerializerOptions.Web)?.Options?.Select(o => o.Title) ?? []];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
