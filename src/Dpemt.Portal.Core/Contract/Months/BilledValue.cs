using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Months;

/// <summary>
/// The billed value of a month as a person recorded it: the base of the discount (TR 5.7.1 "valor mensal faturado").
/// Never changed: a correction is a further row with the next number, which says what it corrects.
/// </summary>
public sealed class BilledValue
{
    public long Id { get; set; }
    public BillingMonth Month { get; set; }

    /// <summary>1 for the first record of the month; the highest number holds.</summary>
    public int Number { get; set; }

    /// <summary>R$, to cents, not negative.</summary>
    public decimal Value { get; set; }

    /// <summary>Where it comes from, such as the invoice's number.</summary>
    public required string Source { get; set; }

    /// <summary>Why the record before it was wrong; null for the first one.</summary>
    public string? Reason { get; set; }

    public long? DocumentId { get; set; }

    /// <summary>The record that this one corrects.</summary>
    public long? CorrectsId { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }
}

/// <summary>The base of a month's discount.</summary>
/// <param name="Value">R$.</param>
/// <param name="IsEstimate">True while no billed value was recorded: <paramref name="Value"/> is then the contract's estimate (TR 7.1).</param>
/// <param name="Source">Where it comes from, in Portuguese.</param>
/// <param name="Number">Number of the record; 0 for the estimate.</param>
/// <param name="DocumentId">Its document.</param>
public sealed record BilledAmount(decimal Value, bool IsEstimate, string Source, int Number = 0, long? DocumentId = null);

internal sealed class BilledValueConfiguration : IEntityTypeConfiguration<BilledValue>
{
    public void Configure(EntityTypeBuilder<BilledValue> builder)
    {
        builder.ToTable("ctr_BilledValue").HasKey(v => v.Id);
        builder.Property(v => v.Source).HasMaxLength(200);
        builder.Property(v => v.Reason).HasMaxLength(2000);
        builder.Property(v => v.ByName).HasMaxLength(100);
        builder.HasIndex(v => new { v.Month, v.Number }).IsUnique();
    }
}
