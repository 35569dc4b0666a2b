using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>
/// Looks at the running clocks each minute and tells who is on duty half an hour before a limit and when it is broken. Safe on
/// several instances at once: a notice's key is unique.
/// </summary>
public sealed class WatchTicketClocks(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Looks once.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var soon = now + TicketClock.Warning;
        List<long> running;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
        {
            running = await db.Tickets.AsNoTracking()
                .Where(t => t.RestoredAt == null && (t.RestoreBy <= soon || (t.AttendBy != null && t.AttendBy <= soon)))
                .Where(t => db.Incidents.Any(i => i.Id == t.IncidentId && (i.State == IncidentState.Open || i.State == IncidentState.Ended)))
                .OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellation);
        }

        foreach (var id in running)
            await TellAsync(id, now, cancellation);
    }

    private async Task TellAsync(long id, DateTimeOffset now, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ticket = await db.Tickets.AsNoTracking().SingleAsync(t => t.Id == id, cancellation);
        var incident = await db.Incidents.AsNoTracking().SingleAsync(i => i.Id == ticket.IncidentId, cancellation);
        if (!await db.TellClocksAsync(ticket, incident, now, cancellation))
            return;
        db.Announce(ChangeTopics.Incident, incident.Id, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            // Another instance, or an act, told it in between; what was not told yet is found in a minute.
        }
    }
}
