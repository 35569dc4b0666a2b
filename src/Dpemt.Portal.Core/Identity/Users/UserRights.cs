using Dpemt.Portal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Roles and receptions of a user.</summary>
internal static class UserRights
{
    internal static Refusal? Check(UserDetails details)
    {
        if (string.IsNullOrWhiteSpace(details.DisplayName) || details.DisplayName.Trim().Length > PortalUser.DisplayNameLength) return UserErrors.NoName;
        if (!System.Net.Mail.MailAddress.TryCreate(details.Email?.Trim(), out _)) return UserErrors.BadEmail;
        if (details.Roles.Count == 0 || details.Roles.Any(role => !Roles.Labels.ContainsKey(role))) return UserErrors.NoRole;
        return details.Roles.Contains(Roles.Reception) && details.ReceptionIds.Count == 0 ? UserErrors.NoReception : null;
    }

    internal static string Describe(UserDetails details) => string.Join(", ", details.Roles.Select(role => Roles.Labels[role]).Order(StringComparer.Ordinal));

    /// <summary>The user as a form has her.</summary>
    internal static async Task<UserDetails> ReadAsync(PortalDbContext db, PortalUser user, CancellationToken cancellation)
    {
        var roles = await db.UserRoles.Where(link => link.UserId == user.Id).Join(db.Roles, link => link.RoleId, role => role.Id, (link, role) => role.Name!).ToListAsync(cancellation);
        var receptions = await db.UserReceptions.Where(link => link.UserId == user.Id).Select(link => link.ReceptionId).ToListAsync(cancellation);
        return new(user.DisplayName, user.Email!, roles, receptions);
    }

    /// <summary>Notes the wanted roles and receptions; the caller saves.</summary>
    internal static async Task SetAsync(PortalDbContext db, Guid userId, UserDetails details, CancellationToken cancellation)
    {
        var wanted = await db.Roles.Where(role => details.Roles.Contains(role.Name!)).Select(role => role.Id).ToListAsync(cancellation);
        if (wanted.Count != details.Roles.Distinct().Count()) throw new InvalidOperationException("The roles are not in the database: PrepareRoles has not run.");
        var links = await db.UserRoles.Where(link => link.UserId == userId).ToListAsync(cancellation);
        db.UserRoles.RemoveRange(links.Where(link => !wanted.Contains(link.RoleId)));
        db.UserRoles.AddRange(wanted.Except(links.Select(link => link.RoleId)).Select(role => new IdentityUserRole<Guid> { UserId = userId, RoleId = role }));

        var receptions = details.ReceptionIds.Distinct().ToList();
        var bound = await db.UserReceptions.Where(link => link.UserId == userId).ToListAsync(cancellation);
        db.UserReceptions.RemoveRange(bound.Where(link => !receptions.Contains(link.ReceptionId)));
        db.UserReceptions.AddRange(receptions.Except(bound.Select(link => link.ReceptionId)).Select(id => new UserReception { UserId = userId, ReceptionId = id }));
    }
}
