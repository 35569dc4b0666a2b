using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>The receptions, for their page.</summary>
public sealed class ReceptionList(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Lists them by name; the search looks at the name and at the name of the city, there without regard to accents and case.</summary>
    public async Task<TablePage<ReceptionRow>> RunAsync(TableQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var receptions = db.Receptions.AsNoTracking();
        if (query.Pattern() is { } pattern)
        {
            var wanted = FoldedText.Fold(query.Search);
            var cities = CityFinder.Default.All.Where(c => wanted.Length > 0 && FoldedText.Fold(c.Name).Contains(wanted, StringComparison.Ordinal)).Select(c => c.Code).ToList();
            receptions = receptions.Where(r => EF.Functions.Like(r.Name, pattern, "\\") || cities.Contains(r.CityCode));
        }

        var page = await receptions.OrderBy(r => r.Name).PageAsync(query, cancellation);
        var ids = page.Rows.Select(r => r.Id).ToList();
        var local = LocalTime.At(clock.GetUtcNow()).DateTime;
        var today = DateOnly.FromDateTime(local);
        var periods = (await db.ReceptionPeriods.AsNoTracking().Where(p => ids.Contains(p.ReceptionId)).ToListAsync(cancellation)).ToLookup(p => p.ReceptionId);
        var coverage = (await db.ReceptionCoverages.AsNoTracking().Where(c => ids.Contains(c.ReceptionId)).OrderBy(c => c.Id).ToListAsync(cancellation)).ToLookup(c => c.ReceptionId);
        var holidays = await db.Holidays.AsNoTracking().Where(h => h.Date >= today).ToListAsync(cancellation);
        var people = await db.UserReceptions.Where(u => ids.Contains(u.ReceptionId)).GroupBy(u => u.ReceptionId)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return new(
            [.. page.Rows.Select(r => ToRow(r, periods[r.Id], coverage[r.Id], ReceptionTables.CalendarOf(r, periods[r.Id], holidays), local, people.GetValueOrDefault(r.Id)))],
            page.Total);
    }

    private static ReceptionRow ToRow(
        Reception reception, IEnumerable<ReceptionPeriod> periods, IEnumerable<ReceptionCoverage> coverage, OpeningCalendar calendar, DateTime local, int people) => new(
        reception.Id, reception.Name, CityFinder.Default.Find(reception.CityCode)?.Name ?? reception.CityCode, reception.IsFallback, reception.Active,
        OpeningHours.Describe(periods), people, [.. coverage.Select(c => new CoverageForm(c.CityCode, c.Area))],
        calendar.IsOpen(local), calendar.DescribeNextOpening(local));
}

/// <summary>One reception with its hours and coverage, to be edited.</summary>
public sealed class ReceptionDetails(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads it; null when there is none.</summary>
    public async Task<ReceptionForm?> RunAsync(int id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await ReadAsync(db, id, cancellation);
    }

    internal static async Task<ReceptionForm?> ReadAsync(PortalDbContext db, int id, CancellationToken cancellation)
    {
        var reception = await db.Receptions.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, cancellation);
        if (reception is null)
            return null;
        var periods = await db.ReceptionPeriods.AsNoTracking().Where(p => p.ReceptionId == id).ToListAsync(cancellation);
        var coverage = await db.ReceptionCoverages.AsNoTracking().Where(c => c.ReceptionId == id).OrderBy(c => c.Id).ToListAsync(cancellation);
        return new(
            reception.Id, reception.Name, reception.CityCode, reception.Address, reception.Telephone, reception.IsFallback, reception.Active,
            [.. periods.OrderBy(p => p.Day).ThenBy(p => p.From).Select(p => new PeriodForm(p.Day, p.From, p.To))],
            [.. coverage.Select(c => new CoverageForm(c.CityCode, c.Area))]);
    }
}
