namespace Dpemt.Portal.Messaging;

/// <summary>Which messages go first when sending is limited (domain "Sending").</summary>
public enum SendPriority
{
    /// <summary>One-time codes: they live ten minutes.</summary>
    Code = 0,

    /// <summary>Answers of a person.</summary>
    Person = 1,

    /// <summary>Answers of the bot.</summary>
    Bot = 2,

    /// <summary>Utility templates.</summary>
    Utility = 3,

    /// <summary>Marketing templates.</summary>
    Marketing = 4,
}

/// <summary>A choice in a button or list.</summary>
/// <param name="Id">At most 256 characters (buttons) or 200 (lists).</param>
/// <param name="Title">At most 20 characters (buttons) or 24 (lists).</param>
/// <param name="Description">Lists only, at most 72 characters.</param>
public sealed record MessageOption(string Id, string Title, string? Description = null);

/// <summary>The structured part of an outbound message, kept as JSON in <see cref="Message.Content"/>.</summary>
/// <param name="Options">Buttons or list rows.</param>
/// <param name="ListLabel">Label of the button that opens the list, at most 20 characters.</param>
/// <param name="Template">Name of the template.</param>
/// <param name="HeaderParameters">Positional values of the template's header.</param>
/// <param name="BodyParameters">Positional values of the template's body.</param>
public sealed record OutboundContent(
    IReadOnlyList<MessageOption>? Options = null,
    string? ListLabel = null,
    string? Template = null,
    IReadOnlyList<string>? HeaderParameters = null,
    IReadOnlyList<string>? BodyParameters = null);

/// <summary>What another module asks the outbox to send.</summary>
public sealed record OutboundMessage
{
    /// <summary>Longest name of a template.</summary>
    public const int TemplateLength = 512;

    public required Guid CitizenId { get; init; }
    public Guid? ConversationId { get; init; }
    public required MessageAuthor Author { get; init; }
    public Guid? AuthorUserId { get; init; }
    public required MessageKind Kind { get; init; }
    public string? Text { get; init; }
    public OutboundContent? Content { get; init; }

    /// <summary>Meta's category of the template, as far as the caller knows it; looked up again at the moment of sending.</summary>
    public string? TemplateCategory { get; init; }

    /// <summary>A file stored before (<see cref="MediaState.Ready"/>).</summary>
    public long? MediaId { get; init; }

    public long? QuotedMessageId { get; init; }
    public required SendPriority Priority { get; init; }

    /// <summary>Earliest sending, UTC; null for now.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Latest sending, UTC.</summary>
    public DateTimeOffset? NotAfter { get; init; }
}
