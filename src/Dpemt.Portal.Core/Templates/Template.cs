using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Templates;

/// <summary>Modelo de mensagem, as the provider lists it. Addressed by name; one language, <c>pt_BR</c>.</summary>
public sealed class Template
{
    /// <summary>Longest name that Meta allows.</summary>
    public const int NameLength = 512;

    public int Id { get; set; }
    public required string Name { get; set; }

    /// <summary>Meta's word: MARKETING, UTILITY, AUTHENTICATION.</summary>
    public required string Category { get; set; }

    public required string Language { get; set; }

    /// <summary>Meta's word, shown raw when unknown; only APPROVED may be sent.</summary>
    public required string Status { get; set; }

    /// <summary>Text of the body with positional variables.</summary>
    public required string Body { get; set; }

    /// <summary>The components as the provider gave them, JSON.</summary>
    public required string Components { get; set; }

    /// <summary>Last synchronisation that still listed it, UTC.</summary>
    public DateTimeOffset SeenAt { get; set; }
}

internal sealed class TemplateConfiguration : IEntityTypeConfiguration<Template>
{
    public void Configure(EntityTypeBuilder<Template> builder)
    {
        builder.ToTable("tpl_Template").HasKey(t => t.Id);
        // SQL Server indexes at most 1,700 bytes: 512 characters of two bytes fit with the language beside them.
        builder.Property(t => t.Name).HasMaxLength(Template.NameLength);
        builder.Property(t => t.Category).HasMaxLength(40);
        builder.Property(t => t.Language).HasMaxLength(10);
        builder.Property(t => t.Status).HasMaxLength(40);
        builder.HasIndex(t => new { t.Name, t.Language }).IsUnique();
    }
}
