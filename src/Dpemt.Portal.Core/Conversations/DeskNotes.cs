using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Conversations;

/// <summary>A note for colleagues; never sent.</summary>
public sealed class InternalNote
{
    public long Id { get; set; }
    public Guid ConversationId { get; set; }
    public Guid UserId { get; set; }

    [Sealed]
    public required string Text { get; set; }

    public DateTimeOffset At { get; set; }
}

/// <summary>What a person has typed and not sent, per conversation: survives reload, crash and change of machine.</summary>
public sealed class Draft
{
    public Guid UserId { get; set; }
    public Guid ConversationId { get; set; }

    [Sealed]
    public required string Text { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}

/// <summary>Who has a conversation open now.</summary>
public sealed class Presence
{
    public Guid ConversationId { get; set; }
    public Guid UserId { get; set; }

    /// <summary>Renewed while the screen is open, UTC.</summary>
    public DateTimeOffset SeenAt { get; set; }

    /// <summary>Last key stroke, UTC.</summary>
    public DateTimeOffset? TypedAt { get; set; }
}

/// <summary>A ready answer, chosen by "/" and its shortcut.</summary>
public sealed class QuickReply
{
    public int Id { get; set; }

    /// <summary>Lower-case letters, digits and hyphens, unique.</summary>
    public required string Shortcut { get; set; }

    /// <summary>Text; <c>{nome}</c>, <c>{cidade}</c> and <c>{atendente}</c> are filled in.</summary>
    public required string Text { get; set; }
}

/// <summary>When a user last had her reading of a conversation recorded in the audit trail.</summary>
public sealed class Reading
{
    public Guid UserId { get; set; }
    public Guid ConversationId { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
}

/// <summary>The key that a screen made for one answer: the same key again sends nothing.</summary>
public sealed class ReplyKey
{
    public Guid Key { get; set; }
    public Guid ConversationId { get; set; }
    public long MessageId { get; set; }
    public DateTimeOffset At { get; set; }
}

internal sealed class DeskNotesConfiguration : IEntityTypeConfiguration<InternalNote>, IEntityTypeConfiguration<Draft>,
    IEntityTypeConfiguration<Presence>, IEntityTypeConfiguration<QuickReply>, IEntityTypeConfiguration<Reading>, IEntityTypeConfiguration<ReplyKey>
{
    public void Configure(EntityTypeBuilder<Reading> builder)
    {
        builder.ToTable("conv_Reading").HasKey(r => new { r.UserId, r.ConversationId });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(r => r.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReplyKey> builder)
    {
        builder.ToTable("conv_ReplyKey").HasKey(k => k.Key);
        builder.Property(k => k.Key).ValueGeneratedNever();
        builder.HasOne<Conversation>().WithMany().HasForeignKey(k => k.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<InternalNote> builder)
    {
        builder.ToTable("conv_InternalNote").HasKey(n => n.Id);
        builder.HasIndex(n => new { n.ConversationId, n.Id });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(n => n.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Draft> builder)
    {
        builder.ToTable("conv_Draft").HasKey(d => new { d.UserId, d.ConversationId });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(d => d.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Presence> builder)
    {
        builder.ToTable("conv_Presence").HasKey(p => new { p.ConversationId, p.UserId });
        builder.HasOne<Conversation>().WithMany().HasForeignKey(p => p.ConversationId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<QuickReply> builder)
    {
        builder.ToTable("conv_QuickReply").HasKey(q => q.Id);
        builder.Property(q => q.Shortcut).HasMaxLength(30);
        builder.Property(q => q.Text).HasMaxLength(1024);
        builder.HasIndex(q => q.Shortcut).IsUnique();
    }
}
