using System.Globalization;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>A key as the administration shows it; instants are UTC.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">The system that holds it.</param>
/// <param name="Scopes">What it may do, names of <see cref="ApiScopes"/>.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="CreatedBy">Who made it, by the audit trail; null when the trail does not say.</param>
/// <param name="RevokedAt">When it ended, or null.</param>
/// <param name="LastUsedAt">Last use, to the minute, or null.</param>
public sealed record ApiKeyLine(
    int Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, string? CreatedBy, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>The keys, active ones first, then the newest. There are few: they need no paging.</summary>
public sealed class ApiKeyList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>What the audit trail calls a key.</summary>
    internal const string AuditSubject = "api-key";

    private const int Limit = 500;

    /// <summary>Reads the keys.</summary>
    public async Task<IReadOnlyList<ApiKeyLine>> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.ApiKeys.AsNoTracking().OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.Id).Take(Limit).ToListAsync(cancellation);
        // The first entry of a key tells who made it; there are two per key at most.
        var entries = await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == AuditSubject).OrderBy(e => e.Id)
            .Select(e => new { e.SubjectId, e.ActorName }).ToListAsync(cancellation);
        var makers = entries.GroupBy(e => e.SubjectId).ToDictionary(g => g.Key, g => g.First().ActorName);
        return [.. rows.Select(k => new ApiKeyLine(
            k.Id, k.Name, k.Scopes.Split(' '), k.CreatedAt, makers.GetValueOrDefault(k.Id.ToString(CultureInfo.InvariantCulture)), k.RevokedAt, k.LastUsedAt))];
    }
}
