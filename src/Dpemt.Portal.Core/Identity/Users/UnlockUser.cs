using Dpemt.Portal.Identity.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Ends a lockout before its time.</summary>
public sealed class UnlockUser(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>Null when done.</returns>
    public async Task<Refusal?> RunAsync(Actor actor, Guid userId, CancellationToken cancellation)
    {
        await using var scope = new AccountScope(scopes);
        if (await scope.FindAsync(userId, cancellation) is not { } user) return UserErrors.NotFound;
        user.AccessFailedCount = 0;
        scope.Db.Audit(actor, AuditActions.UserChanged, "user", userId, clock.GetUtcNow(), "Desbloqueado.");
        return UserErrors.From(await scope.Users.SetLockoutEndDateAsync(user, null));
    }
}
