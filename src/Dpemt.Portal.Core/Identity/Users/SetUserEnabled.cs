using System.Data;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Disables a user, whose sessions then end, or enables her again.</summary>
public sealed class SetUserEnabled(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>Null when done.</returns>
    public async Task<Refusal?> RunAsync(Actor actor, Guid userId, bool enabled, CancellationToken cancellation)
    {
        if (!enabled && actor.UserId == userId) return UserErrors.Oneself;
        await using var scope = new AccountScope(scopes);
        await using var transaction = await scope.Db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (await scope.FindAsync(userId, cancellation) is not { } user) return UserErrors.NotFound;
        if (user.Disabled == !enabled) return null;
        if (!enabled && await scope.IsLastCdiAsync(userId, cancellation)) return UserErrors.LastCdi;

        var now = clock.GetUtcNow();
        user.Disabled = !enabled;
        scope.Db.Audit(actor, AuditActions.UserChanged, "user", userId, now, enabled ? "Reativado." : "Desativado.");
        scope.Db.Announce(ChangeTopics.User, userId, now);
        if (UserErrors.From(await scope.Users.UpdateSecurityStampAsync(user)) is { } refused) return refused;
        await transaction.CommitAsync(cancellation);
        return null;
    }
}
