using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Citizens;

/// <summary>
/// Assistido: the person at the other end. Known by phone, with and without the ninth digit as one, or by Meta's user
/// id, or both; either may be absent.
/// </summary>
public sealed class Citizen
{
    public Guid Id { get; set; }

    /// <summary>Canonical phone: digits with country code, mobiles with the ninth digit.</summary>
    [Sealed]
    public string? Phone { get; set; }

    public byte[]? PhoneIndex { get; set; }

    /// <summary>The address to answer to, exactly as the provider last gave it.</summary>
    [Sealed]
    public string? WireAddress { get; set; }

    /// <summary>Meta's business-scoped user id.</summary>
    [Sealed]
    public string? MetaUserId { get; set; }

    public byte[]? MetaUserIdIndex { get; set; }

    /// <summary>The name that the person gave herself in WhatsApp.</summary>
    [Sealed]
    public string? ProfileName { get; set; }

    /// <summary>The name told in the conversation.</summary>
    [Sealed]
    public string? Name { get; set; }

    [Sealed]
    public string? MotherName { get; set; }

    /// <summary>Eleven digits.</summary>
    [Sealed]
    public string? Cpf { get; set; }

    public byte[]? CpfIndex { get; set; }

    /// <summary>When the person confirmed the data above, UTC.</summary>
    public DateTimeOffset? IdentityConfirmedAt { get; set; }

    /// <summary>Last message of the person by the provider's clock, UTC: free text may be sent for 24 h after it.</summary>
    public DateTimeOffset? LastInboundAt { get; set; }

    /// <summary>City told last, IBGE code of seven digits: it is confirmed the next time, not asked again.</summary>
    public string? CityCode { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>One word of a citizen's name as a blind index, for exact look-ups.</summary>
public sealed class CitizenNameWord
{
    public Guid CitizenId { get; set; }
    public required byte[] Word { get; set; }
}

internal sealed class CitizenConfiguration : IEntityTypeConfiguration<Citizen>, IEntityTypeConfiguration<CitizenNameWord>
{
    public void Configure(EntityTypeBuilder<Citizen> builder)
    {
        builder.ToTable("cit_Citizen").HasKey(c => c.Id);
        builder.Property(c => c.PhoneIndex).HasMaxLength(BlindIndex.Length);
        builder.Property(c => c.MetaUserIdIndex).HasMaxLength(BlindIndex.Length);
        builder.Property(c => c.CpfIndex).HasMaxLength(BlindIndex.Length);
        builder.Property(c => c.CityCode).HasMaxLength(7);
        builder.HasIndex(c => c.PhoneIndex).IsUnique().HasFilter("\"PhoneIndex\" IS NOT NULL");
        builder.HasIndex(c => c.MetaUserIdIndex).IsUnique().HasFilter("\"MetaUserIdIndex\" IS NOT NULL");
        builder.HasIndex(c => c.CpfIndex);
    }

    public void Configure(EntityTypeBuilder<CitizenNameWord> builder)
    {
        builder.ToTable("cit_CitizenNameWord").HasKey(w => new { w.CitizenId, w.Word });
        builder.Property(w => w.Word).HasMaxLength(BlindIndex.Length);
        builder.HasIndex(w => w.Word);
        builder.HasOne<Citizen>().WithMany().HasForeignKey(w => w.CitizenId).OnDelete(DeleteBehavior.Cascade);
    }
}
