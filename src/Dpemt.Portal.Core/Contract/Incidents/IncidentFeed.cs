using System.Globalization;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>What another system asks for.</summary>
/// <param name="Month">Only incidents that touch this month.</param>
/// <param name="Component">Only of this component.</param>
/// <param name="State">Only in this state; null for those that stand.</param>
/// <param name="Cursor">From the page before, or null.</param>
/// <param name="Limit">1 to <see cref="IncidentFeed.MaxLimit"/>.</param>
public sealed record IncidentFeedQuery(BillingMonth? Month, ServiceComponent? Component, IncidentState? State, string? Cursor, int Limit);

/// <summary>A page for another system.</summary>
/// <param name="Incidents">The incidents, newest first.</param>
/// <param name="Cursor">Place of the next page; null on the last one.</param>
public sealed record IncidentFeedPage(IReadOnlyList<Incident> Incidents, string? Cursor);

/// <summary>The incidents for other systems, by pages that hold still while new ones come.</summary>
public sealed class IncidentFeed(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Reads one page.</summary>
    public async Task<IncidentFeedPage> RunAsync(IncidentFeedQuery query, CancellationToken cancellation)
    {
        var size = Math.Clamp(query.Limit, 1, MaxLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = query.State is { } state
            ? db.Incidents.AsNoTracking().Where(i => i.State == state)
            : db.Incidents.AsNoTracking().Where(i => i.State == IncidentState.Open || i.State == IncidentState.Ended);
        if (query.Component is { } component)
            found = found.Where(i => i.Component == component);
        if (query.Month is { } month)
        {
            var (from, to) = (month.Whole.Start, month.Whole.End);
            found = found.Where(i => i.StartAt < to && (i.EndAt == null || i.EndAt > from));
        }

        if (PageCursor.TryRead(query.Cursor, out var at, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last))
            found = found.Where(i => i.StartAt < at || (i.StartAt == at && i.Id < last));
        var rows = await found.OrderByDescending(i => i.StartAt).ThenByDescending(i => i.Id).Take(size + 1).ToListAsync(cancellation);
        var page = rows.Take(size).ToList();
        return new(page, rows.Count > size ? PageCursor.Of(page[^1].StartAt, page[^1].Id.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>One incident, or null.</summary>
    public async Task<Incident?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation);
    }
}
