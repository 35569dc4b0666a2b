using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Messaging;

/// <summary>Who wrote a message.</summary>
public enum MessageAuthor
{
    Citizen = 0,
    Bot = 1,
    Attendant = 2,
    System = 3,
}

/// <summary>What a message is; names in the API are in Portuguese.</summary>
public enum MessageKind
{
    Text = 0,
    Buttons = 1,
    List = 2,
    Template = 3,
    Image = 4,
    Audio = 5,
    Video = 6,
    Document = 7,
    Sticker = 8,
    Location = 9,
    Contacts = 10,
    Reaction = 11,
    Reply = 12,
    System = 13,

    /// <summary>Kept and shown as "not understood"; its content is in <see cref="Message.Content"/>.</summary>
    Unknown = 14,
}

/// <summary>
/// The life of a message (domain "Sending"): queued → sending → accepted → sent → delivered → read, or failed. The
/// order of the numbers is the strength of a status: a weaker one never replaces a stronger one.
/// </summary>
public enum MessageStatus
{
    /// <summary>From the citizen: there is no sending.</summary>
    Received = 0,
    Queued = 10,
    Sending = 20,

    /// <summary>The answer to the send was lost: it may or may not have left. Never repeated blindly.</summary>
    Unknown = 25,
    Accepted = 30,
    Sent = 40,
    Delivered = 50,
    Read = 60,

    /// <summary>An end state of its own, unless the message is later reported delivered or read.</summary>
    Failed = 45,
}

/// <summary>One message of a citizen or to a citizen.</summary>
public sealed class Message
{
    /// <summary>Grows with time: the order on the screen.</summary>
    public long Id { get; set; }

    public Guid CitizenId { get; set; }

    /// <summary>The conversation it belongs to: opaque to this module.</summary>
    public Guid? ConversationId { get; set; }

    public MessageAuthor Author { get; set; }

    /// <summary>The member of staff, when <see cref="Author"/> is <see cref="MessageAuthor.Attendant"/>.</summary>
    public Guid? AuthorUserId { get; set; }

    public MessageKind Kind { get; set; }

    /// <summary>What a reader sees: text, caption, body of an interactive message, filled-in template.</summary>
    [Sealed]
    public string? Text { get; set; }

    /// <summary>The structured rest as JSON (<see cref="OutboundContent"/> of what we send; the raw message of what we receive).</summary>
    [Sealed]
    public string? Content { get; set; }

    public long? MediaId { get; set; }

    /// <summary>Meta's id. Sealed, since it encodes the phone number.</summary>
    [Sealed]
    public string? Wamid { get; set; }

    public byte[]? WamidIndex { get; set; }

    /// <summary>Name of the template; null for everything else. No personal data.</summary>
    public string? Template { get; set; }

    /// <summary>The template's category when it was sent, in Meta's word; null while nobody knew it.</summary>
    public string? TemplateCategory { get; set; }

    /// <summary>Whether the citizen's 24 h window was open when it was sent; null when it was never sent from here.</summary>
    public bool? InWindow { get; set; }

    /// <summary>The reception that the conversation belonged to when it was sent: opaque to this module, like the conversation.</summary>
    public int? ReceptionId { get; set; }

    /// <summary>The message that this one answers.</summary>
    public long? QuotedMessageId { get; set; }

    public MessageStatus Status { get; set; }

    /// <summary>The provider's id of the request that carried it.</summary>
    public string? RequestId { get; set; }

    /// <summary>The message that a person had sent in place of this one, which had failed or was unknown.</summary>
    public long? SentAgainAs { get; set; }

    /// <summary>Meta's code of the failure.</summary>
    public int? ErrorCode { get; set; }

    /// <summary>The provider's text of the failure, whole.</summary>
    [Sealed]
    public string? ErrorDetail { get; set; }

    /// <summary>Inbound: when the citizen wrote, by the provider's clock. Outbound: when it was written here. UTC.</summary>
    public DateTimeOffset OccurredAt { get; set; }

    /// <summary>When the portal stored it, UTC.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>One status that a message has had, once each, with when it happened and when we heard of it.</summary>
public sealed class MessageStatusChange
{
    public long Id { get; set; }
    public long MessageId { get; set; }
    public MessageStatus Status { get; set; }
    public DateTimeOffset OccurredAt { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public int? ErrorCode { get; set; }

    /// <summary>Meta's <c>pricing.type</c>, as received.</summary>
    public string? PricingType { get; set; }

    /// <summary>Meta's <c>pricing.category</c>, as received.</summary>
    public string? PricingCategory { get; set; }

    /// <summary>Meta's <c>pricing.billable</c>, as received.</summary>
    public bool? Billable { get; set; }
}

internal sealed class MessageConfiguration : IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<MessageStatusChange>
{
    public void Configure(EntityTypeBuilder<Message> builder)
    {
        builder.ToTable("msg_Message").HasKey(m => m.Id);
        builder.Property(m => m.WamidIndex).HasMaxLength(BlindIndex.Length);
        builder.Property(m => m.RequestId).HasMaxLength(64);
        builder.Property(m => m.Template).HasMaxLength(OutboundMessage.TemplateLength);
        builder.Property(m => m.TemplateCategory).HasMaxLength(40);
        // A status is written against the one that was read: two processes never move a message backwards.
        builder.Property(m => m.Status).IsConcurrencyToken();
        builder.HasIndex(m => m.CreatedAt).HasDatabaseName("IX_msg_Message_NoFinalStatus").HasFilter("\"Status\" IN (25, 30, 40)");
        builder.HasIndex(m => m.WamidIndex).IsUnique().HasFilter("\"WamidIndex\" IS NOT NULL");
        builder.HasIndex(m => new { m.ConversationId, m.Id });
        builder.HasIndex(m => new { m.CitizenId, m.Id });
        builder.HasIndex(m => m.MediaId).HasFilter("\"MediaId\" IS NOT NULL");
        builder.HasIndex(m => m.RequestId).HasFilter("\"RequestId\" IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<MessageStatusChange> builder)
    {
        builder.ToTable("msg_MessageStatusChange").HasKey(c => c.Id);
        builder.Property(c => c.PricingType).HasMaxLength(40);
        builder.Property(c => c.PricingCategory).HasMaxLength(40);
        builder.HasIndex(c => new { c.MessageId, c.Status }).IsUnique();
        builder.HasOne<Message>().WithMany().HasForeignKey(c => c.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
