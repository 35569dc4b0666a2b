using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>All that people recorded about a month, also what holds no more.</summary>
/// <param name="BilledValues">Newest first.</param>
/// <param name="Decisions">On this month and on the whole contract, newest first.</param>
public sealed record MonthRecordHistory(IReadOnlyList<BilledValue> BilledValues, IReadOnlyList<ContractDecision> Decisions);

/// <summary>Reads what was recorded about a month, whole.</summary>
public sealed class MonthHistory(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The records of a month.</summary>
    public async Task<MonthRecordHistory> RunAsync(BillingMonth month, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return new(
            await db.BilledValues.AsNoTracking().Where(v => v.Month == month).OrderByDescending(v => v.Number).ToListAsync(cancellation),
            await db.ContractDecisions.AsNoTracking().Where(d => d.Month == null || d.Month == month).OrderByDescending(d => d.Id).ToListAsync(cancellation));
    }

    /// <summary>The frozen facts of one version, or null.</summary>
    public async Task<string?> FactsAsync(BillingMonth month, int number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.MonthVersions.AsNoTracking().Where(v => v.Month == month && v.Number == number).Select(v => v.Facts).SingleOrDefaultAsync(cancellation);
    }
}
