using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The IPCA of one month as published by IBGE. Never changed: the highest number of a month holds.</summary>
public sealed class IndexValue
{
    public long Id { get; set; }
    public BillingMonth Month { get; set; }

    /// <summary>1 for the first record of the month.</summary>
    public int Number { get; set; }

    /// <summary>Variation in the month, percent, up to four decimals; below zero for deflation.</summary>
    public decimal Percent { get; set; }

    /// <summary>Where it was read, such as "IBGE, SIDRA 1737, consulta em 10/08/2027".</summary>
    public required string Source { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }
}

internal sealed class IndexValueConfiguration : IEntityTypeConfiguration<IndexValue>
{
    public void Configure(EntityTypeBuilder<IndexValue> builder)
    {
        builder.ToTable("ctr_IndexValue").HasKey(v => v.Id);
        builder.Property(v => v.Source).HasMaxLength(200);
        builder.Property(v => v.ByName).HasMaxLength(100);
        builder.HasIndex(v => new { v.Month, v.Number }).IsUnique();
    }
}
