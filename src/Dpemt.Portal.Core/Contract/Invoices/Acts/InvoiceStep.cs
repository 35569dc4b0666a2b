using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>One step of an invoice's life. Never changed or deleted.</summary>
public sealed class InvoiceStep
{
    public long Id { get; set; }
    public long InvoiceId { get; set; }

    /// <summary>The version of the invoice that this step made.</summary>
    public int Version { get; set; }

    /// <summary>What was done: a code of <see cref="InvoiceActs"/>.</summary>
    public required string Act { get; set; }

    public InvoiceState StateBefore { get; set; }
    public InvoiceState StateAfter { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? ActorUserId { get; set; }
    public string ActorName { get; set; } = "";

    /// <summary>Day of what is recorded, local: receipt, dispatch, payment.</summary>
    public DateOnly? EventOn { get; set; }

    /// <summary>What the person wrote.</summary>
    public string? Text { get; set; }

    /// <summary>What was computed or found, in Portuguese, with the clause.</summary>
    public string? Memory { get; set; }

    /// <summary>The paper behind it.</summary>
    public long? DocumentId { get; set; }

    /// <summary>The net of a check or an attestation, the paid amount, or a correction, R$.</summary>
    public decimal? Amount { get; set; }

    /// <summary>Number of the payment order, or the documents that a notification names.</summary>
    public string? Reference { get; set; }

    /// <summary>True when it came after its deadline.</summary>
    public bool Late { get; set; }
}

internal sealed class InvoiceStepConfiguration : IEntityTypeConfiguration<InvoiceStep>
{
    internal const int TextLength = 4000;

    public void Configure(EntityTypeBuilder<InvoiceStep> builder)
    {
        builder.ToTable("ctr_InvoiceStep").HasKey(s => s.Id);
        builder.Property(s => s.Act).HasMaxLength(40);
        builder.Property(s => s.ActorName).HasMaxLength(100);
        builder.Property(s => s.Text).HasMaxLength(TextLength);
        builder.Property(s => s.Memory).HasMaxLength(TextLength);
        builder.Property(s => s.Reference).HasMaxLength(200);
        builder.HasIndex(s => new { s.InvoiceId, s.Version }).IsUnique();
        builder.HasOne<Invoice>().WithMany().HasForeignKey(s => s.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }
}
