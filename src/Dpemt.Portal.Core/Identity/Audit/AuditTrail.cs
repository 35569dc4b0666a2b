using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Identity.Audit;

/// <summary>Adds entries to the trail.</summary>
public static class AuditTrail
{
    /// <summary>Notes an act, to be saved with it in one transaction.</summary>
    public static void Audit(
        this PortalDbContext db, Actor actor, string action, string subjectKind, object subjectId, DateTimeOffset at, string? detail = null) =>
        db.AuditEntries.Add(new AuditEntry
        {
            At = at,
            ActorKind = actor.Kind,
            ActorUserId = actor.UserId,
            ActorName = actor.Name,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = Convert.ToString(subjectId, System.Globalization.CultureInfo.InvariantCulture)!,
            Detail = detail,
        });
}
