using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Glosas;

internal sealed class GlosaConfiguration
    : IEntityTypeConfiguration<Glosa>, IEntityTypeConfiguration<GlosaDeduction>, IEntityTypeConfiguration<GlosaStep>
{
    internal const int ReasonLength = 4000;

    public void Configure(EntityTypeBuilder<Glosa> builder)
    {
        builder.ToTable("ctr_Glosa").HasKey(g => g.Id);
        builder.Property(g => g.StandingKey).HasMaxLength(80);
        builder.Property(g => g.RuleVersion).HasMaxLength(100);
        builder.Property(g => g.InvoiceNumber).HasMaxLength(40);
        builder.Property(g => g.Code).HasMaxLength(StartInvoiceGlosa.CodeLength);
        builder.Property(g => g.EvidenceHash).HasMaxLength(64);
        builder.Property(g => g.Version).IsConcurrencyToken();
        builder.HasIndex(g => g.StandingKey).IsUnique().HasFilter("\"StandingKey\" IS NOT NULL");
        builder.HasIndex(g => new { g.Month, g.Id });
        builder.HasIndex(g => g.State);
        builder.HasIndex(g => g.ComplementOfId);
        builder.HasIndex(g => g.InvoiceId);
        builder.HasMany(g => g.Deductions).WithOne().HasForeignKey(d => d.GlosaId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<GlosaDeduction> builder)
    {
        builder.ToTable("ctr_GlosaDeduction").HasKey(d => d.Id);
        builder.Property(d => d.InvoiceNumber).HasMaxLength(40);
        builder.HasIndex(d => d.InvoiceNumber);
        // One line of an invoice for one glosa: a second deduction from the same invoice would be the same money again.
        builder.HasIndex(d => new { d.GlosaId, d.InvoiceNumber }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GlosaStep> builder)
    {
        builder.ToTable("ctr_GlosaStep").HasKey(s => s.Id);
        builder.Property(s => s.Act).HasMaxLength(32);
        builder.Property(s => s.ActorName).HasMaxLength(100);
        builder.Property(s => s.Reason).HasMaxLength(ReasonLength);
        builder.Property(s => s.Memory).HasMaxLength(ReasonLength);
        builder.Property(s => s.InvoiceNumber).HasMaxLength(40);
        builder.HasIndex(s => new { s.GlosaId, s.Version }).IsUnique();
        builder.HasOne<Glosa>().WithMany().HasForeignKey(s => s.GlosaId).OnDelete(DeleteBehavior.Restrict);
    }
}
