using Dpemt.Portal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity.Users;

/// <summary>
/// One operation on accounts. The framework's user manager saves through the scope's context, so what is noted in
/// <see cref="Db"/> before (audit, change feed) is saved in the same transaction; a circuit's own scope would live too long.
/// </summary>
internal sealed class AccountScope : IAsyncDisposable
{
    private readonly AsyncServiceScope _scope;

    internal AccountScope(IServiceScopeFactory scopes)
    {
        _scope = scopes.CreateAsyncScope();
        Users = _scope.ServiceProvider.GetRequiredService<UserManager<PortalUser>>();
        Db = _scope.ServiceProvider.GetRequiredService<PortalDbContext>();
    }

    internal UserManager<PortalUser> Users { get; }

    internal PortalDbContext Db { get; }

    internal Task<PortalUser?> FindAsync(Guid userId, CancellationToken cancellation) => Db.Users.SingleOrDefaultAsync(u => u.Id == userId, cancellation);

    /// <summary>True when no other enabled user has the role that administers users.</summary>
    internal async Task<bool> IsLastCdiAsync(Guid userId, CancellationToken cancellation)
    {
        var holders = from link in Db.UserRoles
                      join role in Db.Roles on link.RoleId equals role.Id
                      join user in Db.Users on link.UserId equals user.Id
                      where role.Name == Roles.Cdi && !user.Disabled
                      select user.Id;
        var ids = await holders.ToListAsync(cancellation);
        return ids.Contains(userId) && ids.TrueForAll(id => id == userId);
    }

    public ValueTask DisposeAsync() => _scope.DisposeAsync();
}
