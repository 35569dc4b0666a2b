using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>Formats of an export. The numbers are stored.</summary>
public enum MessageExportFormat
{
    Csv = 0,
    Xlsx = 1,
}

/// <summary>Where an export stands. The numbers are stored.</summary>
public enum MessageExportState
{
    /// <summary>Waits for its turn.</summary>
    Queued = 0,

    /// <summary>The file is being made. After a process died it starts again from the first line.</summary>
    Running = 1,

    /// <summary>The file can be downloaded until <see cref="MessageExport.ExpiresAt"/>.</summary>
    Ready = 2,

    /// <summary>It failed as often as it may be tried.</summary>
    Failed = 3,

    /// <summary>A person stopped it.</summary>
    Cancelled = 4,

    /// <summary>Its day is over and the file was deleted.</summary>
    Expired = 5,
}

/// <summary>An export of messages, month by month, made in the background. What was asked for and by whom stays; the file is kept for a day.</summary>
public sealed class MessageExport
{
    public long Id { get; set; }

    /// <summary>First month.</summary>
    public BillingMonth From { get; set; }

    /// <summary>Last month, included.</summary>
    public BillingMonth To { get; set; }

    public MessageExportFormat Format { get; set; }
    public MessageExportState State { get; set; }

    /// <summary>Lines written so far.</summary>
    public long Rows { get; set; }

    /// <summary>Lines that the daily lines promise, for the percentage.</summary>
    public long Expected { get; set; }

    /// <summary>Length of the stored file; of CSV packed.</summary>
    public long Bytes { get; set; }

    /// <summary>How often it was begun: its parts carry the number, so that parts of a begun and lost attempt never mix in.</summary>
    public int Attempt { get; set; }

    /// <summary>Who makes it may go on until then, UTC; past it somebody else begins again.</summary>
    public DateTimeOffset? ClaimedUntil { get; set; }

    public DateTimeOffset AskedAt { get; set; }
    public Guid? AskedByUserId { get; set; }
    public required string AskedByName { get; set; }

    /// <summary>End of making, of whatever end.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the file is deleted.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }
}

/// <summary>A piece of an export's file. Sealed: Meta's ids encode phone numbers.</summary>
public sealed class MessageExportPart
{
    public long Id { get; set; }
    public long ExportId { get; set; }

    /// <summary><see cref="MessageExport.Attempt"/> that made it.</summary>
    public int Attempt { get; set; }

    /// <summary>From 0.</summary>
    public int Position { get; set; }

    [Sealed]
    public required byte[] Content { get; set; }
}

internal sealed class MessageExportConfiguration : IEntityTypeConfiguration<MessageExport>, IEntityTypeConfiguration<MessageExportPart>
{
    public void Configure(EntityTypeBuilder<MessageExport> builder)
    {
        builder.ToTable("ctr_MessageExport").HasKey(e => e.Id);
        builder.Property(e => e.AskedByName).HasMaxLength(100);
        builder.HasIndex(e => new { e.State, e.Id });
        builder.HasIndex(e => new { e.AskedByUserId, e.Id });
    }

    public void Configure(EntityTypeBuilder<MessageExportPart> builder)
    {
        builder.ToTable("ctr_MessageExportPart").HasKey(p => p.Id);
        builder.HasIndex(p => new { p.ExportId, p.Attempt, p.Position }).IsUnique();
        builder.HasOne<MessageExport>().WithMany().HasForeignKey(p => p.ExportId).OnDelete(DeleteBehavior.Restrict);
    }
}
