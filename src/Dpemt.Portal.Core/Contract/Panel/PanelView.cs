using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Panel;

/// <summary>What the fiscal officer sees first.</summary>
/// <param name="Month">The running month, judged without the coverage of its measuring: that stands on its own page.</param>
/// <param name="Unclosed">Months of the contract that are over and not closed, the oldest first.</param>
/// <param name="Forecast">The balances.</param>
/// <param name="EssentialOnly">The newest act of the switch; null while there is none.</param>
/// <param name="Deadlines">Those of the next <see cref="PanelView.Days"/> days and those that passed, the first one first.</param>
/// <param name="LaterDeadlines">How many run beyond.</param>
/// <param name="Questions">Contradictions of the contract that nobody decided.</param>
/// <param name="Components">The contractor's components now.</param>
/// <param name="Now">The moment of the reading.</param>
public sealed record PanelReading(
    MonthReading Month, IReadOnlyList<BillingMonth> Unclosed, ContractForecast Forecast, EssentialOnly? EssentialOnly, IReadOnlyList<OpenDeadline> Deadlines, int LaterDeadlines,
    IReadOnlyList<Contradiction> Questions, IReadOnlyList<ComponentNow> Components, DateTimeOffset Now);

/// <summary>Reads the officer's first page by small queries.</summary>
public sealed class PanelView(
    CurrentContract contracts, ForecastView forecasts, OpenDeadlines deadlines, MeasuringStatus measuring, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Days ahead that the deadlines of the week reach.</summary>
    public const int Days = 7;

    /// <summary>The page, or null while no contract was imported.</summary>
    public async Task<PanelReading?> RunAsync(CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return null;
        var now = clock.GetUtcNow();
        var (month, unclosed, questions, essential) = await RecordsAsync(contract, now, cancellation);
        var running = await deadlines.RunAsync(cancellation);
        var near = running.Where(d => Calendar.Deadlines.DaysLeft(d.DueOn, now) <= Days).ToList();
        return new(month, unclosed, (await forecasts.RunAsync(cancellation))!, essential, near, running.Count - near.Count, questions, (await measuring.RunAsync(cancellation)).Components, now);
    }

    private async Task<(MonthReading Month, List<BillingMonth> Unclosed, List<Contradiction> Questions, EssentialOnly? EssentialOnly)> RecordsAsync(
        ContractInForce contract, DateTimeOffset now, CancellationToken cancellation)
    {
        var month = BillingMonth.Of(now);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var incidents = await db.StandingIn(month.Whole).ToListAsync(cancellation);
        var (decisions, numbers) = await db.DecisionsAsync(month, month, cancellation);
        var billed = await db.BilledAsync(month, month, cancellation);
        var versions = await db.MonthVersions.AsNoTracking().Where(v => v.Month == month).OrderByDescending(v => v.Number).ToListAsync(cancellation);
        var closed = await db.MonthVersions.Select(v => v.Month).Distinct().ToListAsync(cancellation);
        var essential = await db.EssentialOnly.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellation);
        var reading = new MonthReading(new(month, contract, incidents, billed.AmountOf(month, contract.Terms), decisions, numbers, [], null, versions), now);
        return (reading, Unclosed(contract, month, closed), Undecided(contract.Terms, reading, decisions), essential);
    }

    private static List<BillingMonth> Unclosed(ContractInForce contract, BillingMonth running, List<BillingMonth> closed)
    {
        var found = new List<BillingMonth>();
        for (var month = BillingMonth.Of(contract.InForce.Start); month < running; month = month.Plus(1))
        {
            if (!closed.Contains(month) && !contract.PeriodOf(month).IsEmpty)
                found.Add(month);
        }

        return found;
    }

    /// <summary>The gap of the table is a question only in a month that lies in it.</summary>
    private static List<Contradiction> Undecided(ContractTerms terms, MonthReading reading, List<ContractDecision> decisions) =>
        [.. terms.Contradictions.Where(c => c.Id == DecisionTopics.Gap ? reading.WaitsForDecision : !decisions.Exists(d => d.Topic == c.Id && d.Month is null))];
}
