using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>How far something received has come.</summary>
public enum IntakeState
{
    Waiting = 0,
    Done = 1,

    /// <summary>Could not be processed; kept with its reason, blocks nobody, can be replayed.</summary>
    SetAside = 2,
}

/// <summary>One POST of the provider, raw, durable before it is answered.</summary>
public sealed class InboundDelivery
{
    public long Id { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }

    [Sealed]
    public required byte[] Body { get; set; }

    public IntakeState State { get; set; }
    public string? Fault { get; set; }
}

/// <summary>What an event is about.</summary>
public enum InboundEventKind
{
    Message = 0,
    Status = 1,

    /// <summary>Template, account and value-level events.</summary>
    Other = 2,
}

/// <summary>One message, status or other event out of a delivery; processed in order per citizen.</summary>
public sealed class InboundEvent
{
    public long Id { get; set; }
    public long DeliveryId { get; set; }
    public InboundEventKind Kind { get; set; }

    /// <summary>Blind index of what makes it unique: wamid; or wamid, status and recipient. A repetition is not stored.</summary>
    public required byte[] DedupKey { get; set; }

    /// <summary>Blind index of the citizen: events of one subject are processed one after the other.</summary>
    public required byte[] Subject { get; set; }

    /// <summary>The element with the contact that goes with it, as JSON.</summary>
    [Sealed]
    public required string Payload { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }
    public IntakeState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }
    public string? LeaseOwner { get; set; }
    public DateTimeOffset? LeaseUntil { get; set; }
    public string? Fault { get; set; }
}

internal sealed class InboundDeliveryConfiguration : IEntityTypeConfiguration<InboundDelivery>, IEntityTypeConfiguration<InboundEvent>
{
    public void Configure(EntityTypeBuilder<InboundDelivery> builder)
    {
        builder.ToTable("msg_InboundDelivery").HasKey(d => d.Id);
        builder.Property(d => d.Fault).HasMaxLength(300);
        builder.HasIndex(d => d.Id).HasDatabaseName("IX_msg_InboundDelivery_Waiting").HasFilter("\"State\" = 0");
    }

    public void Configure(EntityTypeBuilder<InboundEvent> builder)
    {
        builder.ToTable("msg_InboundEvent").HasKey(e => e.Id);
        builder.Property(e => e.DedupKey).HasMaxLength(BlindIndex.Length);
        builder.Property(e => e.Subject).HasMaxLength(BlindIndex.Length);
        builder.Property(e => e.LeaseOwner).HasMaxLength(64);
        builder.Property(e => e.Fault).HasMaxLength(300);
        builder.HasIndex(e => e.DedupKey).IsUnique();
        builder.HasIndex(e => new { e.Kind, e.Subject, e.Id }).HasDatabaseName("IX_msg_InboundEvent_Waiting").HasFilter("\"State\" = 0");
    }
}
