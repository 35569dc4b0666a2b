using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>Where a version of the terms comes from. The numbers are stored.</summary>
public enum TermsOrigin
{
    /// <summary>The contract's document as imported; lies in <see cref="ContractRecord"/>, never in a version.</summary>
    Import = 0,

    /// <summary>Adjustment by the index, recorded by apostilamento (TR 21.10).</summary>
    Adjustment = 1,

    /// <summary>Revision of prices (TR 22).</summary>
    Revision = 2,

    /// <summary>Additions or suppressions by termo aditivo (TR 20.1).</summary>
    Amendment = 3,

    /// <summary>The record did not say what the contract says.</summary>
    Correction = 4,

    /// <summary>The contract is prolonged (TR 10.1).</summary>
    Extension = 5,
}

/// <summary>
/// What changes in the contract's terms from the first day of a month on. Never changed or deleted: what held before stays
/// with its months. The terms of a month are the import with all versions up to it applied, by month and then by number.
/// </summary>
public sealed class TermsVersion
{
    public int Id { get; set; }

    /// <summary>1, 2, … in the order of approval.</summary>
    public int Number { get; set; }

    public TermsOrigin Origin { get; set; }

    /// <summary>The first month in which it holds.</summary>
    public BillingMonth From { get; set; }

    /// <summary>The changes: JSON list of <see cref="TermsChange"/>.</summary>
    public required string Changes { get; set; }

    /// <summary>The act that it rests on, such as "Apostilamento 1/2027".</summary>
    public required string Instrument { get; set; }

    /// <summary>Day of the act, local.</summary>
    public DateOnly InstrumentOn { get; set; }

    /// <summary>File of the act.</summary>
    public long? DocumentId { get; set; }

    /// <summary>The proposal that was approved.</summary>
    public long ProposalId { get; set; }

    public DateTimeOffset At { get; set; }
    public required string ProposedByName { get; set; }
    public Guid? ApprovedByUserId { get; set; }
    public required string ApprovedByName { get; set; }
}

internal sealed class TermsVersionConfiguration : IEntityTypeConfiguration<TermsVersion>
{
    public void Configure(EntityTypeBuilder<TermsVersion> builder)
    {
        builder.ToTable("ctr_TermsVersion").HasKey(v => v.Id);
        builder.Property(v => v.Instrument).HasMaxLength(120);
        builder.Property(v => v.ProposedByName).HasMaxLength(100);
        builder.Property(v => v.ApprovedByName).HasMaxLength(100);
        builder.HasIndex(v => v.Number).IsUnique();
        builder.HasIndex(v => v.ProposalId).IsUnique();
    }
}
