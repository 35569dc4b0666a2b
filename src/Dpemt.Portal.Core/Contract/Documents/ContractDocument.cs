using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Documents;

/// <summary>A file that proves or answers something in the contract's inspection. Never changed or deleted.</summary>
public sealed class ContractDocument
{
    public long Id { get; set; }

    /// <summary>File name as the person gave it, cleaned.</summary>
    [Sealed]
    public required string Name { get; set; }

    public required string ContentType { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    /// <summary>SHA-256 of the bytes, 64 hexadecimal letters: what a paper quotes.</summary>
    public required string Sha256 { get; set; }

    public DateTimeOffset AddedAt { get; set; }
    public Guid? AddedByUserId { get; set; }
    public required string AddedByName { get; set; }
}

/// <summary>The bytes, apart, so that no list loads them by accident.</summary>
public sealed class ContractDocumentContent
{
    public long DocumentId { get; set; }

    [Sealed]
    public required byte[] Bytes { get; set; }
}

internal sealed class ContractDocumentConfiguration : IEntityTypeConfiguration<ContractDocument>, IEntityTypeConfiguration<ContractDocumentContent>
{
    public void Configure(EntityTypeBuilder<ContractDocument> builder)
    {
        builder.ToTable("ctr_Document").HasKey(d => d.Id);
        builder.Property(d => d.ContentType).HasMaxLength(120);
        builder.Property(d => d.Sha256).HasMaxLength(64);
        builder.Property(d => d.AddedByName).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<ContractDocumentContent> builder)
    {
        builder.ToTable("ctr_DocumentContent").HasKey(d => d.DocumentId);
        builder.Property(d => d.DocumentId).ValueGeneratedNever();
        builder.HasOne<ContractDocument>().WithOne().HasForeignKey<ContractDocumentContent>(d => d.DocumentId).OnDelete(DeleteBehavior.Restrict);
    }
}
