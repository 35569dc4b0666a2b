using Dpemt.Portal.Contract.Availability;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Occurrences;

/// <summary>Where an occurrence stands. The numbers are stored.</summary>
public enum OccurrenceState
{
    Recorded = 0,

    /// <summary>The contractor's preposto was told.</summary>
    Notified = 1,
    Answered = 2,
    Closed = 3,
}

/// <summary>
/// One entry of the register of occurrences (TR 13.2.1; Decreto 1.525/2022, art. 15). What was recorded is never changed: what
/// comes later, corrections too, is an <see cref="OccurrenceEntry"/>.
/// </summary>
public sealed class Occurrence
{
    public const int ClauseLength = 120;
    public const int TitleLength = 160;

    public long Id { get; set; }

    /// <summary>Year of the number, by the day on which it was recorded.</summary>
    public int Year { get; set; }

    /// <summary>Number within the year, from 1 without gaps.</summary>
    public int Number { get; set; }

    /// <summary>Day on which it happened or was found, local.</summary>
    public DateOnly HappenedOn { get; set; }

    /// <summary>In a few words.</summary>
    public required string Title { get; set; }

    /// <summary>The clause that was not kept.</summary>
    public required string Clause { get; set; }

    /// <summary>The component concerned, if one is.</summary>
    public ServiceComponent? Component { get; set; }

    /// <summary>The incident behind it, if one is.</summary>
    public long? IncidentId { get; set; }

    /// <summary>The unmet requirement that it records: one occurrence for each, see <see cref="UnmetRequirement"/>.</summary>
    public string? RequirementKey { get; set; }

    public OccurrenceState State { get; set; }

    /// <summary>Last day of the answer that was asked for, local; null when none was.</summary>
    public DateOnly? AnswerDueOn { get; set; }

    /// <summary>Grows with each entry.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What an entry of an occurrence is. The numbers are stored.</summary>
public enum OccurrenceEntryKind
{
    /// <summary>The facts: the first entry.</summary>
    Facts = 0,
    Notified = 1,
    Answer = 2,

    /// <summary>A note or a document.</summary>
    Note = 3,

    /// <summary>Says what is right in place of another entry, which stays readable.</summary>
    Correction = 4,
    Closed = 5,
    Reopened = 6,
}

/// <summary>One entry of an occurrence. Never changed or deleted.</summary>
public sealed class OccurrenceEntry
{
    public const int TextLength = 4000;
    public const int ChannelLength = 160;

    public long Id { get; set; }
    public long OccurrenceId { get; set; }

    /// <summary>Its number within the occurrence, from 1; the version that it made.</summary>
    public int Version { get; set; }

    public OccurrenceEntryKind Kind { get; set; }
    public required string Text { get; set; }

    /// <summary>Day of what is recorded, local.</summary>
    public DateOnly EventOn { get; set; }

    /// <summary>How the preposto was told or answered, for instance the address of the e-mail's function.</summary>
    public string? Channel { get; set; }

    /// <summary>Number of the entry that this one corrects.</summary>
    public int? Corrects { get; set; }

    public long? DocumentId { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? ActorUserId { get; set; }
    public required string ActorName { get; set; }
}

internal sealed class OccurrenceConfiguration : IEntityTypeConfiguration<Occurrence>, IEntityTypeConfiguration<OccurrenceEntry>
{
    public void Configure(EntityTypeBuilder<Occurrence> builder)
    {
        builder.ToTable("ctr_Occurrence").HasKey(o => o.Id);
        builder.Property(o => o.Title).HasMaxLength(Occurrence.TitleLength);
        builder.Property(o => o.Clause).HasMaxLength(Occurrence.ClauseLength);
        builder.Property(o => o.RequirementKey).HasMaxLength(40);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasIndex(o => new { o.Year, o.Number }).IsUnique();
        builder.HasIndex(o => o.RequirementKey).IsUnique().HasFilter("\"RequirementKey\" IS NOT NULL");
        builder.HasIndex(o => o.State);
    }

    public void Configure(EntityTypeBuilder<OccurrenceEntry> builder)
    {
        builder.ToTable("ctr_OccurrenceEntry").HasKey(e => e.Id);
        builder.Property(e => e.Text).HasMaxLength(OccurrenceEntry.TextLength);
        builder.Property(e => e.Channel).HasMaxLength(OccurrenceEntry.ChannelLength);
        builder.Property(e => e.ActorName).HasMaxLength(100);
        builder.HasIndex(e => new { e.OccurrenceId, e.Version }).IsUnique();
        builder.HasOne<Occurrence>().WithMany().HasForeignKey(e => e.OccurrenceId).OnDelete(DeleteBehavior.Restrict);
    }
}
