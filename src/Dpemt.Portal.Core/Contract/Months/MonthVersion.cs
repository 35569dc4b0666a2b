using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Months;

/// <summary>
/// A closed month, frozen: the facts and the result as they stood. Never changed: a later correction is a further version with
/// the next number beside it. Papers and glosas rest on a version, never on figures computed anew.
/// </summary>
public sealed class MonthVersion
{
    public long Id { get; set; }
    public BillingMonth Month { get; set; }

    /// <summary>1 for the first closing; the highest number holds.</summary>
    public int Number { get; set; }

    /// <summary>Facts and result as canonical JSON: read it with <see cref="MonthFacts.Read"/>. Its UTF-8 bytes give <see cref="Sha256"/>.</summary>
    public required string Facts { get; set; }

    /// <summary>SHA-256 of <see cref="Facts"/>, 64 hexadecimal letters: what a paper quotes.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Head of the chain over the month's raw evidence; null when nothing was measured.</summary>
    public string? EvidenceHash { get; set; }

    public required string RuleVersion { get; set; }

    /// <summary>Percent, cut to four decimals.</summary>
    public decimal Index { get; set; }

    public long PeriodTicks { get; set; }
    public long DownTicks { get; set; }

    /// <summary>True when the required index was met.</summary>
    public bool Met { get; set; }

    /// <summary>True when it lies in the gap of the table; <see cref="Discount"/> is then the decided one.</summary>
    public bool Gap { get; set; }

    /// <summary>Percent.</summary>
    public decimal Discount { get; set; }

    /// <summary>Base of the discount in R$.</summary>
    public decimal Billed { get; set; }

    public bool BilledIsEstimate { get; set; }

    /// <summary>R$, to cents.</summary>
    public decimal Glosa { get; set; }

    /// <summary>Why the month was closed anew; null for the first version.</summary>
    public string? Reason { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }
}

internal sealed class MonthVersionConfiguration : IEntityTypeConfiguration<MonthVersion>
{
    public void Configure(EntityTypeBuilder<MonthVersion> builder)
    {
        builder.ToTable("ctr_MonthVersion").HasKey(v => v.Id);
        builder.Property(v => v.Sha256).HasMaxLength(64);
        builder.Property(v => v.EvidenceHash).HasMaxLength(64);
        builder.Property(v => v.RuleVersion).HasMaxLength(100);
        builder.Property(v => v.Reason).HasMaxLength(2000);
        builder.Property(v => v.ByName).HasMaxLength(100);
        builder.HasIndex(v => new { v.Month, v.Number }).IsUnique();
    }
}
