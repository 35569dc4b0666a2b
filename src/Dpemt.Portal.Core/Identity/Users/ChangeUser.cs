using System.Data;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Changes name, roles and receptions. The user's sessions end, so that no old right outlives the change.</summary>
public sealed class ChangeUser(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>Null when done. The e-mail of <paramref name="details"/> is not changed: it is the name to sign in with.</returns>
    public async Task<Refusal?> RunAsync(Actor actor, Guid userId, UserDetails details, CancellationToken cancellation)
    {
        if (UserRights.Check(details) is { } refusal) return refusal;
        await using var scope = new AccountScope(scopes);
        // The rule of the last CDI reads other users: two administrators must not take the role from each other at once.
        await using var transaction = await scope.Db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (await scope.FindAsync(userId, cancellation) is not { } user) return UserErrors.NotFound;
        if (!details.Roles.Contains(Roles.Cdi) && await scope.IsLastCdiAsync(userId, cancellation)) return UserErrors.LastCdi;

        var now = clock.GetUtcNow();
        user.DisplayName = details.DisplayName.Trim();
        await UserRights.SetAsync(scope.Db, userId, details, cancellation);
        scope.Db.Audit(actor, AuditActions.UserChanged, "user", userId, now, $"Alterado. Perfis: {UserRights.Describe(details)}.");
        scope.Db.Announce(ChangeTopics.User, userId, now);
        if (UserErrors.From(await scope.Users.UpdateSecurityStampAsync(user)) is { } refused) return refused;
        await transaction.CommitAsync(cancellation);
        return null;
    }
}
