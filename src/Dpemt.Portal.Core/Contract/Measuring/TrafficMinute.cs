using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Measuring;

/// <summary>What real messages showed in one minute; minutes without traffic have no line. Kept five weeks, then only in the day's evidence.</summary>
public sealed class TrafficMinute
{
    /// <summary>Start of the minute, UTC.</summary>
    public DateTimeOffset Minute { get; set; }

    public int Inbound { get; set; }
    public int Accepted { get; set; }
    public int Delivered { get; set; }
    public int ProviderFaults { get; set; }
    public int NoAnswers { get; set; }

    /// <summary>The counts in the order of <see cref="TrafficKind"/>.</summary>
    internal int[] Counts
    {
        get => [Inbound, Accepted, Delivered, ProviderFaults, NoAnswers];
        set => (Inbound, Accepted, Delivered, ProviderFaults, NoAnswers) = (value[0], value[1], value[2], value[3], value[4]);
    }

    internal void Add(TrafficKind kind)
    {
        var counts = Counts;
        counts[(int)kind]++;
        Counts = counts;
    }
}

/// <summary>How far the traffic was counted: one row.</summary>
public sealed class TrafficProgress
{
    public int Id { get; set; } = 1;
    public long Message { get; set; }
    public long Status { get; set; }
    public long Attempt { get; set; }

    /// <summary>Everything before this instant is counted, UTC.</summary>
    public DateTimeOffset CountedUntil { get; set; }
}

internal sealed class TrafficMinuteConfiguration : IEntityTypeConfiguration<TrafficMinute>, IEntityTypeConfiguration<TrafficProgress>
{
    public void Configure(EntityTypeBuilder<TrafficMinute> builder)
    {
        builder.ToTable("ctr_TrafficMinute").HasKey(m => m.Minute);
        builder.Property(m => m.Minute).ValueGeneratedNever();
        builder.Ignore(m => m.Counts);
    }

    public void Configure(EntityTypeBuilder<TrafficProgress> builder)
    {
        builder.ToTable("ctr_TrafficProgress").HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Message).IsConcurrencyToken();
        builder.Property(p => p.Status).IsConcurrencyToken();
        builder.Property(p => p.Attempt).IsConcurrencyToken();
    }
}
