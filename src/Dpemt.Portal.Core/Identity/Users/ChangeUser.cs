using System.Data;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Outcome of a change: both null when done.</summary>
/// <param name="Refusal">Why the rules do not allow it.</param>
/// <param name="Conflict">Somebody else changed the user meanwhile; holds <see cref="UserDetails"/>.</param>
public sealed record UserChange(Refusal? Refusal, EditConflict? Conflict = null);

/// <summary>Changes name, roles and receptions. The user's sessions end, so that no old right outlives the change.</summary>
public sealed class ChangeUser(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <summary>Changes whatever the user has become meanwhile.</summary>
    public Task<UserChange> RunAsync(Actor actor, Guid userId, UserDetails details, CancellationToken cancellation) =>
        RunAsync(actor, userId, details, null, cancellation);

    /// <summary>
    /// Changes, unless the user is no longer as she was loaded. The e-mail of <paramref name="details"/> is not changed: it
    /// is the name to sign in with.
    /// </summary>
    public async Task<UserChange> RunAsync(Actor actor, Guid userId, UserDetails details, UserDetails? loaded, CancellationToken cancellation)
    {
        if (UserRights.Check(details) is { } refusal) return new(refusal);
        await using var scope = new AccountScope(scopes);
        // The rule of the last CDI reads other users: two administrators must not take the role from each other at once.
        await using var transaction = await scope.Db.Database.BeginTransactionAsync(IsolationLevel.Serializable, cancellation);
        if (await scope.FindAsync(userId, cancellation) is not { } user) return new(UserErrors.NotFound);
        if (loaded is not null && await UserRights.ReadAsync(scope.Db, user, cancellation) is var current && !loaded.Equals(current))
            return new(null, await EditConflict.OverAsync(scope.Db, AuditActions.UserChanged, "user", userId.ToString(), current, cancellation));
        if (!details.Roles.Contains(Roles.Cdi) && await scope.IsLastCdiAsync(userId, cancellation)) return new(UserErrors.LastCdi);

        var now = clock.GetUtcNow();
        user.DisplayName = details.DisplayName.Trim();
        await UserRights.SetAsync(scope.Db, userId, details, cancellation);
        scope.Db.Audit(actor, AuditActions.UserChanged, "user", userId, now, $"Alterado. Perfis: {UserRights.Describe(details)}.");
        scope.Db.Announce(ChangeTopics.User, userId, now);
        if (UserErrors.From(await scope.Users.UpdateSecurityStampAsync(user)) is { } refused) return new(refused);
        await transaction.CommitAsync(cancellation);
        return new(null);
    }
}
