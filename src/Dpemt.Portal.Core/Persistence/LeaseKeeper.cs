using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Persistence;

/// <summary>Name of this process among those on the same database; new at every start.</summary>
public sealed class ProcessIdentity
{
    /// <summary>At most 64 characters, unique per start.</summary>
    public string Name { get; } = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
}

/// <summary>Takes and renews named leases by compare-and-set. A holder that died is replaced when its lease lapses.</summary>
public sealed class LeaseKeeper(IDbContextFactory<PortalDbContext> contexts, ProcessIdentity me, TimeProvider clock)
{
    /// <summary>How long a lease lasts unless renewed: the longest time that work stands still after a process died.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    /// <summary>True when this process holds <paramref name="name"/> until now + <see cref="Duration"/>: taken, or renewed.</summary>
    public async Task<bool> TryHoldAsync(string name, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var until = now + Duration;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var won = await db.Leases.Where(l => l.Name == name && (l.Owner == me.Name || l.Until < now))
            .ExecuteUpdateAsync(s => s.SetProperty(l => l.Owner, me.Name).SetProperty(l => l.Until, until), cancellation);
        if (won == 1)
            return true;
        if (await db.Leases.AnyAsync(l => l.Name == name, cancellation))
            return false;
        db.Leases.Add(new NamedLease { Name = name, Owner = me.Name, Until = until });
        try
        {
            await db.SaveChangesAsync(cancellation);
            return true;
        }
        catch (DbUpdateException)
        {
            // Another process made the row in between: it holds the lease.
            return false;
        }
    }

    /// <summary>Gives a lease back, so that another process need not wait for it to lapse.</summary>
    public async Task ReleaseAsync(string name, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Leases.Where(l => l.Name == name && l.Owner == me.Name).ExecuteDeleteAsync(cancellation);
    }
}
