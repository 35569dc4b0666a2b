using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>
/// A month's consumption, closed: its lines as they stood, and their price. Never changed; a month that is opened again gets a
/// further version with the next number beside it. While the newest version is not opened again, what becomes known later goes to adjustment lines.
/// </summary>
public sealed class ConsumptionVersion
{
    public long Id { get; set; }
    public BillingMonth Month { get; set; }

    /// <summary>1 for the first closing; the highest number holds.</summary>
    public int Number { get; set; }

    /// <summary>Lines and price as canonical JSON (<see cref="ConsumptionFacts"/>). Its UTF-8 bytes give <see cref="Sha256"/>.</summary>
    public required string Facts { get; set; }

    /// <summary>SHA-256 of <see cref="Facts"/>, 64 hexadecimal letters.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Which rule counted, as papers quote it.</summary>
    public required string RuleVersion { get; set; }

    /// <summary>Which prices, in words.</summary>
    public required string PriceVersion { get; set; }

    /// <summary>Messages that were counted.</summary>
    public long Messages { get; set; }

    /// <summary>R$, sum of the rounded lines.</summary>
    public decimal Total { get; set; }

    /// <summary>Why it was closed anew; null for the first version.</summary>
    public string? Reason { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }

    /// <summary>When the month was opened again after this version, UTC; null while this version holds.</summary>
    public DateTimeOffset? ReopenedAt { get; set; }

    public string? ReopenedByName { get; set; }
    public string? ReopenReason { get; set; }
}

internal sealed class ConsumptionVersionConfiguration : IEntityTypeConfiguration<ConsumptionVersion>
{
    public void Configure(EntityTypeBuilder<ConsumptionVersion> builder)
    {
        builder.ToTable("ctr_ConsumptionVersion").HasKey(v => v.Id);
        builder.Property(v => v.Sha256).HasMaxLength(64);
        builder.Property(v => v.RuleVersion).HasMaxLength(100);
        builder.Property(v => v.PriceVersion).HasMaxLength(200);
        builder.Property(v => v.Reason).HasMaxLength(2000);
        builder.Property(v => v.ByName).HasMaxLength(100);
        builder.Property(v => v.ReopenedByName).HasMaxLength(100);
        builder.Property(v => v.ReopenReason).HasMaxLength(2000);
        builder.HasIndex(v => new { v.Month, v.Number }).IsUnique();
    }
}
