using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>A key as the administration shows it.</summary>
public sealed record ApiKeyLine(int Id, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt, DateTimeOffset? LastUsedAt);

/// <summary>The keys, active ones first, then the newest. There are few: they need no paging.</summary>
public sealed class ApiKeyList(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Limit = 500;

    /// <summary>Reads the keys.</summary>
    public async Task<IReadOnlyList<ApiKeyLine>> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.ApiKeys.AsNoTracking().OrderBy(k => k.RevokedAt != null).ThenByDescending(k => k.Id).Take(Limit).ToListAsync(cancellation);
        return [.. rows.Select(k => new ApiKeyLine(k.Id, k.Name, k.Scopes.Split(' '), k.CreatedAt, k.RevokedAt, k.LastUsedAt))];
    }
}
