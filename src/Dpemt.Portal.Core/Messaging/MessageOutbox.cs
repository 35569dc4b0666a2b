using System.Text.Json;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Dpemt.Portal.Messaging;

/// <summary>Where other modules hand in what shall be sent.</summary>
public static class MessageOutbox
{
    /// <summary>Longest text of one bubble, characters.</summary>
    public const int TextLength = 4096;

    /// <summary>Longest text above buttons, characters.</summary>
    public const int ButtonsTextLength = 1024;

    /// <summary>Longest caption of a file, characters.</summary>
    public const int CaptionLength = 1024;

    internal static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// Adds the message, its place in the outbox and the news of it to the caller's context; nothing leaves before the
    /// caller's transaction has committed. Text that does not fit one bubble, or a caption that the provider refuses,
    /// goes ahead as messages of their own. Returns the message that carries the choice, the file or the end of the text.
    /// </summary>
    public static Message Enqueue(PortalDbContext db, OutboundMessage message)
    {
        var now = db.GetService<TimeProvider>().GetUtcNow();
        var (ahead, text) = Fit(message);
        foreach (var part in ahead)
            Add(db, message with { Kind = MessageKind.Text, Text = part, Content = null, MediaId = null }, now);
        // A quoted message is quoted once: by the first bubble.
        return Add(db, message with { Text = text, QuotedMessageId = ahead.Count == 0 ? message.QuotedMessageId : null }, now);
    }

    private static Message Add(PortalDbContext db, OutboundMessage wanted, DateTimeOffset now)
    {
        var message = new Message
        {
            CitizenId = wanted.CitizenId,
            ConversationId = wanted.ConversationId,
            Author = wanted.Author,
            AuthorUserId = wanted.AuthorUserId,
            Kind = wanted.Kind,
            Text = wanted.Text,
            Content = wanted.Content is null ? null : JsonSerializer.Serialize(wanted.Content, Format),
            MediaId = wanted.MediaId,
            Template = wanted.Kind == MessageKind.Template ? wanted.Content?.Template : null,
            TemplateCategory = wanted.Kind == MessageKind.Template ? wanted.TemplateCategory : null,
            QuotedMessageId = wanted.QuotedMessageId,
            Status = MessageStatus.Queued,
            OccurredAt = now,
            CreatedAt = now,
        };
        db.OutboxEntries.Add(new OutboxEntry
        {
            Message = message,
            CitizenId = wanted.CitizenId,
            Priority = wanted.Priority,
            DueAt = wanted.NotBefore is { } later && later > now ? later : now,
            NotAfter = wanted.NotAfter,
        });
        if (wanted.ConversationId is { } conversation)
            db.Announce(ChangeTopics.Conversation, conversation, now);
        db.Announce(ChangeTopics.Outbox, wanted.CitizenId, now);
        return message;
    }

    /// <summary>What must go ahead as text, and the text that stays with the message.</summary>
    private static (IReadOnlyList<string> Ahead, string? Text) Fit(OutboundMessage message)
    {
        var text = message.Text;
        switch (message.Kind)
        {
            case MessageKind.Text:
                var parts = Split(text ?? "");
                return (parts[..^1], parts[^1]);
            // The provider refuses a caption on a document and on an audio; the screen shows the file's name instead.
            case MessageKind.Document or MessageKind.Audio or MessageKind.Sticker when !string.IsNullOrWhiteSpace(text):
                return (Split(text), null);
            case MessageKind.Image or MessageKind.Video when text?.Length > CaptionLength:
                return (Split(text), null);
            case MessageKind.Buttons when text?.Length > ButtonsTextLength:
            case MessageKind.List when text?.Length > TextLength:
                return (Split(text), "Escolha uma opção:");
            default:
                return ([], text);
        }
    }

    private static List<string> Split(string text)
    {
        var parts = new List<string>();
        var rest = text;
        while (rest.Length > TextLength)
        {
            var at = rest.LastIndexOf('\n', TextLength - 1);
            if (at < TextLength / 2)
                at = rest.LastIndexOf(' ', TextLength - 1);
            if (at < TextLength / 2)
                at = char.IsHighSurrogate(rest[TextLength - 1]) ? TextLength - 1 : TextLength;
            parts.Add(rest[..at]);
            rest = rest[at..].TrimStart();
        }

        parts.Add(rest);
        return parts;
    }
}
