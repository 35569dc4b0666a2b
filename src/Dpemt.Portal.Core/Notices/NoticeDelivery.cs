using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Notices;

/// <summary>How one mail to one recipient stands.</summary>
public enum DeliveryState
{
    Waiting = 0,

    /// <summary>Set and committed before the server is asked: whoever finds it after a crash knows that it may have left.</summary>
    Sending = 1,

    Sent = 2,

    /// <summary>The answer to the mail was lost: it may have arrived. Never repeated by itself.</summary>
    Unknown = 3,

    /// <summary>Refused for good, or tried too long.</summary>
    Failed = 4,
}

/// <summary>
/// A notice on its way to one recipient: at most once. What surely did not leave (no connection, refused by the server) is tried
/// again, with the time of the next attempt kept here; what may have left is not.
/// </summary>
public sealed class NoticeDelivery
{
    public long Id { get; set; }
    public long NoticeId { get; set; }
    public int RecipientId { get; set; }
    public DeliveryState State { get; set; }
    public int Attempts { get; set; }

    /// <summary>Not tried before, UTC; while it is being sent, when the claim lapses. Null when nothing is due any more.</summary>
    public DateTimeOffset? DueAt { get; set; }

    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Why the last attempt failed, in Portuguese; no address.</summary>
    public string? Fault { get; set; }
}

internal sealed class NoticeDeliveryConfiguration : IEntityTypeConfiguration<NoticeDelivery>
{
    public void Configure(EntityTypeBuilder<NoticeDelivery> builder)
    {
        builder.ToTable("ntc_Delivery").HasKey(d => d.Id);
        builder.Property(d => d.Fault).HasMaxLength(300);
        builder.HasIndex(d => new { d.NoticeId, d.RecipientId }).IsUnique();
        builder.HasIndex(d => d.DueAt).HasDatabaseName("IX_ntc_Delivery_Due").HasFilter("\"DueAt\" IS NOT NULL");
        builder.HasOne<Notice>().WithMany().HasForeignKey(d => d.NoticeId).OnDelete(DeleteBehavior.Cascade);
    }
}
