using Dpemt.Portal.Changes;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>Keeps the well-known key of Development in the database. Never called elsewhere: outside Development there is no default key.</summary>
public sealed class EnsureDevelopmentKey(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The secret that scripts and tests use in Development.</summary>
    public const string Secret = "dev-key";

    /// <summary>Makes the key with every scope, or gives it the scopes that came later. Safe to run twice.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var hash = ApiKeySecret.HashOf(Secret);
        var scopes = string.Join(' ', ApiScopes.All.Keys.Order(StringComparer.Ordinal));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Hash == hash, cancellation);
        if (key is not null && key.Scopes == scopes && key.RevokedAt is null)
            return;
        var now = clock.GetUtcNow();
        if (key is null)
            db.ApiKeys.Add(key = new ApiKey { Name = "desenvolvimento", Hash = hash, Scopes = scopes, CreatedAt = now });
        key.Scopes = scopes;
        key.RevokedAt = null;
        db.Announce(ChangeTopics.Settings, ApiKeyDirectory.ChangeKey, now);
        await db.SaveChangesAsync(cancellation);
    }
}
