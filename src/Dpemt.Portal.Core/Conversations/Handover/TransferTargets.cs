using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Where a conversation may be transferred to.</summary>
/// <param name="Receptions">Active receptions by name.</param>
/// <param name="People">Users with a place at the desk, by name, without the asking one.</param>
public sealed record TransferChoices(IReadOnlyList<TransferReception> Receptions, IReadOnlyList<TransferPerson> People);

/// <summary>A reception to transfer to.</summary>
public sealed record TransferReception(int Id, string Name);

/// <summary>A person to transfer to.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">Her display name.</param>
/// <param name="Receptions">Names of her receptions, separated by commas; "Supervisão" for supervisors.</param>
public sealed record TransferPerson(Guid UserId, string Name, string Receptions);

/// <summary>The choices of the transfer dialog.</summary>
public sealed class TransferTargets(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads the choices for <paramref name="who"/>; none for users without a place at the desk.</summary>
    public async Task<TransferChoices> RunAsync(Actor who, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        if (!scope.MayWork)
            return new([], []);
        var receptions = await db.Receptions.AsNoTracking().Where(r => r.Active).OrderBy(r => r.Name)
            .Select(r => new TransferReception(r.Id, r.Name)).ToListAsync(cancellation);
        var bindings = await db.UserReceptions.AsNoTracking().ToListAsync(cancellation);
        var desk = await db.UserRoles
            .Join(db.Roles.Where(r => r.Name == Roles.Reception || r.Name == Roles.Supervisor), u => u.RoleId, r => r.Id, (u, r) => new { u.UserId, Role = r.Name })
            .Join(db.Users.Where(u => !u.Disabled && u.Id != scope.UserId), p => p.UserId, u => u.Id, (p, u) => new { p.UserId, p.Role, u.DisplayName })
            .ToListAsync(cancellation);
        var names = receptions.ToDictionary(r => r.Id, r => r.Name);
        var people = desk.GroupBy(p => (p.UserId, p.DisplayName)).Select(g => new TransferPerson(
            g.Key.UserId,
            g.Key.DisplayName,
            g.Any(p => p.Role == Roles.Supervisor)
                ? "Supervisão"
                : string.Join(", ", bindings.Where(b => b.UserId == g.Key.UserId && names.ContainsKey(b.ReceptionId)).Select(b => names[b.ReceptionId]).Order())));
        return new(receptions, [.. people.Where(p => p.Receptions.Length > 0).OrderBy(p => p.Name, StringComparer.CurrentCulture)]);
    }
}
