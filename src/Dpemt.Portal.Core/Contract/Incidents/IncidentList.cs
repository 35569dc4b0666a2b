using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Tickets;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Which incidents a list shows.</summary>
public enum IncidentShown
{
    /// <summary>Those that stand: in course and ended.</summary>
    Standing = 0,

    Open = 1,
    Ended = 2,

    /// <summary>Those that do not count, by a decision.</summary>
    Excluded = 3,

    /// <summary>Split, joined or withdrawn.</summary>
    Past = 4,

    Everything = 5,
}

/// <summary>What is asked of the list.</summary>
/// <param name="Month">Only incidents that touch this month; null for all.</param>
/// <param name="Component">Only of this component; null for all.</param>
/// <param name="Shown">In which state.</param>
/// <param name="Page">From 0.</param>
public sealed record IncidentQuery(BillingMonth? Month, ServiceComponent? Component, IncidentShown Shown, int Page);

/// <summary>A line of the list, with the clocks of its newest ticket.</summary>
public sealed record IncidentRow(
    long Id, int Version, ServiceComponent Component, OutageScope Scope, DateTimeOffset StartAt, DateTimeOffset? EndAt, IncidentState State, IncidentOrigin Origin,
    string Description, IncidentCause Cause, ExclusionGround? Excluded, TicketClocks? Ticket);

/// <summary>A page of the list.</summary>
/// <param name="Rows">The lines.</param>
/// <param name="Total">Lines on all pages.</param>
public sealed record IncidentRows(IReadOnlyList<IncidentRow> Rows, int Total);

/// <summary>The incidents as the officer sees them: those in course first, then the newest.</summary>
public sealed class IncidentList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 25;

    /// <summary>Reads one page.</summary>
    public async Task<IncidentRows> RunAsync(IncidentQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = Shown(db.Incidents.AsNoTracking(), query.Shown);
        if (query.Component is { } component)
            found = found.Where(i => i.Component == component);
        if (query.Month is { } month)
        {
            var (from, to) = (month.Whole.Start, month.Whole.End);
            found = found.Where(i => i.StartAt < to && (i.EndAt == null || i.EndAt > from));
        }

        var total = await found.CountAsync(cancellation);
        var rows = await found.OrderByDescending(i => i.State == IncidentState.Open).ThenByDescending(i => i.StartAt).ThenByDescending(i => i.Id)
            .Skip(Math.Max(0, query.Page) * PageSize).Take(PageSize).ToListAsync(cancellation);
        var ids = rows.ConvertAll(i => i.Id);
        var tickets = await db.Tickets.AsNoTracking().Where(t => ids.Contains(t.IncidentId)).OrderBy(t => t.Id).ToListAsync(cancellation);
        var newest = tickets.GroupBy(t => t.IncidentId).ToDictionary(g => g.Key, g => g.Last().Clocks);
        return new([.. rows.Select(i => new IncidentRow(
            i.Id, i.Version, i.Component, i.Scope, i.StartAt, i.EndAt, i.State, i.Origin, i.Description, i.Cause, i.Excluded, newest.GetValueOrDefault(i.Id)))], total);
    }

    private static IQueryable<Incident> Shown(IQueryable<Incident> incidents, IncidentShown shown) => shown switch
    {
        IncidentShown.Open => incidents.Where(i => i.State == IncidentState.Open),
        IncidentShown.Ended => incidents.Where(i => i.State == IncidentState.Ended),
        IncidentShown.Excluded => incidents.Where(i => (i.State == IncidentState.Open || i.State == IncidentState.Ended) && i.Excluded != null),
        IncidentShown.Past => incidents.Where(i => i.State == IncidentState.Replaced || i.State == IncidentState.Withdrawn),
        IncidentShown.Everything => incidents,
        _ => incidents.Where(i => i.State == IncidentState.Open || i.State == IncidentState.Ended),
    };
}
