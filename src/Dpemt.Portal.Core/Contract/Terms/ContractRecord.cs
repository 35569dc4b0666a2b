using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The one contract that this portal watches, as imported. Each import is a row of its own; the newest one holds.</summary>
public sealed class ContractRecord
{
    public int Id { get; set; }

    /// <summary>Number of the contract as people quote it.</summary>
    public required string Number { get; set; }

    /// <summary>First day in force, local.</summary>
    public DateOnly InForceFrom { get; set; }

    /// <summary>Last day in force, local; null while it is not ended.</summary>
    public DateOnly? InForceUntil { get; set; }

    /// <summary>The terms as imported: JSON of the shape of <c>Terms/Data/contract.json</c>.</summary>
    public required string Document { get; set; }

    public DateTimeOffset ImportedAt { get; set; }
    public required string ImportedByName { get; set; }
}

internal sealed class ContractRecordConfiguration : IEntityTypeConfiguration<ContractRecord>
{
    public void Configure(EntityTypeBuilder<ContractRecord> builder)
    {
        builder.ToTable("ctr_Contract").HasKey(c => c.Id);
        builder.Property(c => c.Number).HasMaxLength(60);
        builder.Property(c => c.ImportedByName).HasMaxLength(100);
    }
}
