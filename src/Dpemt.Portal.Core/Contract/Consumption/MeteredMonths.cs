using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>What a local day used of one kind of item.</summary>
/// <param name="Day">Local day.</param>
/// <param name="Kind">A category, or one of the two kinds of sending.</param>
/// <param name="Quantity">How many are due.</param>
public sealed record DayUse(DateOnly Day, ItemKind Kind, long Quantity);

/// <summary>A month by our own count.</summary>
/// <param name="Month">The month.</param>
/// <param name="Used">What was used, adjustments included.</param>
/// <param name="Price">Its price by the prices of that month.</param>
/// <param name="PriceVersion">Which prices, in words.</param>
public sealed record MeteredMonth(BillingMonth Month, MonthQuantities Used, MonthPrice Price, string PriceVersion);

/// <summary>Reads our own count. Nothing here looks at single messages.</summary>
public sealed class MeteredMonths(IDbContextFactory<PortalDbContext> contexts, PricesInForce prices, CurrentContract contracts)
{
    /// <summary>A month; a month without any message still owes its subscription while the contract is in force.</summary>
    public async Task<MeteredMonth> ReadAsync(BillingMonth month, CancellationToken cancellation)
    {
        var days = await DaysAsync(month, month, cancellation);
        var contract = await contracts.FindAsync(cancellation);
        var inForce = contract is not null && !contract.PeriodOf(month).IsEmpty;
        var used = new MonthQuantities(
            Sum(days, ItemKind.Service), Sum(days, ItemKind.Marketing), Sum(days, ItemKind.Utility), Sum(days, ItemKind.Authentication),
            Sum(days, ItemKind.SendSimple), Sum(days, ItemKind.SendTemplate),
            inForce, inForce && BillingMonth.Of(contract!.InForce.Start) == month);
        var list = await prices.OfAsync(month, cancellation);
        var before = list.Rule.Period == TierPeriod.Year && inForce ? await UsedBeforeAsync(contract!, month, cancellation) : null;
        return new(month, used, MonthPricing.Of(list.Prices, used, list.Rule.Reading, before), list.Version);
    }

    /// <summary>What the contract year used before a month: only a decision that reads tiers by the year asks for it.</summary>
    private async Task<MonthQuantities?> UsedBeforeAsync(ContractInForce contract, BillingMonth month, CancellationToken cancellation)
    {
        var start = BillingMonth.Of(contract.InForce.Start);
        while (start.Plus(12) <= month)
            start = start.Plus(12);
        if (start == month)
            return null;
        var days = await DaysAsync(start, month.Plus(-1), cancellation);
        return new(0, 0, Sum(days, ItemKind.Utility), Sum(days, ItemKind.Authentication), 0, 0, false, false);
    }

    /// <summary>Quantities day by day, from the first day of one month to the last day of another. At most six rows a day.</summary>
    public async Task<IReadOnlyList<DayUse>> DaysAsync(BillingMonth from, BillingMonth to, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (first, last) = (from.FirstDay, to.LastDay);
        var rows = await db.ConsumptionDays.AsNoTracking().Where(d => d.Day >= first && d.Day <= last)
            .GroupBy(d => new { d.Day, d.Category })
            .Select(g => new { g.Key.Day, g.Key.Category, Charged = g.Sum(d => d.Charged), Sent = g.Sum(d => d.Sent) })
            .ToListAsync(cancellation);
        return [.. rows.Select(r => new DayUse(r.Day, r.Category, r.Charged))
            .Concat(rows.GroupBy(r => (r.Day, Kind: r.Category == ItemKind.Service ? ItemKind.SendSimple : ItemKind.SendTemplate))
                .Select(g => new DayUse(g.Key.Day, g.Key.Kind, g.Sum(r => r.Sent))))
            .Where(d => d.Quantity > 0).OrderBy(d => d.Day).ThenBy(d => d.Kind)];
    }

    private static long Sum(IReadOnlyList<DayUse> days, ItemKind kind) => days.Where(d => d.Kind == kind).Sum(d => d.Quantity);
}
