using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Identity.Audit;

/// <summary>
/// One line of the append-only trail. Written in the transaction of the act; chained within a second by
/// <see cref="SealAuditTrail"/>, which gives <see cref="Sequence"/> and <see cref="Hash"/>. Holds ids, never personal data of citizens.
/// </summary>
public sealed class AuditEntry
{
    public long Id { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset At { get; set; }

    public ActorKind ActorKind { get; set; }
    public Guid? ActorUserId { get; set; }
    public required string ActorName { get; set; }

    /// <summary>What was done: one of <see cref="AuditActions"/>.</summary>
    public required string Action { get; set; }

    /// <summary>Kind of thing it was done to, for instance <c>conversation</c>.</summary>
    public required string SubjectKind { get; set; }

    /// <summary>Its id.</summary>
    public required string SubjectId { get; set; }

    /// <summary>Reason or figures of the act in Portuguese; no personal data.</summary>
    public string? Detail { get; set; }

    /// <summary>Place in the chain, from 1 without gaps; null until chained.</summary>
    public long? Sequence { get; set; }

    /// <summary>SHA-256 over the hash before and this entry; null until chained.</summary>
    public byte[]? Hash { get; set; }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("ident_AuditEntry").HasKey(e => e.Id);
        builder.Property(e => e.ActorName).HasMaxLength(100);
        builder.Property(e => e.Action).HasMaxLength(48);
        builder.Property(e => e.SubjectKind).HasMaxLength(32);
        builder.Property(e => e.SubjectId).HasMaxLength(64);
        builder.Property(e => e.Detail).HasMaxLength(1000);
        builder.Property(e => e.Hash).HasMaxLength(32);
        builder.HasIndex(e => e.Sequence).IsUnique().HasFilter("\"Sequence\" IS NOT NULL");
        builder.HasIndex(e => e.Id).HasDatabaseName("IX_ident_AuditEntry_Unchained").HasFilter("\"Sequence\" IS NULL");
        builder.HasIndex(e => new { e.SubjectKind, e.SubjectId, e.Id });
    }
}
