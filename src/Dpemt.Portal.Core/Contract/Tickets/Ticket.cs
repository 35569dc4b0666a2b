using Dpemt.Portal.Contract.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>
/// A support ticket (chamado) at the contractor about an incident. Its clocks are TR 5.6.1: attendance of a critical incident
/// starts within 1 h, the service is restored within 4 h. Each change is an entry of the incident's timeline.
/// </summary>
public sealed class Ticket
{
    public long Id { get; set; }

    /// <summary>The incident; moves to the one that stands in its place after a split or a join.</summary>
    public long IncidentId { get; set; }

    /// <summary>Number that the contractor gave; null until she knows it.</summary>
    public string? Protocol { get; set; }

    /// <summary>Total unavailability when it was opened: only then does the limit of attendance hold.</summary>
    public bool Critical { get; set; }

    /// <summary>When it was opened at the contractor, UTC: both clocks start here.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>Latest start of attendance; null when the incident is not critical.</summary>
    public DateTimeOffset? AttendBy { get; set; }

    /// <summary>Latest restoration.</summary>
    public DateTimeOffset RestoreBy { get; set; }

    public DateTimeOffset? AttendedAt { get; set; }
    public DateTimeOffset? RestoredAt { get; set; }

    /// <summary>The contractor's answer.</summary>
    public long? ReplyDocumentId { get; set; }

    public required string OpenedByName { get; set; }

    /// <summary>Grows with each change: a change is written against the version that was read.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Its clocks.</summary>
    public TicketClocks Clocks => new(OpenedAt, AttendBy, RestoreBy, AttendedAt, RestoredAt);
}

internal sealed class TicketConfiguration : IEntityTypeConfiguration<Ticket>
{
    public void Configure(EntityTypeBuilder<Ticket> builder)
    {
        builder.ToTable("ctr_Ticket").HasKey(t => t.Id);
        builder.Property(t => t.Protocol).HasMaxLength(60);
        builder.Property(t => t.OpenedByName).HasMaxLength(100);
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasIndex(t => t.IncidentId);
        // Looked at every minute, whatever the history.
        builder.HasIndex(t => t.RestoreBy).HasDatabaseName("IX_ctr_Ticket_Running").HasFilter("\"RestoredAt\" IS NULL");
        builder.HasOne<Incident>().WithMany().HasForeignKey(t => t.IncidentId).OnDelete(DeleteBehavior.Restrict);
        builder.Ignore(t => t.Clocks);
    }
}
