using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Conversations;

/// <summary>Who has the word in a conversation.</summary>
public enum ConversationState
{
    /// <summary>The bot converses.</summary>
    WithBot = 0,

    /// <summary>In the queue of a reception.</summary>
    Waiting = 1,

    /// <summary>A receptionist has taken it.</summary>
    WithPerson = 2,

    Closed = 3,
}

/// <summary>One conversation of a citizen, from her first message to its end (ETP 7). At most one is open per citizen.</summary>
public sealed class Conversation
{
    public Guid Id { get; set; }
    public Guid CitizenId { get; set; }
    public ConversationState State { get; set; }

    /// <summary>State of the bot's flow as JSON: it survives restarts in the middle of any step.</summary>
    [Sealed]
    public string? Flow { get; set; }

    /// <summary>What the citizen told (relato).</summary>
    [Sealed]
    public string? Account { get; set; }

    /// <summary>Legal area, a key of the area table.</summary>
    public string? Area { get; set; }

    /// <summary>IBGE code of the city, seven digits.</summary>
    public string? CityCode { get; set; }

    public int? ReceptionId { get; set; }
    public Guid? AssignedUserId { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset LastMessageAt { get; set; }

    /// <summary>When the bot asks or closes because of silence, UTC; null when nothing is due.</summary>
    public DateTimeOffset? SilenceDueAt { get; set; }

    /// <summary>When the relato waits for its analysis outside of any transaction, UTC: earliest next attempt; null when nothing waits.</summary>
    public DateTimeOffset? ClassifyDueAt { get; set; }

    /// <summary>First message of the citizen that the desk has not looked at, UTC.</summary>
    public DateTimeOffset? UnreadSince { get; set; }

    /// <summary>The relato names an emergency.</summary>
    public bool Urgent { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }
    public string? CloseReason { get; set; }

    /// <summary>Guards against two writers: raised by every change.</summary>
    public int Version { get; set; }
}

internal sealed class ConversationConfiguration : IEntityTypeConfiguration<Conversation>
{
    public void Configure(EntityTypeBuilder<Conversation> builder)
    {
        builder.ToTable("conv_Conversation").HasKey(c => c.Id);
        builder.Property(c => c.Area).HasMaxLength(40);
        builder.Property(c => c.CityCode).HasMaxLength(7);
        builder.Property(c => c.CloseReason).HasMaxLength(60);
        builder.Property(c => c.Version).IsConcurrencyToken();
        builder.HasIndex(c => c.CitizenId).IsUnique().HasFilter("\"State\" < 3").HasDatabaseName("IX_conv_Conversation_Open");
        builder.HasIndex(c => new { c.CitizenId, c.OpenedAt });
        builder.HasIndex(c => c.SilenceDueAt).HasFilter("\"SilenceDueAt\" IS NOT NULL");
        builder.HasIndex(c => c.ClassifyDueAt).HasFilter("\"ClassifyDueAt\" IS NOT NULL");
        builder.HasIndex(c => new { c.AssignedUserId, c.State });
        builder.HasIndex(c => c.LastMessageAt);
    }
}
