using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Citizens;

/// <summary>
/// Moves what a module keeps about one citizen to another, when both turn out to be the same person (a message carried
/// the phone of one and the user id of the other). Every module that stores a citizen's id implements it.
/// </summary>
public interface ICitizenMerge
{
    /// <summary>Called inside the transaction that then removes <paramref name="from"/>.</summary>
    Task MergeAsync(PortalDbContext db, Guid from, Guid into, CancellationToken cancellation);
}
