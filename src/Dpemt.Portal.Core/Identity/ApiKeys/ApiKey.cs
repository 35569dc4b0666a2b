using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>A key of another system. Only the SHA-256 of the secret is kept; the secret is 256 random bits, so no salt is needed.</summary>
public sealed class ApiKey
{
    public int Id { get; set; }

    /// <summary>The system that holds it.</summary>
    public required string Name { get; set; }

    /// <summary>SHA-256 of the secret.</summary>
    public required byte[] Hash { get; set; }

    /// <summary>Scopes, separated by a blank.</summary>
    public required string Scopes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
    public DateTimeOffset? LastUsedAt { get; set; }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("ident_ApiKey").HasKey(k => k.Id);
        builder.Property(k => k.Name).HasMaxLength(80);
        builder.Property(k => k.Hash).HasMaxLength(32);
        builder.Property(k => k.Scopes).HasMaxLength(400);
        builder.HasIndex(k => k.Hash).IsUnique();
    }
}
