using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>Kinds of papers. The numbers are stored.</summary>
public enum PaperKind
{
    /// <summary>Relatório técnico of a closed month (TR 5.8.2).</summary>
    TechnicalReport = 0,

    /// <summary>Notificação of a glosa (TR 5.8.1).</summary>
    Notification = 1,

    /// <summary>Decisão on a glosa.</summary>
    Decision = 2,

    /// <summary>Aviso de crédito of an attested invoice (TR 16.1).</summary>
    CreditNotice = 10,

    /// <summary>Relatório de consumo of a month (TR 6, 7).</summary>
    ConsumptionReport = 4,
}

/// <summary>
/// An issued paper: the data that it was made of, frozen, and their hash. Preview, PDF, HTML and spreadsheets are all made
/// from <see cref="Data"/>, so that they say the same for ever. Never changed.
/// </summary>
public sealed class Paper
{
    public long Id { get; set; }
    public PaperKind Kind { get; set; }

    /// <summary>Year of <see cref="Number"/>, local.</summary>
    public int Year { get; set; }

    /// <summary>Running number within its kind and year, from 1.</summary>
    public int Number { get; set; }

    /// <summary>The closed month version, the glosa, the invoice, or the month as yyyyMM, that it is about.</summary>
    public long SubjectId { get; set; }

    /// <summary>Title on screens, in Portuguese.</summary>
    public required string Title { get; set; }

    /// <summary>The data as JSON; its UTF-8 bytes are what <see cref="Sha256"/> covers and what is offered as a file.</summary>
    public required string Data { get; set; }

    /// <summary>SHA-256 of the data, 64 hexadecimal letters: printed on every page.</summary>
    public required string Sha256 { get; set; }

    public DateTimeOffset IssuedAt { get; set; }
    public Guid? IssuedByUserId { get; set; }
    public required string IssuedByName { get; set; }
}

internal sealed class PaperConfiguration : IEntityTypeConfiguration<Paper>
{
    public void Configure(EntityTypeBuilder<Paper> builder)
    {
        builder.ToTable("ctr_Paper").HasKey(p => p.Id);
        builder.Property(p => p.Title).HasMaxLength(200);
        builder.Property(p => p.Sha256).HasMaxLength(64);
        builder.Property(p => p.IssuedByName).HasMaxLength(100);
        builder.HasIndex(p => new { p.Kind, p.Year, p.Number }).IsUnique();
        builder.HasIndex(p => p.Sha256);
        builder.HasIndex(p => new { p.Kind, p.SubjectId });
    }
}
