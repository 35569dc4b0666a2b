using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>
/// A document of the payment (TR 15.3, 7.4) that was handed in for one invoice. Never changed: the newest of its kind holds.
/// The same file may serve several invoices, each with an entry of its own.
/// </summary>
public sealed class PaymentDocument
{
    public long Id { get; set; }
    public long InvoiceId { get; set; }

    /// <summary>Which of the required documents: the id in <c>contract.json</c> "payment.requiredDocuments".</summary>
    public required string Kind { get; set; }

    /// <summary>The file.</summary>
    public long DocumentId { get; set; }

    /// <summary>Day of issue, local.</summary>
    public DateOnly IssuedOn { get; set; }

    /// <summary>Last day on which it is valid, local; null when it does not expire.</summary>
    public DateOnly? ValidUntil { get; set; }

    public DateTimeOffset AddedAt { get; set; }
    public Guid? AddedByUserId { get; set; }
    public required string AddedByName { get; set; }
}

internal sealed class PaymentDocumentConfiguration : IEntityTypeConfiguration<PaymentDocument>
{
    public void Configure(EntityTypeBuilder<PaymentDocument> builder)
    {
        builder.ToTable("ctr_PaymentDocument").HasKey(d => d.Id);
        builder.Property(d => d.Kind).HasMaxLength(40);
        builder.Property(d => d.AddedByName).HasMaxLength(100);
        builder.HasIndex(d => new { d.InvoiceId, d.Kind, d.Id });
        builder.HasIndex(d => new { d.Kind, d.ValidUntil });
        builder.HasOne<Invoice>().WithMany().HasForeignKey(d => d.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
