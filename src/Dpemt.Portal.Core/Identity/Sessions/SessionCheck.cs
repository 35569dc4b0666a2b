using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.Sessions;

/// <summary>Whether a session that began with a given security stamp may go on.</summary>
public sealed class SessionCheck(IDbContextFactory<PortalDbContext> contexts)
{
    /// <returns>False when the user is gone or disabled, or her password, roles or second step changed since.</returns>
    public async Task<bool> RunAsync(Guid userId, string securityStamp, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Users.AnyAsync(user => user.Id == userId && !user.Disabled && user.SecurityStamp == securityStamp, cancellation);
    }
}
