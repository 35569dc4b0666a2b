using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Dpemt.Portal.Notices;

/// <summary>What people can be told about by e-mail; each person chooses. The numbers are stored.</summary>
[Flags]
public enum NoticeSubjects
{
    None = 0,

    /// <summary>Incidents and the clocks of their tickets, at any hour.</summary>
    Incidents = 1,

    /// <summary>Deadlines of the contract: glosas, appeals, attestations.</summary>
    Deadlines = 2,

    /// <summary>Consumption against the contract.</summary>
    Consumption = 4,

    /// <summary>Security and personal data.</summary>
    Security = 8,
}

/// <summary>Somebody who is told outside the portal.</summary>
public sealed class NoticeRecipient
{
    public int Id { get; set; }

    [Sealed]
    public required string Name { get; set; }

    [Sealed]
    public required string Email { get; set; }

    public NoticeSubjects Subjects { get; set; }
    public bool Enabled { get; set; }
}

/// <summary>An e-mail to all who want to hear of its subject. Sent once: <see cref="Key"/> is unique.</summary>
public sealed class Notice
{
    public long Id { get; set; }
    public NoticeSubjects Subject { get; set; }

    /// <summary>What it is about, for instance <c>chamado-12-1h-30min</c>: the same key is told once, whoever asks and however often.</summary>
    public required string Key { get; set; }

    /// <summary>Subject line in Portuguese; no personal data.</summary>
    public required string Title { get; set; }

    /// <summary>Plain text in Portuguese; no personal data of citizens.</summary>
    public required string Body { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Null while it waits.</summary>
    public DateTimeOffset? SentAt { get; set; }

    public int Attempts { get; set; }
    public DateTimeOffset? NextAttemptAt { get; set; }

    /// <summary>Why the last attempt failed, in Portuguese, or why nobody was told.</summary>
    public string? Fault { get; set; }
}

internal sealed class NoticeConfiguration : IEntityTypeConfiguration<Notice>, IEntityTypeConfiguration<NoticeRecipient>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.ToTable("ntc_Notice").HasKey(n => n.Id);
        builder.Property(n => n.Key).HasMaxLength(120);
        builder.Property(n => n.Title).HasMaxLength(200);
        builder.Property(n => n.Body).HasMaxLength(8000);
        builder.Property(n => n.Fault).HasMaxLength(300);
        builder.HasIndex(n => n.Key).IsUnique();
        builder.HasIndex(n => n.NextAttemptAt).HasDatabaseName("IX_ntc_Notice_Waiting").HasFilter("\"SentAt\" IS NULL");
    }

    public void Configure(EntityTypeBuilder<NoticeRecipient> builder) => builder.ToTable("ntc_Recipient").HasKey(r => r.Id);
}

/// <summary>Puts notices on their way.</summary>
public static class NoticeBook
{
    /// <summary>Notes an e-mail in the transaction of what it tells of, unless its key was told before. True when it is new.</summary>
    public static async Task<bool> TellAsync(
        this PortalDbContext db, NoticeSubjects subject, string key, string title, string body, DateTimeOffset at, CancellationToken cancellation)
    {
        if (db.Notices.Local.Any(n => n.Key == key) || await db.Notices.AnyAsync(n => n.Key == key, cancellation))
            return false;
        db.Notices.Add(new Notice { Subject = subject, Key = key, Title = title, Body = body, CreatedAt = at, NextAttemptAt = at });
        return true;
    }
}
