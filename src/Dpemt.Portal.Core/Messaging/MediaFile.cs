using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Messaging;

/// <summary>Where a file stands.</summary>
public enum MediaState
{
    /// <summary>From a citizen, still to be fetched from the provider.</summary>
    Pending = 0,
    Ready = 1,

    /// <summary>Could not be fetched or was refused; <see cref="MediaFile.Fault"/> says why.</summary>
    Failed = 2,
}

/// <summary>A picture, audio, video or document of a message. The bytes are in <see cref="MediaContent"/>.</summary>
public sealed class MediaFile
{
    public long Id { get; set; }

    /// <summary>Id at the provider: where to fetch it from, or what the upload gave.</summary>
    public string? ProviderId { get; set; }

    /// <summary>Until when the provider knows <see cref="ProviderId"/> of a file that we uploaded, UTC.</summary>
    public DateTimeOffset? ProviderIdUntil { get; set; }

    public MessageKind Kind { get; set; }
    public required string MimeType { get; set; }

    [Sealed]
    public string? FileName { get; set; }

    /// <summary>Bytes.</summary>
    public long Size { get; set; }

    public MediaState State { get; set; }
    public int Attempts { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }
    public string? Fault { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>The bytes of a file, apart, so that no list loads them by accident.</summary>
public sealed class MediaContent
{
    public long MediaId { get; set; }

    [Sealed]
    public required byte[] Bytes { get; set; }
}

internal sealed class MediaFileConfiguration : IEntityTypeConfiguration<MediaFile>, IEntityTypeConfiguration<MediaContent>
{
    public void Configure(EntityTypeBuilder<MediaFile> builder)
    {
        builder.ToTable("msg_MediaFile").HasKey(m => m.Id);
        builder.Property(m => m.ProviderId).HasMaxLength(200);
        builder.Property(m => m.MimeType).HasMaxLength(120);
        builder.Property(m => m.Fault).HasMaxLength(300);
        builder.HasIndex(m => m.NextAttemptAt).HasFilter("\"State\" = 0");
    }

    public void Configure(EntityTypeBuilder<MediaContent> builder)
    {
        builder.ToTable("msg_MediaContent").HasKey(m => m.MediaId);
        builder.Property(m => m.MediaId).ValueGeneratedNever();
        builder.HasOne<MediaFile>().WithOne().HasForeignKey<MediaContent>(m => m.MediaId).OnDelete(DeleteBehavior.Cascade);
    }
}
