using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>Where a proposal stands. The numbers are stored.</summary>
public enum ProposalState
{
    /// <summary>Waits for another person.</summary>
    Proposed = 0,

    /// <summary>Approved by another person: a version of the terms.</summary>
    Approved = 1,

    /// <summary>Refused by another person.</summary>
    Refused = 2,

    /// <summary>Taken back by its author.</summary>
    Withdrawn = 3,
}

/// <summary>A proposed change of the terms. What it proposes never changes; a better one is a new proposal.</summary>
public sealed class TermsProposal
{
    public long Id { get; set; }
    public TermsOrigin Origin { get; set; }

    /// <summary>The first month in which it shall hold.</summary>
    public BillingMonth From { get; set; }

    /// <summary>The changes: JSON list of <see cref="TermsChange"/>, against the terms of <see cref="From"/>.</summary>
    public required string Changes { get; set; }

    public required string Instrument { get; set; }
    public DateOnly InstrumentOn { get; set; }
    public long? DocumentId { get; set; }
    public required string Reason { get; set; }

    /// <summary>Why a suppression beyond the ceiling is lawful: agreed by both parties. Null when nothing is beyond it.</summary>
    public string? CeilingReason { get; set; }

    /// <summary>The calculation that it records, for an adjustment.</summary>
    public long? AdjustmentId { get; set; }

    public ProposalState State { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }
    public Guid? DecidedByUserId { get; set; }
    public string? DecidedByName { get; set; }
    public string? DecisionReason { get; set; }

    /// <summary>Grows with each act: an act is written against the version that was read.</summary>
    public int Version { get; set; }
}

internal sealed class TermsProposalConfiguration : IEntityTypeConfiguration<TermsProposal>
{
    public void Configure(EntityTypeBuilder<TermsProposal> builder)
    {
        builder.ToTable("ctr_TermsProposal").HasKey(p => p.Id);
        builder.Property(p => p.Instrument).HasMaxLength(120);
        builder.Property(p => p.Reason).HasMaxLength(2000);
        builder.Property(p => p.CeilingReason).HasMaxLength(2000);
        builder.Property(p => p.ByName).HasMaxLength(100);
        builder.Property(p => p.DecidedByName).HasMaxLength(100);
        builder.Property(p => p.DecisionReason).HasMaxLength(2000);
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.HasIndex(p => new { p.State, p.Id });
    }
}
