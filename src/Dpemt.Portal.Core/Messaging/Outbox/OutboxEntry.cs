using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>Where an outbox entry stands. An entry that is done is deleted: its story is in the message and its attempts.</summary>
public enum OutboxState
{
    Waiting = 0,

    /// <summary>Set and committed right before the POST: if the process dies now, nobody knows whether it left.</summary>
    Sending = 1,

    /// <summary>The answer was lost: waits for reconciliation or a person.</summary>
    Unknown = 2,

    /// <summary>Given up after the last attempt; visible, with "send again".</summary>
    Dead = 3,
}

/// <summary>A message that waits to be sent.</summary>
public sealed class OutboxEntry
{
    /// <summary>Order within one citizen.</summary>
    public long Id { get; set; }

    public long MessageId { get; set; }

    /// <summary>Only to hand over the number that the database gives: loaded by no query.</summary>
    public Message? Message { get; set; }

    public Guid CitizenId { get; set; }
    public SendPriority Priority { get; set; }
    public OutboxState State { get; set; }

    /// <summary>Not sent before, UTC: asked for, or the time of the next attempt.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>Not sent after, UTC; then it fails as too late.</summary>
    public DateTimeOffset? NotAfter { get; set; }

    public int Attempts { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
}

/// <summary>One attempt to send: what was answered and how long it took.</summary>
public sealed class DeliveryAttempt
{
    public long Id { get; set; }
    public long MessageId { get; set; }
    public DateTimeOffset At { get; set; }

    /// <summary>Milliseconds.</summary>
    public int Duration { get; set; }

    /// <summary>Null when no answer came.</summary>
    public int? HttpStatus { get; set; }

    public int? ErrorCode { get; set; }

    /// <summary>Accepted, refused, retry or unknown.</summary>
    public required string Outcome { get; set; }

    /// <summary>What the provider answered, whole, or the reason of this side.</summary>
    [Sealed]
    public string? Detail { get; set; }
}

internal sealed class OutboxEntryConfiguration : IEntityTypeConfiguration<OutboxEntry>, IEntityTypeConfiguration<DeliveryAttempt>
{
    public void Configure(EntityTypeBuilder<OutboxEntry> builder)
    {
        builder.ToTable("msg_OutboxEntry").HasKey(e => e.Id);
        builder.Property(e => e.LeaseOwner).HasMaxLength(64);
        builder.HasIndex(e => e.MessageId).IsUnique();
        builder.HasIndex(e => new { e.CitizenId, e.Id }).HasFilter("\"State\" < 2");
        // In the order in which the worker takes: it stops at its first few rows, however long the queue is.
        builder.HasIndex(e => new { e.State, e.Priority, e.Id });
        builder.HasIndex(e => e.LeaseUntil).HasFilter("\"State\" = 1");
        builder.HasOne(e => e.Message).WithMany().HasForeignKey(e => e.MessageId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<DeliveryAttempt> builder)
    {
        builder.ToTable("msg_DeliveryAttempt").HasKey(a => a.Id);
        builder.Property(a => a.Outcome).HasMaxLength(16);
        builder.HasIndex(a => a.MessageId);
        builder.HasOne<Message>().WithMany().HasForeignKey(a => a.MessageId).OnDelete(DeleteBehavior.Cascade);
    }
}
