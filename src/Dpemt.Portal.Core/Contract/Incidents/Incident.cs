using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Who opened an incident.</summary>
public enum IncidentOrigin
{
    /// <summary>The rule over the probes.</summary>
    Rule = 0,
    Person = 1,

    /// <summary>Another monitor, by the API.</summary>
    Api = 2,
}

/// <summary>Whose failure it was. Meta and other third parties do not excuse the contractor (TR 5.9.2).</summary>
public enum IncidentCause
{
    Undetermined = 0,
    Serpro = 1,
    Meta = 2,

    /// <summary>The office's own network.</summary>
    DpemtNetwork = 3,

    /// <summary>This portal.</summary>
    Portal = 4,
}

/// <summary>Where an incident stands.</summary>
public enum IncidentState
{
    /// <summary>It lasts: <see cref="Incident.EndAt"/> is null.</summary>
    Open = 0,
    Ended = 1,

    /// <summary>Split or joined: others stand in its place. Counts no more, stays readable.</summary>
    Replaced = 2,

    /// <summary>Entered by mistake, with reason. Counts no more, stays readable.</summary>
    Withdrawn = 3,
}

/// <summary>Why an incident does not count.</summary>
public enum ExclusionGround
{
    /// <summary>Caso fortuito ou força maior, proven (TR 5.9.2).</summary>
    ForceMajeure = 0,

    /// <summary>Of the office's own making (TR 5.7.1 "comprovadamente imputáveis").</summary>
    OwnCause = 1,
}

/// <summary>An interruption of a contracted component. What it was before each change is in <see cref="IncidentRevision"/>.</summary>
public sealed class Incident
{
    public long Id { get; set; }
    public ServiceComponent Component { get; set; }
    public OutageScope Scope { get; set; }

    /// <summary>First instant without service, UTC: of the first failed probe.</summary>
    public DateTimeOffset StartAt { get; set; }

    /// <summary>First instant with service again, UTC: of the first good probe. Null while it lasts.</summary>
    public DateTimeOffset? EndAt { get; set; }

    public IncidentState State { get; set; }
    public IncidentOrigin Origin { get; set; }

    /// <summary>Name of the rule's version, of the person, or of the API key.</summary>
    public required string OriginName { get; set; }

    /// <summary>Key of the other monitor; the same key again is the same incident.</summary>
    public string? IdempotencyKey { get; set; }

    /// <summary>What the other monitor calls itself, when it reported by the API.</summary>
    public string? Source { get; set; }

    /// <summary>What happened, in Portuguese; no personal data.</summary>
    public required string Description { get; set; }

    public IncidentCause Cause { get; set; }

    /// <summary>Null while it counts.</summary>
    public ExclusionGround? Excluded { get; set; }

    /// <summary>Why it does not count; with <see cref="ExclusionDocumentId"/> and the author in the revision.</summary>
    public string? ExclusionReason { get; set; }

    public long? ExclusionDocumentId { get; set; }

    /// <summary>Grows with each change: a change is written against the version that was read.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>True while it is one of the outages of its month.</summary>
    public bool Stands => State is IncidentState.Open or IncidentState.Ended;

    /// <summary>The outage that the index sees.</summary>
    public Outage ToOutage() => new(StartAt, EndAt, Component, Scope, Excluded is not null, Id);
}

/// <summary>One entry of an incident's timeline: a change with what was before, or a note. Never changed.</summary>
public sealed class IncidentRevision
{
    public long Id { get; set; }
    public long IncidentId { get; set; }

    /// <summary>The version that this change made.</summary>
    public int Version { get; set; }

    public DateTimeOffset At { get; set; }
    public Guid? ActorUserId { get; set; }
    public required string ActorName { get; set; }

    /// <summary>What was done: <c>aberto</c>, <c>encerrado</c>, <c>corrigido</c>, <c>excluido</c>, <c>reincluido</c>, <c>dividido</c>, <c>unido</c>, <c>anotado</c>, …</summary>
    public required string Act { get; set; }

    public string? Reason { get; set; }

    /// <summary>The incident as it was before, as JSON; null for its opening and for notes.</summary>
    public string? Before { get; set; }

    public long? DocumentId { get; set; }

    /// <summary>The other incident of a split or a join.</summary>
    public long? OtherIncidentId { get; set; }
}

internal sealed class IncidentConfiguration : IEntityTypeConfiguration<Incident>, IEntityTypeConfiguration<IncidentRevision>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("ctr_Incident").HasKey(i => i.Id);
        builder.Property(i => i.OriginName).HasMaxLength(100);
        builder.Property(i => i.IdempotencyKey).HasMaxLength(100);
        builder.Property(i => i.Source).HasMaxLength(100);
        builder.Property(i => i.Description).HasMaxLength(2000);
        builder.Property(i => i.ExclusionReason).HasMaxLength(2000);
        builder.Property(i => i.Version).IsConcurrencyToken();
        builder.HasIndex(i => new { i.OriginName, i.IdempotencyKey }).IsUnique().HasFilter("\"IdempotencyKey\" IS NOT NULL");
        builder.HasIndex(i => i.StartAt);
        // The open ones are few, whatever the history: the rule and the clocks look at them every few seconds.
        builder.HasIndex(i => i.Component).HasDatabaseName("IX_ctr_Incident_Open").HasFilter("\"State\" = 0");
        builder.Ignore(i => i.Stands);
    }

    public void Configure(EntityTypeBuilder<IncidentRevision> builder)
    {
        builder.ToTable("ctr_IncidentRevision").HasKey(r => r.Id);
        builder.Property(r => r.ActorName).HasMaxLength(100);
        builder.Property(r => r.Act).HasMaxLength(32);
        builder.Property(r => r.Reason).HasMaxLength(2000);
        builder.HasIndex(r => new { r.IncidentId, r.Version });
        builder.HasIndex(r => r.OtherIncidentId).HasFilter("\"OtherIncidentId\" IS NOT NULL");
        builder.HasOne<Incident>().WithMany().HasForeignKey(r => r.IncidentId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The outages of a period as the index sees them.</summary>
public static class IncidentOutages
{
    /// <summary>All incidents that stand and touch a period, also the excluded ones, in order of their start. Long-lasting open ones are found too.</summary>
    public static async Task<List<Outage>> OutagesAsync(this PortalDbContext db, Period period, CancellationToken cancellation)
    {
        var incidents = await db.StandingIn(period).ToListAsync(cancellation);
        return [.. incidents.Select(i => i.ToOutage())];
    }

    /// <summary>The incidents of <see cref="OutagesAsync"/>, untracked.</summary>
    public static IQueryable<Incident> StandingIn(this PortalDbContext db, Period period)
    {
        DateTimeOffset from = period.Start, to = period.End;
        return db.Incidents.AsNoTracking()
            .Where(i => (i.State == IncidentState.Open || i.State == IncidentState.Ended) && i.StartAt < to && (i.EndAt == null || i.EndAt > from))
            .OrderBy(i => i.StartAt).ThenBy(i => i.Id);
    }
}
