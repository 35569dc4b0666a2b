using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>Ends a key for good. Every process refuses it within about a second.</summary>
public sealed class RevokeApiKey(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Revokes the active key of that name. Returns false when there is none.</summary>
    public async Task<bool> RunAsync(string name, Actor actor, CancellationToken cancellation)
    {
        name = name.Trim();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.Name == name && k.RevokedAt == null, cancellation);
        if (key is null)
            return false;
        var now = clock.GetUtcNow();
        key.RevokedAt = now;
        db.Audit(actor, AuditActions.ApiKeyChanged, "api-key", key.Id, now, "revogada");
        db.Announce(ChangeTopics.Settings, ApiKeyDirectory.ChangeKey, now);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
