namespace Dpemt.Portal.Changes;

/// <summary>
/// One line of the change feed: something that screens show has changed. Written in the transaction of the change,
/// read by every process, kept for an hour. Holds no personal data.
/// </summary>
public sealed class Change
{
    /// <summary>Grows with every change; not without gaps.</summary>
    public long Id { get; set; }

    /// <summary>What kind of thing changed: one of <see cref="ChangeTopics"/>.</summary>
    public required string Topic { get; set; }

    /// <summary>Which one: an id as text.</summary>
    public required string Key { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }
}

/// <summary>The topics of the change feed.</summary>
public static class ChangeTopics
{
    /// <summary>The queue of a reception changed; the key is the reception's id.</summary>
    public const string Queue = "queue";

    /// <summary>A conversation changed (messages, statuses, assignment, notes); the key is the conversation's id.</summary>
    public const string Conversation = "conversation";

    /// <summary>Someone views or types in a conversation; the key is the conversation's id.</summary>
    public const string Presence = "presence";

    /// <summary>A message waits in the outbox; the key is the message's id.</summary>
    public const string Outbox = "outbox";

    /// <summary>A table kept by administrators changed (texts, services, receptions); the key is the table's name.</summary>
    public const string Settings = "settings";

    /// <summary>An account was changed so that its sessions must be checked; the key is the user's id.</summary>
    public const string User = "user";

    /// <summary>An incident, its ticket or its clocks changed; the key is the incident's id.</summary>
    public const string Incident = "incident";

    /// <summary>What a month's availability rests on changed, or the month was closed; the key is the month, <c>yyyy-MM</c>.</summary>
    public const string ContractMonth = "contract-month";

    /// <summary>A glosa moved; the key is its id.</summary>
    public const string Glosa = "glosa";

    /// <summary>An invoice was registered, or something about it changed; the key is its id.</summary>
    public const string Invoice = "invoice";
}
