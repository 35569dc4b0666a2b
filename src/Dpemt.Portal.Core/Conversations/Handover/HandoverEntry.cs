using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Where a place in the queue stands.</summary>
public enum HandoverState
{
    Waiting = 0,
    Claimed = 1,
    Ended = 2,
}

/// <summary>A place in the queue of a reception. Keeps <see cref="Since"/> through transfers.</summary>
public sealed class HandoverEntry
{
    /// <summary>Stands for "no reception is kept".</summary>
    public const int NoReception = 0;

    public long Id { get; set; }
    public Guid ConversationId { get; set; }

    /// <summary>The reception; <see cref="NoReception"/> when none was kept at all, and then every reception sees it.</summary>
    public int ReceptionId { get; set; }

    public string? Area { get; set; }
    public string? CityCode { get; set; }

    /// <summary>When the citizen began to wait, UTC: strict first-in-first-out by this, then by id.</summary>
    public DateTimeOffset Since { get; set; }

    public HandoverState State { get; set; }

    /// <summary>Who attends.</summary>
    public Guid? AssignedUserId { get; set; }

    public DateTimeOffset? ClaimedAt { get; set; }

    /// <summary>Set by a transfer to one person: only she sees it as waiting for her.</summary>
    public Guid? ForUserId { get; set; }

    /// <summary>Who transferred it here.</summary>
    public Guid? TransferredBy { get; set; }

    /// <summary>The note that the colleague left with a transfer.</summary>
    [Sealed]
    public string? Note { get; set; }

    /// <summary>The relato names an emergency.</summary>
    public bool Urgent { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>closed, transferred, returned.</summary>
    public string? EndReason { get; set; }
}

internal sealed class HandoverEntryConfiguration : IEntityTypeConfiguration<HandoverEntry>
{
    public void Configure(EntityTypeBuilder<HandoverEntry> builder)
    {
        builder.ToTable("conv_HandoverEntry").HasKey(e => e.Id);
        builder.Property(e => e.Area).HasMaxLength(40);
        builder.Property(e => e.CityCode).HasMaxLength(7);
        builder.Property(e => e.EndReason).HasMaxLength(20);
        builder.HasIndex(e => new { e.ReceptionId, e.State, e.Since }).HasFilter("\"State\" < 2");
        builder.HasIndex(e => e.ConversationId).IsUnique().HasFilter("\"State\" < 2").HasDatabaseName("IX_conv_HandoverEntry_Open");
        builder.HasIndex(e => new { e.AssignedUserId, e.State });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(e => e.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }
}
