using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>A month's availability with all that it rests on.</summary>
public sealed class MonthView(CurrentContract contracts, IDbContextFactory<PortalDbContext> contexts, EvidenceDays evidence, TimeProvider clock)
{
    /// <summary>The month as it stands now, or null while no contract was imported. Of a month outside the contract's life the period is empty.</summary>
    public async Task<MonthReading?> RunAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (await contracts.FindAsync(month, cancellation) is not { } contract)
            return null;
        var period = contract.PeriodOf(month);
        var now = clock.GetUtcNow();
        var measured = period.Within(new(period.Start, now));
        var coverage = measured.IsEmpty ? [] : await evidence.CoverageAsync(measured, cancellation);
        var hash = measured.IsEmpty ? null : await evidence.HashAsync(month, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var incidents = await db.StandingIn(MonthZones.Widened(month)).ToListAsync(cancellation);
        var (decisions, numbers) = await db.DecisionsAsync(month, month, cancellation);
        var billed = await db.BilledAsync(month, month, cancellation);
        var versions = await db.MonthVersions.AsNoTracking().Where(v => v.Month == month).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        return new(new(month, contract, incidents, billed.AmountOf(month, contract.Terms), decisions, numbers, coverage, hash, versions), now);
    }
}
