using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Months;

/// <summary>Reads what people recorded about months.</summary>
internal static class MonthRecords
{
    /// <summary>The decisions that hold on the months of a span and on the whole contract, and the newest number of each subject.</summary>
    internal static async Task<(List<ContractDecision> InForce, Dictionary<string, int> Numbers)> DecisionsAsync(
        this PortalDbContext db, BillingMonth from, BillingMonth until, CancellationToken cancellation)
    {
        var all = await db.ContractDecisions.AsNoTracking().Where(d => d.Month == null || (d.Month >= from && d.Month <= until)).ToListAsync(cancellation);
        var newest = all.GroupBy(d => d.Subject).Select(g => g.MaxBy(d => d.Number)!).ToList();
        return ([.. newest.Where(d => d.Choice != DecisionTopics.TakenBack).OrderBy(d => d.Subject)], newest.ToDictionary(d => d.Subject, d => d.Number));
    }

    /// <summary>The billed values that hold in the months of a span.</summary>
    internal static async Task<Dictionary<BillingMonth, BilledValue>> BilledAsync(
        this PortalDbContext db, BillingMonth from, BillingMonth until, CancellationToken cancellation)
    {
        var all = await db.BilledValues.AsNoTracking().Where(v => v.Month >= from && v.Month <= until).ToListAsync(cancellation);
        return all.GroupBy(v => v.Month).ToDictionary(g => g.Key, g => g.MaxBy(v => v.Number)!);
    }

    /// <summary>The base of one month's discount: what was recorded, else the contract's estimate.</summary>
    internal static BilledAmount AmountOf(this IReadOnlyDictionary<BillingMonth, BilledValue> billed, BillingMonth month, ContractTerms terms) =>
        billed.TryGetValue(month, out var value)
            ? new(value.Value, false, value.Source, value.Number, value.DocumentId)
            : new(terms.EstimatedMonth, true, $"estimativa, valor do contrato em {terms.EstimateMonths} meses dividido por {terms.EstimateMonths}, enquanto o valor faturado não é registrado");
}
