using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>
/// What one user may see and do at the desk. The one place where access to conversations is decided: reception sees its
/// receptions, supervisors theirs or, bound to none, all, everybody else nothing. Read anew for every action, so that a change of roles or a
/// disabled account takes effect at once.
/// </summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">Her display name.</param>
/// <param name="IsSupervisor">May take over and act on conversations of colleagues, where she sees them.</param>
/// <param name="Receptions">Receptions of a user of the desk; empty for supervisors who see all.</param>
public sealed record DeskScope(Guid UserId, string Name, bool IsSupervisor, IReadOnlyList<int> Receptions)
{
    /// <summary>True when the user sees every reception: a supervisor who is bound to none.</summary>
    public bool SeesAll => IsSupervisor && Receptions.Count == 0;

    /// <summary>True when the user has a place at the desk.</summary>
    public bool MayWork => IsSupervisor || Receptions.Count > 0;

    /// <summary>Reads the scope of <paramref name="who"/>; one without rights for systems, the portal, and unknown or disabled users.</summary>
    public static async Task<DeskScope> OfAsync(PortalDbContext db, Actor who, CancellationToken cancellation)
    {
        if (who.UserId is not { } userId)
            return new(Guid.Empty, who.Name, false, []);
        var name = await db.Users.Where(u => u.Id == userId && !u.Disabled).Select(u => u.DisplayName).FirstOrDefaultAsync(cancellation);
        if (name is null)
            return new(userId, who.Name, false, []);
        var roles = await db.UserRoles.Where(r => r.UserId == userId).Join(db.Roles, r => r.RoleId, r => r.Id, (_, role) => role.Name).ToListAsync(cancellation);
        var supervises = roles.Contains(Roles.Supervisor);
        if (!supervises && !roles.Contains(Roles.Reception))
            return new(userId, name, false, []);
        var receptions = await db.UserReceptions.Where(r => r.UserId == userId).Select(r => r.ReceptionId).ToListAsync(cancellation);
        return new(userId, name, supervises, receptions.Count == 0 ? [] : [.. receptions, HandoverEntry.NoReception]);
    }

    /// <summary>The places of the queue that the user may see, ended ones left out.</summary>
    internal IQueryable<HandoverEntry> Open(PortalDbContext db)
    {
        // "State < 2" stands literally in the filter of the index; SQLite uses the index only when the query says the same.
        var open = db.HandoverEntries.AsNoTracking().Where(e => e.State < HandoverState.Ended);
        return SeesAll ? open : open.Where(e => Receptions.Contains(e.ReceptionId));
    }

    /// <summary>True when the user may open the conversation: of one of her receptions, or hers.</summary>
    internal bool MaySee(Conversation conversation) =>
        SeesAll
        || (MayWork && (conversation.AssignedUserId == UserId || (conversation.ReceptionId is { } reception && Receptions.Contains(reception))));
}
