using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.Users;

/// <summary>A user as the list shows her.</summary>
/// <param name="Id">Key.</param>
/// <param name="DisplayName">Name.</param>
/// <param name="Email">Name to sign in with.</param>
/// <param name="Roles">Names of her roles.</param>
/// <param name="ReceptionIds">Receptions that she answers for.</param>
/// <param name="Disabled">Cannot sign in.</param>
/// <param name="LockedUntil">End of a lockout that is still running, UTC; else null.</param>
/// <param name="TwoFactor">Has the second step.</param>
/// <param name="MustChangePassword">Has not yet changed her temporary password.</param>
public sealed record UserRow(
    Guid Id, string DisplayName, string Email, IReadOnlyList<string> Roles, IReadOnlyList<int> ReceptionIds,
    bool Disabled, DateTimeOffset? LockedUntil, bool TwoFactor, bool MustChangePassword);

/// <summary>A part of the list and how many users match in all.</summary>
public sealed record UserPage(IReadOnlyList<UserRow> Rows, int Total);

/// <summary>Users by name, searched by a part of name or e-mail.</summary>
public sealed class UserList(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Most rows of a page.</summary>
    public const int MaxPageSize = 100;

    /// <param name="search">Part of name or e-mail, or null.</param>
    /// <param name="page">From zero.</param>
    /// <param name="pageSize">1 to <see cref="MaxPageSize"/>.</param>
    /// <param name="cancellation">Stops the query.</param>
    public async Task<UserPage> RunAsync(string? search, int page, int pageSize, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(page);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pageSize, Math.Clamp(pageSize, 1, MaxPageSize));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var users = db.Users.AsNoTracking();
        if (!string.IsNullOrWhiteSpace(search))
        {
            var pattern = "%" + search.Trim().Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
                .Replace("_", "\\_", StringComparison.Ordinal).Replace("[", "\\[", StringComparison.Ordinal) + "%";
            users = users.Where(user => EF.Functions.Like(user.DisplayName, pattern, "\\") || EF.Functions.Like(user.Email!, pattern, "\\"));
        }

        var total = await users.CountAsync(cancellation);
        var found = await users.OrderBy(user => user.DisplayName).ThenBy(user => user.Id).Skip(page * pageSize).Take(pageSize)
            .Select(user => new { user.Id, user.DisplayName, user.Email, user.Disabled, user.LockoutEnd, user.TwoFactorEnabled, user.MustChangePassword })
            .ToListAsync(cancellation);
        var ids = found.ConvertAll(user => user.Id);
        var roles = await (from link in db.UserRoles
                           join role in db.Roles on link.RoleId equals role.Id
                           where ids.Contains(link.UserId)
                           select new { link.UserId, Role = role.Name! }).ToListAsync(cancellation);
        var receptions = await db.UserReceptions.Where(link => ids.Contains(link.UserId)).ToListAsync(cancellation);
        var now = clock.GetUtcNow();
        return new UserPage(
            found.ConvertAll(user => new UserRow(
                user.Id, user.DisplayName, user.Email!,
                [.. roles.Where(link => link.UserId == user.Id).Select(link => link.Role).Order(StringComparer.Ordinal)],
                [.. receptions.Where(link => link.UserId == user.Id).Select(link => link.ReceptionId).Order()],
                user.Disabled, user.LockoutEnd > now ? user.LockoutEnd : null, user.TwoFactorEnabled, user.MustChangePassword)),
            total);
    }
}
