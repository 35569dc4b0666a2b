using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Persistence;

/// <summary>The right of one process to do a piece of work alone until <see cref="Until"/>.</summary>
public sealed class NamedLease
{
    /// <summary>The work.</summary>
    public required string Name { get; set; }

    /// <summary>The process that holds it.</summary>
    public required string Owner { get; set; }

    /// <summary>When it lapses unless renewed, UTC.</summary>
    public DateTimeOffset Until { get; set; }
}

internal sealed class NamedLeaseConfiguration : IEntityTypeConfiguration<NamedLease>
{
    public void Configure(EntityTypeBuilder<NamedLease> builder)
    {
        builder.ToTable("sys_Lease").HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(64);
        builder.Property(l => l.Owner).HasMaxLength(64);
    }
}

internal sealed class ChangeConfiguration : IEntityTypeConfiguration<Changes.Change>
{
    public void Configure(EntityTypeBuilder<Changes.Change> builder)
    {
        builder.ToTable("sys_Change").HasKey(c => c.Id);
        builder.Property(c => c.Topic).HasMaxLength(32);
        builder.Property(c => c.Key).HasMaxLength(64);
        builder.HasIndex(c => c.At);
    }
}
