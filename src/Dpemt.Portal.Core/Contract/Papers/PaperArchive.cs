using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>A paper in a list.</summary>
public sealed record PaperLine(long Id, PaperKind Kind, int Year, int Number, string Title, string Sha256, DateTimeOffset IssuedAt, string IssuedByName);

/// <summary>Issues papers and finds them again.</summary>
public sealed class PaperArchive(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>How the data are written: stable order of members, accents as they are, indented for readers.</summary>
    public static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>SHA-256 of data as papers print it.</summary>
    public static string HashOf(string data) => HashOf(Encoding.UTF8.GetBytes(data));

    /// <summary>SHA-256 of the bytes of a data file.</summary>
    public static string HashOf(ReadOnlySpan<byte> data) => Convert.ToHexStringLower(SHA256.HashData(data));

    /// <summary>
    /// Issues a paper about <paramref name="subject"/>. The same data again is the same paper: a second click makes no second number.
    /// </summary>
    public async Task<Paper> IssueAsync<T>(Actor who, PaperKind kind, long subject, string title, T data, CancellationToken cancellation)
    {
        var text = JsonSerializer.Serialize(data, Format);
        var hash = HashOf(text);
        for (var tries = 0; ; tries++)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
            if (await db.Papers.AsNoTracking().FirstOrDefaultAsync(p => p.Kind == kind && p.SubjectId == subject && p.Sha256 == hash, cancellation) is { } same)
                return same;
            var now = clock.GetUtcNow();
            var year = ContractTime.Local(now).Year;
            var last = await db.Papers.Where(p => p.Kind == kind && p.Year == year).MaxAsync(p => (int?)p.Number, cancellation) ?? 0;
            var paper = new Paper
            {
                Kind = kind,
                Year = year,
                Number = last + 1,
                SubjectId = subject,
                Title = title,
                Data = text,
                Sha256 = hash,
                IssuedAt = now,
                IssuedByUserId = who.UserId,
                IssuedByName = who.Name,
            };
            db.Papers.Add(paper);
            try
            {
                await db.SaveChangesAsync(cancellation);
                db.Audit(who, AuditActions.PaperIssued, "documento-emitido", paper.Id, now, $"{title}, SHA-256 {hash}");
                await db.SaveChangesAsync(cancellation);
                await transaction.CommitAsync(cancellation);
                return paper;
            }
            catch (DbUpdateException) when (tries < 3)
            {
                // Somebody else took the number: the next one is taken in the next round.
            }
        }
    }

    /// <summary>One paper, or null.</summary>
    public async Task<Paper?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Papers.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
    }

    /// <summary>The papers about a subject, newest first.</summary>
    public async Task<IReadOnlyList<PaperLine>> AboutAsync(PaperKind[] kinds, long subject, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Papers.AsNoTracking().Where(p => kinds.Contains(p.Kind) && p.SubjectId == subject).OrderByDescending(p => p.Id)
            .Select(p => new PaperLine(p.Id, p.Kind, p.Year, p.Number, p.Title, p.Sha256, p.IssuedAt, p.IssuedByName)).Take(100).ToListAsync(cancellation);
    }

    /// <summary>The papers whose printed hash is <paramref name="hash"/>; blanks and capitals do not matter. Also checks that the stored data still give it.</summary>
    public async Task<IReadOnlyList<(PaperLine Paper, bool Intact)>> WithHashAsync(string hash, CancellationToken cancellation)
    {
        hash = string.Concat(hash.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();
        if (hash.Length != 64)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Papers.AsNoTracking().Where(p => p.Sha256 == hash).OrderBy(p => p.Id).Take(20).ToListAsync(cancellation);
        return [.. found.Select(p => (new PaperLine(p.Id, p.Kind, p.Year, p.Number, p.Title, p.Sha256, p.IssuedAt, p.IssuedByName), HashOf(p.Data) == hash))];
    }
}
