using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Features.Identity.Users;

/// <summary>A reception that a user can be bound to.</summary>
public sealed record ReceptionChoice(int Id, string Name, bool Active);

/// <summary>Receptions by name; there are a few dozen.</summary>
public sealed class ReceptionChoices(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Most = 500;

    public async Task<IReadOnlyList<ReceptionChoice>> RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Receptions.AsNoTracking().OrderBy(reception => reception.Name).Take(Most)
            .Select(reception => new ReceptionChoice(reception.Id, reception.Name, reception.Active)).ToListAsync(cancellation);
    }
}
