using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Outcome: the password that is shown once, or why not.</summary>
public sealed record ResetPasswordResult(string? TemporaryPassword, Refusal? Refusal);

/// <summary>Gives a user a new temporary password; her sessions end and any lockout with them.</summary>
public sealed class ResetPassword(IServiceScopeFactory scopes, TimeProvider clock)
{
    public async Task<ResetPasswordResult> RunAsync(Actor actor, Guid userId, CancellationToken cancellation)
    {
        await using var scope = new AccountScope(scopes);
        if (await scope.FindAsync(userId, cancellation) is not { } user) return new(null, UserErrors.NotFound);
        var password = TemporaryPassword.Create();
        var now = clock.GetUtcNow();
        user.PasswordHash = scope.Users.PasswordHasher.HashPassword(user, password);
        user.MustChangePassword = true;
        user.LockoutEnd = null;
        user.AccessFailedCount = 0;
        scope.Db.Audit(actor, AuditActions.PasswordChanged, "user", userId, now, "Senha temporária gerada pela administração.");
        scope.Db.Announce(ChangeTopics.User, userId, now);
        return UserErrors.From(await scope.Users.UpdateSecurityStampAsync(user)) is { } refused ? new(null, refused) : new(password, null);
    }
}
