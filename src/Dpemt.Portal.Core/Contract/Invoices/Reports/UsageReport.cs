using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Invoices.Reports;

/// <summary>The contractor's detailed report of an invoice, as imported (TR 7.4). Imported again it is a new version beside the old one.</summary>
public sealed class UsageReport
{
    public long Id { get; set; }
    public long InvoiceId { get; set; }

    /// <summary>From 1 within the invoice.</summary>
    public int Version { get; set; }

    /// <summary>The file as it came, or packed as ZIP when it is too large for a document.</summary>
    public long DocumentId { get; set; }

    /// <summary>SHA-256 of the file as it came, hexadecimal.</summary>
    public required string Sha256 { get; set; }

    /// <summary>True when it lists single messages; false when it has a line for each item.</summary>
    public bool ByMessage { get; set; }

    /// <summary>Rows that were read.</summary>
    public int Rows { get; set; }

    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>When the last row was stored; null while it is being imported or when that broke off: then it is not used.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    public Guid? ImportedByUserId { get; set; }
    public required string ImportedByName { get; set; }
}

/// <summary>A line of a report that sums up by item.</summary>
public sealed class UsageReportLine
{
    public long Id { get; set; }
    public long ReportId { get; set; }

    /// <summary>Row in the file, from 1.</summary>
    public int Row { get; set; }

    /// <summary>The contract item, or null when it names none.</summary>
    public int? Item { get; set; }

    public required string Description { get; set; }
    public long Quantity { get; set; }

    /// <summary>R$ with up to four decimals; null when the report has no prices.</summary>
    public decimal? UnitPrice { get; set; }

    /// <summary>R$; null when the report has no values.</summary>
    public decimal? Value { get; set; }
}

/// <summary>A message that the report lists.</summary>
public sealed class UsageReportMessage
{
    public long Id { get; set; }
    public long ReportId { get; set; }

    /// <summary>Row in the file, from 1.</summary>
    public int Row { get; set; }

    /// <summary>Blind index of Meta's id: what it is compared by.</summary>
    public required byte[] WamidIndex { get; set; }

    /// <summary>Meta's id, sealed, since it encodes the phone number: read only to hand the list over.</summary>
    [Sealed]
    public required string Wamid { get; set; }

    /// <summary>When it happened by the report, UTC; null when it does not say.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>The category under which it is billed.</summary>
    public ItemKind Category { get; set; }

    /// <summary>False when the report itself calls it failed or not delivered.</summary>
    public bool Delivered { get; set; }
}

internal sealed class UsageReportConfiguration :
    IEntityTypeConfiguration<UsageReport>, IEntityTypeConfiguration<UsageReportLine>, IEntityTypeConfiguration<UsageReportMessage>
{
    public void Configure(EntityTypeBuilder<UsageReport> builder)
    {
        builder.ToTable("ctr_UsageReport").HasKey(r => r.Id);
        builder.Property(r => r.Sha256).HasMaxLength(64);
        builder.Property(r => r.ImportedByName).HasMaxLength(100);
        builder.HasIndex(r => new { r.InvoiceId, r.Version }).IsUnique();
        builder.HasOne<Invoice>().WithMany().HasForeignKey(r => r.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<UsageReportLine> builder)
    {
        builder.ToTable("ctr_UsageReportLine").HasKey(l => l.Id);
        builder.Property(l => l.Description).HasMaxLength(300);
        builder.HasIndex(l => new { l.ReportId, l.Row }).IsUnique();
        builder.HasOne<UsageReport>().WithMany().HasForeignKey(l => l.ReportId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<UsageReportMessage> builder)
    {
        builder.ToTable("ctr_UsageReportMessage").HasKey(m => m.Id);
        builder.Property(m => m.WamidIndex).HasMaxLength(BlindIndex.Length);
        builder.HasIndex(m => new { m.ReportId, m.Row }).IsUnique();
        builder.HasIndex(m => new { m.ReportId, m.WamidIndex });
        builder.HasOne<UsageReport>().WithMany().HasForeignKey(m => m.ReportId).OnDelete(DeleteBehavior.Restrict);
    }
}
