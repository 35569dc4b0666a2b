using Dpemt.Simulator.Sending;

namespace Dpemt.Simulator.Citizens;

internal enum MessageState
{
    Accepted,
    Sent,
    Delivered,
    Read,
    Failed,
}

/// <summary>One message between a citizen and the office. Its marks are written under its citizen's lock only.</summary>
internal sealed class Message(string id, Citizen citizen, string numberId, bool fromCitizen, MessageContent content, DateTimeOffset at)
{
    public string Id { get; } = id;

    public Citizen Citizen { get; } = citizen;

    /// <summary>The office's number, as Meta's phone-number id.</summary>
    public string NumberId { get; } = numberId;

    public bool FromCitizen { get; } = fromCitizen;

    public MessageContent Content { get; } = content;

    public DateTimeOffset At { get; } = at;

    /// <summary>The provider's request id; null for what the citizen wrote.</summary>
    public string? RequestId { get; init; }

    /// <summary>Meta's price category of an outgoing message.</summary>
    public string PriceCategory { get; init; } = "service";

    public bool InsideWindow { get; init; }

    /// <summary>Why the message will fail, or has failed.</summary>
    public Refusal? Failure { get; init; }

    /// <summary>False when Meta refused the call, so that no wamid was ever given.</summary>
    public bool HasMetaId { get; init; } = true;

    /// <summary>No status webhook is sent for this message.</summary>
    public bool Silent { get; init; }

    /// <summary>The second of acceptance, to which the period totals count this message.</summary>
    public TotalsBucket? Bucket { get; init; }

    public DateTimeOffset? SentAt { get; set; }

    public DateTimeOffset? DeliveredAt { get; set; }

    public DateTimeOffset? ReadAt { get; set; }

    public DateTimeOffset? FailedAt { get; set; }

    /// <summary><c>delivered</c> has been told or was skipped on purpose, so that <c>read</c> may follow.</summary>
    public bool PricedTwice { get; set; }

    public MessageState State => this switch
    {
        { FailedAt: not null } => MessageState.Failed,
        { ReadAt: not null } => MessageState.Read,
        { DeliveredAt: not null } => MessageState.Delivered,
        { SentAt: not null } => MessageState.Sent,
        _ => MessageState.Accepted,
    };

    public string StateWord => State switch
    {
        MessageState.Accepted => "aceita",
        MessageState.Sent => "enviada",
        MessageState.Delivered => "entregue",
        MessageState.Read => "lida",
        _ => "falhou",
    };
}
