using System.Linq.Expressions;
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
        return await RevokeAsync(k => k.Name == name, actor, cancellation);
    }

    /// <summary>Revokes the active key of that number. Returns false when there is none.</summary>
    public Task<bool> RunAsync(int id, Actor actor, CancellationToken cancellation) => RevokeAsync(k => k.Id == id, actor, cancellation);

    private async Task<bool> RevokeAsync(Expression<Func<ApiKey, bool>> which, Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var key = await db.ApiKeys.Where(which).SingleOrDefaultAsync(k => k.RevokedAt == null, cancellation);
        if (key is null)
            return false;
        var now = clock.GetUtcNow();
        key.RevokedAt = now;
        db.Audit(actor, AuditActions.ApiKeyChanged, ApiKeyList.AuditSubject, key.Id, now, "revogada");
        db.Announce(ChangeTopics.Settings, ApiKeyDirectory.ChangeKey, now);
        await db.SaveChangesAsync(cancellation);
        return true;
    }
}
