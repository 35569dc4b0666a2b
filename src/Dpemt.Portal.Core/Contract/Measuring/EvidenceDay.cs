using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Dpemt.Portal.Contract.Availability;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>
/// The packed evidence of one local day: of one component, or of the traffic. Written once and never changed; each line
/// is chained by its hash to the one before, in the order of days and series.
/// </summary>
public sealed class EvidenceDay
{
    /// <summary>The series after the six components: the traffic.</summary>
    public const int Traffic = 6;

    /// <summary>Series of a day.</summary>
    public const int SeriesPerDay = 7;

    public long Id { get; set; }

    /// <summary>Day in America/Cuiaba.</summary>
    public DateOnly Day { get; set; }

    /// <summary>The number of a <see cref="ServiceComponent"/>, or <see cref="Traffic"/>.</summary>
    public int Series { get; set; }

    public int Up { get; set; }
    public int Degraded { get; set; }
    public int Down { get; set; }
    public int Ours { get; set; }
    public int NoEvidence { get; set; }

    /// <summary>Probes, or messages counted.</summary>
    public int Count { get; set; }

    /// <summary>Name of the rule that gave the verdicts.</summary>
    public required string Rule { get; set; }

    /// <summary>SHA-256 of the packed content.</summary>
    public required byte[] ContentHash { get; set; }

    /// <summary><see cref="Hash"/> of the line before; 32 zeros for the first.</summary>
    public required byte[] PreviousHash { get; set; }

    /// <summary>SHA-256 over all of the above.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset PackedAt { get; set; }

    /// <summary>Minutes of each verdict.</summary>
    public MinuteCounts Minutes => new(Up, Degraded, Down, Ours, NoEvidence);

    /// <summary>The hash that this line must have: SHA-256 of the one before and of <c>day|series|up|degraded|down|ours|none|count|rule|content hash</c> in UTF-8.</summary>
    public byte[] Sealed()
    {
        var text = string.Create(
            CultureInfo.InvariantCulture,
            $"{Day:yyyy-MM-dd}|{Series}|{Up}|{Degraded}|{Down}|{Ours}|{NoEvidence}|{Count}|{Rule}|{Convert.ToHexStringLower(ContentHash)}");
        return SHA256.HashData([.. PreviousHash, .. Encoding.UTF8.GetBytes(text)]);
    }
}

/// <summary>The packed bytes, apart from the figures: lists and sums never load them.</summary>
public sealed class EvidenceContent
{
    public long EvidenceDayId { get; set; }

    /// <summary>See <see cref="DayContent"/>.</summary>
    public required byte[] Packed { get; set; }
}

internal sealed class EvidenceDayConfiguration : IEntityTypeConfiguration<EvidenceDay>, IEntityTypeConfiguration<EvidenceContent>
{
    public void Configure(EntityTypeBuilder<EvidenceDay> builder)
    {
        builder.ToTable("ctr_EvidenceDay").HasKey(d => d.Id);
        builder.HasIndex(d => new { d.Day, d.Series }).IsUnique();
        builder.Property(d => d.Rule).HasMaxLength(100);
        builder.Property(d => d.ContentHash).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(d => d.PreviousHash).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Property(d => d.Hash).HasMaxLength(SHA256.HashSizeInBytes);
        builder.Ignore(d => d.Minutes);
    }

    public void Configure(EntityTypeBuilder<EvidenceContent> builder)
    {
        builder.ToTable("ctr_EvidenceContent").HasKey(c => c.EvidenceDayId);
        builder.Property(c => c.EvidenceDayId).ValueGeneratedNever();
        builder.HasOne<EvidenceDay>().WithOne().HasForeignKey<EvidenceContent>(c => c.EvidenceDayId).OnDelete(DeleteBehavior.Restrict);
    }
}
