using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>
/// Where a message is counted: its number is the key, so that it can be counted once only. Two numbers a message, since there are
/// millions a year; everything else stands in the line that it points to.
/// </summary>
public sealed class MeteredMessage
{
    public long MessageId { get; set; }

    /// <summary>The <see cref="ConsumptionDay"/>.</summary>
    public long DayId { get; set; }
}

/// <summary>
/// A further entry of a message whose first place lies in a closed month and does not move any more: what must be taken out of
/// it or added to it, in a month that is open.
/// </summary>
public sealed class MeteredChange
{
    public long Id { get; set; }
    public long MessageId { get; set; }

    /// <summary>The <see cref="ConsumptionDay"/>.</summary>
    public long DayId { get; set; }

    /// <summary>1 or −1.</summary>
    public int Count { get; set; }
}

/// <summary>How far metering has come. One row; its version makes rounds, rebuilding and closing take turns.</summary>
public sealed class ConsumptionProgress
{
    public int Id { get; set; }

    /// <summary>Number of the last status that was counted.</summary>
    public long StatusMark { get; set; }

    /// <summary>Everything that the portal had learned before this is counted, UTC.</summary>
    public DateTimeOffset CountedUntil { get; set; }

    public long Version { get; set; }
}

internal sealed class MeteredMessageConfiguration
    : IEntityTypeConfiguration<MeteredMessage>, IEntityTypeConfiguration<MeteredChange>, IEntityTypeConfiguration<ConsumptionProgress>
{
    public void Configure(EntityTypeBuilder<MeteredMessage> builder)
    {
        builder.ToTable("ctr_MeteredMessage").HasKey(m => m.MessageId);
        builder.Property(m => m.MessageId).ValueGeneratedNever();
        builder.HasIndex(m => new { m.DayId, m.MessageId });
    }

    public void Configure(EntityTypeBuilder<MeteredChange> builder)
    {
        builder.ToTable("ctr_MeteredChange").HasKey(c => c.Id);
        builder.HasIndex(c => c.MessageId);
        builder.HasIndex(c => new { c.DayId, c.MessageId });
    }

    public void Configure(EntityTypeBuilder<ConsumptionProgress> builder)
    {
        builder.ToTable("ctr_ConsumptionProgress").HasKey(p => p.Id);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
    }
}
