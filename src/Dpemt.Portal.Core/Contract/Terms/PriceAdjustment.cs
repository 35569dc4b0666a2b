using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>Why a calculation of the index was made. The numbers are stored.</summary>
public enum AdjustmentKind
{
    /// <summary>The contractor asked for it (TR 21.2, 21.3).</summary>
    Request = 0,

    /// <summary>Our own yearly look for deflation, without a request (TR 21.4).</summary>
    DeflationCheck = 1,

    /// <summary>The definitive index in place of a provisional one (TR 21.6).</summary>
    Settlement = 2,
}

/// <summary>A calculation of the adjustment, frozen with the index values and prices that it used. A new look is a new calculation.</summary>
public sealed class PriceAdjustment
{
    public long Id { get; set; }
    public AdjustmentKind Kind { get; set; }

    /// <summary>Day on which the contractor asked, local; null for a check of our own.</summary>
    public DateOnly? RequestedOn { get; set; }

    /// <summary>The request with its memorial (TR 21.3).</summary>
    public long? DocumentId { get; set; }

    /// <summary>The first month at the new prices.</summary>
    public BillingMonth From { get; set; }

    /// <summary>The last of the twelve months whose variations are joined.</summary>
    public BillingMonth WindowEnd { get; set; }

    /// <summary>True while a month of the window is not published and the last known variation stands for it (TR 21.6).</summary>
    public bool Provisional { get; set; }

    /// <summary>The calculation that this one settles.</summary>
    public long? SettlesId { get; set; }

    /// <summary>The frozen calculation: JSON of <see cref="AdjustmentMemory"/>.</summary>
    public required string Memory { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ByUserId { get; set; }
    public required string ByName { get; set; }
}

internal sealed class PriceAdjustmentConfiguration : IEntityTypeConfiguration<PriceAdjustment>
{
    public void Configure(EntityTypeBuilder<PriceAdjustment> builder)
    {
        builder.ToTable("ctr_PriceAdjustment").HasKey(a => a.Id);
        builder.Property(a => a.ByName).HasMaxLength(100);
    }
}
