using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity;

/// <summary>Somebody else changed a line between its loading into a form and its saving: nothing was saved.</summary>
/// <param name="Who">Name of who changed it last, by the audit trail; null when the trail does not say.</param>
/// <param name="At">When, UTC; null likewise.</param>
/// <param name="Current">
/// The line as it is now, of the type of the form that was to be saved. Saving again with it as the loaded form
/// overwrites on purpose.
/// </param>
public sealed record EditConflict(string? Who, DateTimeOffset? At, object Current)
{
    /// <summary>The conflict over a line, with who changed it last.</summary>
    internal static async Task<EditConflict> OverAsync(
        PortalDbContext db, string action, string subjectKind, string subjectId, object current, CancellationToken cancellation)
    {
        var last = await db.AuditEntries.AsNoTracking().Where(e => e.SubjectKind == subjectKind && e.SubjectId == subjectId && e.Action == action)
            .OrderByDescending(e => e.Id).Select(e => new { e.ActorName, e.At }).FirstOrDefaultAsync(cancellation);
        return new(last?.ActorName, last?.At, current);
    }
}
