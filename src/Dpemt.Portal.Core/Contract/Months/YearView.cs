using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>One month in a year's list. Of a closed month the frozen figures of its newest version, else those of the moment.</summary>
/// <param name="Month">The month.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Index">Percent, cut to four decimals; null where there is none.</param>
/// <param name="DownTicks">Outage that counts.</param>
/// <param name="Met">True when the required index is met.</param>
/// <param name="Gap">True in the gap of the table.</param>
/// <param name="WaitsForDecision">True in the gap without decision.</param>
/// <param name="Discount">Percent.</param>
/// <param name="Glosa">R$.</param>
/// <param name="IsEstimate">True while the base is an estimate.</param>
/// <param name="Version">Number of the version shown; 0 for none.</param>
/// <param name="ChangedSince">True when the figures of the moment differ from the closed ones: a new version may be due.</param>
public sealed record YearMonth(
    BillingMonth Month, MonthState State, decimal? Index, long DownTicks, bool Met, bool Gap, bool WaitsForDecision, decimal Discount, decimal Glosa, bool IsEstimate,
    int Version, bool ChangedSince)
{
    /// <summary>True when the month has begun and is under the SLA.</summary>
    public bool Broken => State is MonthState.Current or MonthState.Over or MonthState.Closed && !Met;
}

/// <summary>A year of months, and what the last twelve months together allow.</summary>
public sealed record YearReading(int Year, ContractInForce Contract, IReadOnlyList<YearMonth> Months, Recurrence Recurrence);

/// <summary>The months of a year with their index, state and glosa.</summary>
public sealed class YearView(CurrentContract contracts, TermsHistory history, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The year, or null while no contract was imported. Recurrence looks at the twelve months up to the year's end, or up to now.</summary>
    /// <param name="year">2000 to 2199.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<YearReading?> RunAsync(int year, CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return null;
        var now = clock.GetUtcNow();
        BillingMonth first = new(year, 1), last = new(year, 12), current = BillingMonth.Of(now);
        var until = current < last ? current : last;
        var from = until.Plus(1 - Recurrence.Months) < first ? until.Plus(1 - Recurrence.Months) : first;
        var months = await ReadAsync(contract, from, last, now, cancellation);
        List<YearMonth> lookedAt = [.. months.Where(m => m.Line.Month > until.Plus(-Recurrence.Months) && m.Line.Month <= until).Select(m => m.Line)];
        var critical = months.Where(m => lookedAt.Contains(m.Line)).SelectMany(m => m.Critical).Distinct().Count();
        return new(year, contract, [.. months.Select(m => m.Line).Where(m => m.Month >= first)], Recurrence.Of(until, lookedAt, critical, contract.Terms));
    }

    private async Task<List<(YearMonth Line, List<long> Critical)>> ReadAsync(
        ContractInForce contract, BillingMonth from, BillingMonth until, DateTimeOffset now, CancellationToken cancellation)
    {
        var terms = (await history.ReadAsync(cancellation))!;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var incidents = await db.StandingIn(new(from.Whole.Start, until.Whole.End)).ToListAsync(cancellation);
        var (decisions, numbers) = await db.DecisionsAsync(from, until, cancellation);
        var billed = await db.BilledAsync(from, until, cancellation);
        var versions = (await db.MonthVersions.AsNoTracking().Where(v => v.Month >= from && v.Month <= until).ToListAsync(cancellation)).ToLookup(v => v.Month);
        var lines = new List<(YearMonth, List<long>)>();
        for (var month = from; month <= until; month = month.Plus(1))
        {
            var whole = month.Whole;
            var then = contract with { Terms = terms.Of(month).Terms };
            var material = new MonthMaterial(
                month, then, [.. incidents.Where(i => i.StartAt < whole.End && (i.EndAt is null || i.EndAt > whole.Start))], billed.AmountOf(month, then.Terms),
                decisions, numbers, [], null, [.. versions[month].OrderByDescending(v => v.Number)]);
            var reading = new MonthReading(material, now);
            lines.Add((Line(reading), Critical(reading)));
        }

        return lines;
    }

    private static YearMonth Line(MonthReading reading)
    {
        var live = reading.Availability;
        if (reading.Newest is { } closed)
        {
            var changed = closed.DownTicks != live.DownTicks || closed.Discount != reading.Discount || closed.Glosa != reading.Glosa || closed.Met != live.Met;
            return new(
                reading.Month, MonthState.Closed, closed.Index, closed.DownTicks, closed.Met, closed.Gap, false, closed.Discount, closed.Glosa, closed.BilledIsEstimate,
                closed.Number, changed);
        }

        var begun = reading.State is MonthState.Current or MonthState.Over;
        return new(
            reading.Month, reading.State, begun ? live.Index : null, live.DownTicks, live.Met, begun && live.Gap, begun && reading.WaitsForDecision, begun ? reading.Discount : 0,
            begun ? reading.Glosa : 0, reading.Billed.IsEstimate, 0, false);
    }

    /// <summary>Total outages that count and lasted longer than the contract allows for restoration.</summary>
    private static List<long> Critical(MonthReading reading) =>
        [.. reading.Outages.Where(o => o.Counts && o.Incident.Scope == Availability.OutageScope.Total
            && (o.Incident.EndAt ?? reading.Now) - o.Incident.StartAt > reading.Contract.Terms.RestoreWithin).Select(o => o.Incident.Id)];
}
