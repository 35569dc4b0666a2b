using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Invoices;

/// <summary>Where an invoice stands. The numbers are stored.</summary>
public enum InvoiceState
{
    /// <summary>Registered; it is being checked.</summary>
    Registered = 0,

    /// <summary>A first officer has checked it and proposes what to pay; waits for the attestation by another person.</summary>
    Checked = 1,

    /// <summary>Attested, whole or with glosa (TR 15.5.1).</summary>
    Attested = 2,

    /// <summary>Paid.</summary>
    Paid = 3,

    /// <summary>Sent back to the contractor: it cannot be attested (TR 11.2.2).</summary>
    Returned = 4,

    /// <summary>A newer registration names it as the one that it corrects.</summary>
    Replaced = 5,
}

/// <summary>Where the figures of a registration were read. The numbers are stored.</summary>
public enum InvoiceOrigin
{
    /// <summary>Typed by the officer.</summary>
    Form = 0,
    Csv = 1,
    Xlsx = 2,

    /// <summary>Electronic service invoice, XML.</summary>
    Nfse = 3,
}

/// <summary>A registered invoice. Its figures never change: a correction is a new registration that names this one.</summary>
public sealed class Invoice
{
    public long Id { get; set; }

    /// <summary>Number as printed.</summary>
    public required string Number { get; set; }

    /// <summary>The month that it is about.</summary>
    public BillingMonth Month { get; set; }

    /// <summary>Day of issue, local: 30 days of payment and attestation run from it (TR 15.1.1).</summary>
    public DateOnly IssuedOn { get; set; }

    /// <summary>Day of its protocol with all documents, local: 5 working days of attestation run from it (TR 15.5.1). Null while documents are missing.</summary>
    public DateOnly? ProtocolledOn { get; set; }

    /// <summary>Billed value, R$ to cents.</summary>
    public decimal Total { get; set; }

    public InvoiceState State { get; set; }

    public InvoiceOrigin Origin { get; set; }

    /// <summary>CNPJ of the issuer as the file names it, fourteen digits; null when it was typed.</summary>
    public string? IssuerCnpj { get; set; }

    /// <summary>Its number in plain form while it stands: no second one with the same can be registered. Null once it is replaced.</summary>
    public string? StandingKey { get; set; }

    /// <summary>The file of the invoice.</summary>
    public long? DocumentId { get; set; }

    /// <summary>The registration that this one corrects.</summary>
    public long? CorrectsId { get; set; }

    /// <summary>Why the one before was wrong.</summary>
    public string? Reason { get; set; }

    /// <summary>Grows with each act: an act is written against the version that was read.</summary>
    public int Version { get; set; }

    public DateTimeOffset RegisteredAt { get; set; }
    public Guid? RegisteredByUserId { get; set; }
    public required string RegisteredByName { get; set; }

    /// <summary>Its lines, by <see cref="InvoiceLine.Position"/>.</summary>
    public List<InvoiceLine> Lines { get; } = [];
}

/// <summary>A line as it stands on the invoice.</summary>
public sealed class InvoiceLine
{
    public long Id { get; set; }
    public long InvoiceId { get; set; }

    /// <summary>From 1.</summary>
    public int Position { get; set; }

    /// <summary>The contract item it charges (TR 6.1), or null when it names none that the contract has.</summary>
    public int? Item { get; set; }

    public required string Description { get; set; }
    public long Quantity { get; set; }

    /// <summary>R$ with up to four decimals.</summary>
    public decimal UnitPrice { get; set; }

    /// <summary>R$ to cents, as printed.</summary>
    public decimal Value { get; set; }
}

internal sealed class InvoiceConfiguration : IEntityTypeConfiguration<Invoice>, IEntityTypeConfiguration<InvoiceLine>
{
    public void Configure(EntityTypeBuilder<Invoice> builder)
    {
        builder.ToTable("ctr_Invoice").HasKey(i => i.Id);
        builder.Property(i => i.Number).HasMaxLength(40);
        builder.Property(i => i.Reason).HasMaxLength(2000);
        builder.Property(i => i.RegisteredByName).HasMaxLength(100);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.Month, i.Id });
        builder.HasIndex(i => i.Number);
        builder.Property(i => i.IssuerCnpj).HasMaxLength(14);
        builder.Property(i => i.StandingKey).HasMaxLength(40);
        builder.HasIndex(i => i.StandingKey).IsUnique().HasFilter("\"StandingKey\" IS NOT NULL");
        builder.HasMany(i => i.Lines).WithOne().HasForeignKey(l => l.InvoiceId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<InvoiceLine> builder)
    {
        builder.ToTable("ctr_InvoiceLine").HasKey(l => l.Id);
        builder.Property(l => l.Description).HasMaxLength(300);
        builder.HasIndex(l => new { l.InvoiceId, l.Position }).IsUnique();
    }
}
