using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Identity.Users;

/// <summary>Puts the roles into a migrated database. May run on every start and on two instances.</summary>
public sealed class PrepareRoles(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var present = await db.Roles.Select(role => role.Name).ToListAsync(cancellation);
        db.Roles.AddRange(Roles.Labels.Keys.Except(present).Select(name => new PortalRole
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Name = name,
            NormalizedName = name!.ToUpperInvariant(),
        }));
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another instance put them there first; anything else shows in the count.
            await using var again = await contexts.CreateDbContextAsync(cancellation);
            if (await again.Roles.CountAsync(cancellation) < Roles.Labels.Count) throw;
        }
    }
}
