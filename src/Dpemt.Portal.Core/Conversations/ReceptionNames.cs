using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations;

/// <summary>The names of receptions, for other modules.</summary>
public static class ReceptionNames
{
    /// <summary>Names of those ids, in alphabetical order; one that is gone is left out.</summary>
    public static Task<List<string>> ReceptionNamesAsync(this PortalDbContext db, IReadOnlyCollection<int> ids, CancellationToken cancellation) =>
        db.Receptions.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Name).Select(r => r.Name).ToListAsync(cancellation);

    /// <summary>Names by id; one that is gone is left out.</summary>
    public static Task<Dictionary<int, string>> NamesOfReceptionsAsync(this PortalDbContext db, IReadOnlyCollection<int> ids, CancellationToken cancellation) =>
        db.Receptions.AsNoTracking().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancellation);

    /// <summary>Names of all receptions by id.</summary>
    public static Task<Dictionary<int, string>> NamesOfAllReceptionsAsync(this PortalDbContext db, CancellationToken cancellation) =>
        db.Receptions.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name, cancellation);
}
