using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.Sessions;

/// <summary>Puts sign-ins, refusals and changes of one's own account into the audit trail.</summary>
public sealed class RecordAccountEvent(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <param name="user">The account, or null when nobody has the name that was typed (which is not kept: it may be a password).</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="detail">In Portuguese, or null.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task RunAsync(PortalUser? user, string action, string? detail, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var actor = user is null ? Actor.Portal : Actor.Person(user.Id, user.DisplayName);
        db.Audit(actor, action, "user", user?.Id.ToString() ?? "desconhecido", clock.GetUtcNow(), detail);
        await db.SaveChangesAsync(cancellation);
    }
}
