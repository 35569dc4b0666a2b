using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Conversations.Services;

/// <summary>A line of the table that decides between self-service and a person (ETP 7, step 12). Kept by administrators.</summary>
public sealed class ServiceEntry
{
    public int Id { get; set; }

    /// <summary>Legal area, a key of the area table.</summary>
    public required string Area { get; set; }

    public required string Name { get; set; }

    /// <summary>Words by which it is recognised, separated by commas.</summary>
    public required string Keywords { get; set; }

    /// <summary>True when it can be done in the app.</summary>
    public bool SelfService { get; set; }

    /// <summary>Link that opens it in the installed app.</summary>
    public string? OpenLink { get; set; }

    /// <summary>Link that installs the app on Android.</summary>
    public string? InstallLinkAndroid { get; set; }

    /// <summary>Link that installs the app on an iPhone.</summary>
    public string? InstallLinkIPhone { get; set; }

    /// <summary>What to bring, one thing a line, told to the citizen.</summary>
    public string? Documents { get; set; }

    public bool Active { get; set; } = true;
}

/// <summary>A frequent question and its answer. Kept by administrators.</summary>
public sealed class FrequentQuestionEntry
{
    public int Id { get; set; }
    public required string Question { get; set; }

    /// <summary>Words by which it is recognised, separated by commas.</summary>
    public required string Keywords { get; set; }

    public required string Answer { get; set; }

    /// <summary>Answer once the reception is known, with {recepcao}, {endereco}, {horario}; null: the same as <see cref="Answer"/>.</summary>
    public string? AnswerWithReception { get; set; }
    public bool Active { get; set; } = true;
}

/// <summary>A text of the bot that an administrator has changed; what is not here has its default.</summary>
public sealed class FlowText
{
    public required string Key { get; set; }
    public required string Text { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }
    public Guid? UpdatedBy { get; set; }
}

internal sealed class ServiceEntryConfiguration : IEntityTypeConfiguration<ServiceEntry>, IEntityTypeConfiguration<FrequentQuestionEntry>,
    IEntityTypeConfiguration<FlowText>
{
    public void Configure(EntityTypeBuilder<ServiceEntry> builder)
    {
        builder.ToTable("conv_Service").HasKey(s => s.Id);
        builder.Property(s => s.Area).HasMaxLength(40);
        builder.Property(s => s.Name).HasMaxLength(100);
        builder.Property(s => s.Keywords).HasMaxLength(1000);
        builder.Property(s => s.OpenLink).HasMaxLength(500);
        builder.Property(s => s.InstallLinkAndroid).HasMaxLength(500);
        builder.Property(s => s.InstallLinkIPhone).HasMaxLength(500);
        builder.Property(s => s.Documents).HasMaxLength(600);
    }

    public void Configure(EntityTypeBuilder<FrequentQuestionEntry> builder)
    {
        builder.ToTable("conv_FrequentQuestionEntry").HasKey(q => q.Id);
        builder.Property(q => q.Question).HasMaxLength(200);
        builder.Property(q => q.Keywords).HasMaxLength(1000);
        builder.Property(q => q.Answer).HasMaxLength(900);
        builder.Property(q => q.AnswerWithReception).HasMaxLength(900);
    }

    public void Configure(EntityTypeBuilder<FlowText> builder)
    {
        builder.ToTable("conv_FlowText").HasKey(t => t.Key);
        builder.Property(t => t.Key).HasMaxLength(60);
        builder.Property(t => t.Text).HasMaxLength(1024);
    }
}
