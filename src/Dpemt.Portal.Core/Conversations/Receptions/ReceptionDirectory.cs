using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>Which reception answers for a city and an area, and when it is open; kept in memory until the tables change.</summary>
public sealed class ReceptionDirectory : IDisposable
{
    private readonly SettingsCache<ReceptionTables> _tables;

    /// <summary>Follows the change feed until disposed.</summary>
    public ReceptionDirectory(IDbContextFactory<PortalDbContext> contexts, ChangeFeed feed, TimeProvider clock) =>
        _tables = new(feed, clock, new HashSet<string> { Settings.Receptions, Settings.Holidays }, cancellation => ReceptionTables.ReadAsync(contexts, cancellation));

    /// <summary>The directory as seen at one instant.</summary>
    public async Task<IReceptionDirectory> AtAsync(DateTimeOffset now, CancellationToken cancellation) =>
        new DirectoryAt(await _tables.GetAsync(cancellation), LocalTime.At(now).DateTime);

    /// <inheritdoc/>
    public void Dispose() => _tables.Dispose();

    private sealed class DirectoryAt(ReceptionTables tables, DateTime local) : IReceptionDirectory
    {
        public ReceptionChoice? Resolve(string? cityCode, string? area)
        {
            if (tables.Find(cityCode, area) is not { } found)
                return null;
            var (reception, calendar, hours) = found;
            return new(reception.Id, reception.Name, calendar.IsOpen(local), calendar.DescribeNextOpening(local), reception.Address, hours);
        }
    }
}

/// <summary>Receptions with what belongs to them, as read once.</summary>
internal sealed class ReceptionTables
{
    private readonly Dictionary<(string? City, string? Area), ReceptionEntry> _coverage = [];
    private readonly ReceptionEntry? _fallback;

    private ReceptionTables(List<Reception> receptions, List<ReceptionCoverage> coverage, List<ReceptionPeriod> periods, List<Holiday> holidays)
    {
        var entries = receptions.ToDictionary(r => r.Id, r => Describe(r, periods, holidays));
        foreach (var line in coverage.Where(c => entries.ContainsKey(c.ReceptionId)).OrderBy(c => c.Id))
            _coverage.TryAdd((line.CityCode, line.Area), entries[line.ReceptionId]);
        // A reception answers for its own city without a line that says so.
        foreach (var reception in receptions.OrderBy(r => r.Id))
            _coverage.TryAdd((reception.CityCode, null), entries[reception.Id]);
        _fallback = receptions.Where(r => r.IsFallback).Select(r => entries[r.Id]).FirstOrDefault()
            ?? receptions.OrderBy(r => r.Id).Select(r => entries[r.Id]).FirstOrDefault();
    }

    internal static async Task<ReceptionTables> ReadAsync(IDbContextFactory<PortalDbContext> contexts, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new(
            await db.Receptions.AsNoTracking().Where(r => r.Active).ToListAsync(cancellation),
            await db.ReceptionCoverages.AsNoTracking().ToListAsync(cancellation),
            await db.ReceptionPeriods.AsNoTracking().ToListAsync(cancellation),
            await db.Holidays.AsNoTracking().ToListAsync(cancellation));
    }

    /// <summary>The most specific line wins: city and area, city, area, fallback.</summary>
    internal ReceptionEntry? Find(string? city, string? area)
    {
        if (city is not null && area is not null && _coverage.TryGetValue((city, area), out var both))
            return both;
        if (city is not null && _coverage.TryGetValue((city, null), out var byCity))
            return byCity;
        return area is not null && _coverage.TryGetValue((null, area), out var byArea) ? byArea : _fallback;
    }

    private static ReceptionEntry Describe(Reception reception, List<ReceptionPeriod> periods, List<Holiday> holidays)
    {
        var own = periods.Where(p => p.ReceptionId == reception.Id).ToList();
        return new(reception, CalendarOf(reception, own, holidays), OpeningHours.Describe(own));
    }

    /// <summary>The calendar of a reception from its own periods and the holidays of all.</summary>
    internal static OpeningCalendar CalendarOf(Reception reception, IEnumerable<ReceptionPeriod> own, IEnumerable<Holiday> holidays)
    {
        var closed = holidays.Where(h => h.ReceptionId == reception.Id
            || (h.ReceptionId is null && (h.CityCode is null || h.CityCode == reception.CityCode)));
        return new(own.Select(p => new OpeningPeriod(p.Day, p.From, p.To)), closed.Select(h => h.Date));
    }
}

/// <summary>A reception with its calendar and its hours in words.</summary>
internal sealed record ReceptionEntry(Reception Reception, OpeningCalendar Calendar, string? Hours);
