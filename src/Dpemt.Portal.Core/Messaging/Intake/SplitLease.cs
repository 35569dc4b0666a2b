using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>Runs the splitting in whichever process holds the lease; the lease is taken only where something waits.</summary>
internal sealed class SplitLease(LeaseKeeper leases, SplitDeliveries split, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    internal const string Name = "messaging-split";

    private DateTimeOffset _renewAt = DateTimeOffset.MinValue;

    /// <summary>True when more may wait.</summary>
    internal async Task<bool> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (now >= _renewAt)
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            if (!await db.InboundDeliveries.AnyAsync(d => d.State == IntakeState.Waiting, cancellation))
                return false;
            if (!await leases.TryHoldAsync(Name, cancellation))
                return false;
            _renewAt = now + (LeaseKeeper.Duration / 2);
        }

        return await split.RunAsync(cancellation) > 0;
    }
}
