using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations;

/// <summary>Days without service of the whole state, as administrators keep them: also the contract's deadlines count with them.</summary>
public sealed class StateHolidays(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The days from <paramref name="from"/> to <paramref name="until"/>, both included, with their names.</summary>
    public async Task<IReadOnlyDictionary<DateOnly, string>> RunAsync(DateOnly from, DateOnly until, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var days = await db.Holidays.AsNoTracking()
            .Where(h => h.CityCode == null && h.ReceptionId == null && h.Date >= from && h.Date <= until)
            .Select(h => new { h.Date, h.Name }).ToListAsync(cancellation);
        return days.GroupBy(d => d.Date).ToDictionary(d => d.Key, d => d.First().Name);
    }
}
