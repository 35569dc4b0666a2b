using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity.Audit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Switches the second step off for a user who lost her device; the old key and recovery codes are forgotten.</summary>
public sealed class ResetTwoFactor(IServiceScopeFactory scopes, TimeProvider clock)
{
    /// <returns>Null when done.</returns>
    public async Task<Refusal?> RunAsync(Actor actor, Guid userId, CancellationToken cancellation)
    {
        await using var scope = new AccountScope(scopes);
        if (await scope.FindAsync(userId, cancellation) is not { } user) return UserErrors.NotFound;
        var now = clock.GetUtcNow();
        user.TwoFactorEnabled = false;
        scope.Db.UserTokens.RemoveRange(await scope.Db.UserTokens.Where(token => token.UserId == userId).ToListAsync(cancellation));
        scope.Db.Audit(actor, AuditActions.TwoFactorChanged, "user", userId, now, "Desligada pela administração.");
        scope.Db.Announce(ChangeTopics.User, userId, now);
        return UserErrors.From(await scope.Users.UpdateSecurityStampAsync(user));
    }
}
