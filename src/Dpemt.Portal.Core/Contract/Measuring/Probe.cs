using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>What one probe says of its component. The numbers are stored.</summary>
public enum ProbeOutcome
{
    Good = 0,

    /// <summary>It answered as it should, but later than its threshold, or asked to be called less often.</summary>
    Slow = 1,

    /// <summary>No answer, or one that says that the service is down; our own side works.</summary>
    Failed = 2,

    /// <summary>No answer, and the control had none either: our own fault.</summary>
    OursFailed = 3,

    /// <summary>Not asked, because authentication gives no token: says nothing new of this component.</summary>
    NoToken = 4,

    /// <summary>It lives, and refuses the question or our credential: may be ours, so that it proves nothing.</summary>
    Refused = 5,
}

/// <summary>One probe, whole milliseconds UTC. Raw rows live until their day is packed (<see cref="EvidenceDay"/>).</summary>
public sealed class Probe
{
    public long Id { get; set; }
    public ServiceComponent Component { get; set; }
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>How long the answer took.</summary>
    public int Milliseconds { get; set; }

    public ProbeOutcome Outcome { get; set; }
    public ProbeCall Call { get; set; }

    /// <summary>Null when no answer came.</summary>
    public int? HttpStatus { get; set; }

    /// <summary>Whether our own side worked; null when nobody asked, since the probe did not fail.</summary>
    public bool? ControlOk { get; set; }
}

/// <summary>
/// Where the rule stands with one component: one row each, changed in the transaction of the probe, so that a restart
/// in the middle of an outage continues it.
/// </summary>
public sealed class ComponentWatch
{
    public ServiceComponent Component { get; set; }

    /// <summary>Start of the last round that an instance has taken: whoever moves it measures.</summary>
    public DateTimeOffset? ClaimedAt { get; set; }

    public DateTimeOffset? LastAt { get; set; }
    public ProbeOutcome? LastOutcome { get; set; }
    public int? LastMilliseconds { get; set; }
    public int? LastHttpStatus { get; set; }

    /// <summary>Since when every probe had the outcome of the last one.</summary>
    public DateTimeOffset? SameSince { get; set; }

    public DateTimeOffset? LastOwnMessageAt { get; set; }

    public int Failures { get; set; }
    public DateTimeOffset? FirstFailedAt { get; set; }
    public DateTimeOffset? LastFailedEnd { get; set; }
    public int Goods { get; set; }
    public DateTimeOffset? FirstGoodAt { get; set; }
    public DateTimeOffset? DownSince { get; set; }

    /// <summary>The outage that lasts.</summary>
    public long? OutageId { get; set; }

    internal OutageRun Run
    {
        get => new(LastAt, Failures, FirstFailedAt, LastFailedEnd, Goods, FirstGoodAt, DownSince);
        set => (LastAt, Failures, FirstFailedAt, LastFailedEnd, Goods, FirstGoodAt, DownSince) =
            (value.LastAt, value.Failures, value.FirstFailedAt, value.LastFailedEnd, value.Goods, value.FirstGoodAt, value.DownSince);
    }
}

/// <summary>An outage as the rule measured it. What people later decide about it is in the incident, not here.</summary>
public sealed class MeasuredOutage
{
    public long Id { get; set; }
    public ServiceComponent Component { get; set; }
    public DateTimeOffset StartAt { get; set; }
    public DateTimeOffset? EndAt { get; set; }

    /// <summary>Version and figures of the rule that opened it.</summary>
    public required string Rule { get; set; }

    /// <summary>When the rule opened it, UTC.</summary>
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>The incident that it opened.</summary>
    public long IncidentId { get; set; }
}

internal sealed class ProbeConfiguration : IEntityTypeConfiguration<Probe>, IEntityTypeConfiguration<ComponentWatch>, IEntityTypeConfiguration<MeasuredOutage>
{
    public void Configure(EntityTypeBuilder<Probe> builder)
    {
        builder.ToTable("ctr_Probe").HasKey(p => p.Id);
        builder.HasIndex(p => new { p.Component, p.StartedAt }).IsUnique();
        builder.HasIndex(p => p.StartedAt);
    }

    public void Configure(EntityTypeBuilder<ComponentWatch> builder)
    {
        builder.ToTable("ctr_ComponentWatch").HasKey(w => w.Component);
        builder.Property(w => w.Component).ValueGeneratedNever();
        builder.Ignore(w => w.Run);
    }

    public void Configure(EntityTypeBuilder<MeasuredOutage> builder)
    {
        builder.ToTable("ctr_MeasuredOutage").HasKey(o => o.Id);
        builder.Property(o => o.Rule).HasMaxLength(100);
        builder.HasIndex(o => new { o.Component, o.StartAt });
    }
}
