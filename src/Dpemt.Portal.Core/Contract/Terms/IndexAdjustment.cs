using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>One month of the window.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Percent">Variation, percent.</param>
/// <param name="Source">Where it was read.</param>
/// <param name="StandIn">True when the month is not published and the last known variation stands for it (TR 21.6).</param>
public sealed record IndexMonth(DateOnly Month, decimal Percent, string Source, bool StandIn);

/// <summary>One item at its old and its new price.</summary>
/// <param name="Number">Its number in TR 6.1.</param>
/// <param name="Label">Its name.</param>
/// <param name="OldPrice">R$, four decimals.</param>
/// <param name="NewPrice">R$, four decimals: old price × factor, rounded once, half away from zero.</param>
/// <param name="Quantity">Contracted quantity.</param>
/// <param name="OldTotal">R$ of the quantity at the old price, to cents.</param>
/// <param name="NewTotal">R$ of the quantity at the new price, to cents.</param>
public sealed record AdjustedItem(int Number, string Label, decimal OldPrice, decimal NewPrice, long Quantity, decimal OldTotal, decimal NewTotal);

/// <summary>A step of the memory.</summary>
/// <param name="Clause">Where the rule stands.</param>
/// <param name="Text">In Portuguese, with its figures.</param>
public sealed record AdjustmentStep(string Clause, string Text);

/// <summary>The frozen calculation of an adjustment.</summary>
/// <param name="BaseOn">The date from which the year counts.</param>
/// <param name="BaseReading">Why this date, in words.</param>
/// <param name="Months">The window, oldest first.</param>
/// <param name="Factor">Product of (1 + variation ÷ 100), not rounded.</param>
/// <param name="Items">All items, also those that stay.</param>
/// <param name="Steps">Step by step.</param>
/// <param name="PriceVersion">The prices that it starts from, in words.</param>
public sealed record AdjustmentMemory(
    DateOnly BaseOn, string BaseReading, IReadOnlyList<IndexMonth> Months, decimal Factor, IReadOnlyList<AdjustedItem> Items, IReadOnlyList<AdjustmentStep> Steps, string PriceVersion)
{
    /// <summary>Accumulated variation, percent, not rounded.</summary>
    public decimal Percent => (Factor - 1) * 100;

    /// <summary>R$ of the contracted quantities at the old prices.</summary>
    public decimal OldTotal => Items.Sum(i => i.OldTotal);

    /// <summary>R$ of the contracted quantities at the new prices.</summary>
    public decimal NewTotal => Items.Sum(i => i.NewTotal);

    /// <summary>True when a month is not published yet.</summary>
    public bool Provisional => Months.Any(m => m.StandIn);
}

/// <summary>The arithmetic of the adjustment (TR 21). Pure.</summary>
public static class IndexAdjustment
{
    /// <summary>Months whose variations are joined.</summary>
    public const int WindowMonths = 12;

    /// <summary>Product of (1 + variation ÷ 100), as exact as a decimal is.</summary>
    /// <param name="percents">Variations in percent, above −100.</param>
    public static decimal FactorOf(IEnumerable<decimal> percents) => percents.Aggregate(1m, (factor, percent) => factor * (1 + (percent / 100)));

    /// <summary>A price adjusted: four decimals, rounded once, half away from zero.</summary>
    public static decimal PriceOf(decimal price, decimal factor) => decimal.Round(price * factor, 4, MidpointRounding.AwayFromZero);

    /// <summary>
    /// The window that ends with a month. A month that is not published takes the variation of the last known month before it
    /// (TR 21.6). Null when nothing at all is known up to the window's end.
    /// </summary>
    /// <param name="end">Its last month.</param>
    /// <param name="known">The values that hold.</param>
    public static IReadOnlyList<IndexMonth>? Window(BillingMonth end, IReadOnlyDictionary<BillingMonth, IndexValue> known)
    {
        var months = new List<IndexMonth>(WindowMonths);
        for (var month = end.Plus(1 - WindowMonths); month <= end; month = month.Plus(1))
        {
            if (known.TryGetValue(month, out var value))
                months.Add(new(month.FirstDay, value.Percent, value.Source, false));
            else if (known.Values.Where(v => v.Month < month).MaxBy(v => v.Month) is { } last)
                months.Add(new(month.FirstDay, last.Percent, $"não divulgado; repete {last.Month.Label}", true));
            else
                return null;
        }

        return months;
    }

    /// <summary>Each item at its new price. What was done once and paid (the installation) keeps its price.</summary>
    public static IReadOnlyList<AdjustedItem> Items(PriceList prices, decimal factor) =>
    [
        .. prices.Items.Select(i =>
        {
            var price = i.Kind == ItemKind.Setup ? i.UnitPrice : PriceOf(i.UnitPrice, factor);
            return new AdjustedItem(i.Number, i.Label, i.UnitPrice, price, i.Quantity, LineOf(i.Quantity, i.UnitPrice), LineOf(i.Quantity, price));
        }),
    ];

    private static decimal LineOf(long quantity, decimal price) => decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
}
