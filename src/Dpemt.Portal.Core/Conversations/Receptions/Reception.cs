using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>Recepção: the service desk of a unit that takes handed-over conversations.</summary>
public sealed class Reception
{
    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>IBGE code of its city, seven digits.</summary>
    public required string CityCode { get; set; }

    public string? Address { get; set; }

    /// <summary>Public telephone of the unit, as shown to citizens.</summary>
    public string? Telephone { get; set; }

    /// <summary>Takes what no coverage names; one reception has this.</summary>
    public bool IsFallback { get; set; }

    public bool Active { get; set; } = true;
}

/// <summary>Which city and area a reception answers for; null means any. The most specific line wins: city and area, city, area, fallback.</summary>
public sealed class ReceptionCoverage
{
    public int Id { get; set; }
    public int ReceptionId { get; set; }
    public string? CityCode { get; set; }
    public string? Area { get; set; }
}

/// <summary>One period of one weekday, local time of America/Cuiaba; several a day leave a lunch break.</summary>
public sealed class ReceptionPeriod
{
    public int Id { get; set; }
    public int ReceptionId { get; set; }
    public DayOfWeek Day { get; set; }
    public TimeOnly From { get; set; }

    /// <summary>Exclusive.</summary>
    public TimeOnly To { get; set; }
}

/// <summary>A day without service, for one city, one reception or, with both null, for all.</summary>
public sealed class Holiday
{
    public int Id { get; set; }
    public DateOnly Date { get; set; }
    public required string Name { get; set; }
    public string? CityCode { get; set; }
    public int? ReceptionId { get; set; }
}

internal sealed class ReceptionConfiguration : IEntityTypeConfiguration<Reception>, IEntityTypeConfiguration<ReceptionCoverage>,
    IEntityTypeConfiguration<ReceptionPeriod>, IEntityTypeConfiguration<Holiday>
{
    public void Configure(EntityTypeBuilder<Reception> builder)
    {
        builder.ToTable("conv_Reception").HasKey(r => r.Id);
        builder.Property(r => r.Name).HasMaxLength(80);
        builder.Property(r => r.CityCode).HasMaxLength(7);
        builder.Property(r => r.Address).HasMaxLength(200);
        builder.Property(r => r.Telephone).HasMaxLength(40);
        builder.HasIndex(r => r.Name).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReceptionCoverage> builder)
    {
        builder.ToTable("conv_ReceptionCoverage").HasKey(c => c.Id);
        builder.Property(c => c.CityCode).HasMaxLength(7);
        builder.Property(c => c.Area).HasMaxLength(40);
        builder.HasIndex(c => c.ReceptionId);
        builder.HasOne<Reception>().WithMany().HasForeignKey(c => c.ReceptionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReceptionPeriod> builder)
    {
        builder.ToTable("conv_OpeningPeriod").HasKey(p => p.Id);
        builder.HasIndex(p => p.ReceptionId);
        builder.HasOne<Reception>().WithMany().HasForeignKey(p => p.ReceptionId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Holiday> builder)
    {
        builder.ToTable("conv_Holiday").HasKey(h => h.Id);
        builder.Property(h => h.Name).HasMaxLength(80);
        builder.Property(h => h.CityCode).HasMaxLength(7);
        builder.HasIndex(h => h.Date);
    }
}
