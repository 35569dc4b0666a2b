using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>One change of a contracted quantity.</summary>
/// <param name="Item">Number of the item.</param>
/// <param name="Delta">Added, or taken away when below zero.</param>
public sealed record QuantityChange(int Item, long Delta);

/// <summary>An item against the ceiling.</summary>
/// <param name="Item">The item as first contracted, at the price of the month looked at.</param>
/// <param name="InitialValue">R$ of the first quantity at that price.</param>
/// <param name="Added">R$ of all that was added.</param>
/// <param name="Suppressed">R$ of all that was taken away.</param>
public sealed record CeilingLine(ContractItem Item, decimal InitialValue, decimal Added, decimal Suppressed);

/// <summary>Additions and suppressions, each for itself, against 25 % of the updated initial value (Lei 14.133/2021, art. 125; TR 20.1).</summary>
/// <param name="Lines">By item number.</param>
public sealed record QuantityCeiling(IReadOnlyList<CeilingLine> Lines)
{
    /// <summary>The ceiling in percent.</summary>
    public const decimal Percent = 25;

    /// <summary>Updated initial value, R$: first quantities at the prices of the month looked at, in the contract's estimate of twelve months.</summary>
    public decimal Base => Lines.Sum(l => l.InitialValue);

    /// <summary>R$ that additions, and apart from them suppressions, may reach; not rounded.</summary>
    public decimal Limit => Base * Percent / 100;

    /// <summary>R$ of all additions.</summary>
    public decimal Added => Lines.Sum(l => l.Added);

    /// <summary>R$ of all suppressions.</summary>
    public decimal Suppressed => Lines.Sum(l => l.Suppressed);

    /// <summary>True when the additions pass the ceiling. What was suppressed makes no room.</summary>
    public bool AddedOver => Added > Limit;

    /// <summary>True when the suppressions pass the ceiling. What was added makes no room.</summary>
    public bool SuppressedOver => Suppressed > Limit;

    /// <summary>Joins changes of quantity, all valued at one price list, so that an adjustment updates base and changes alike.</summary>
    /// <param name="initial">The items as first contracted.</param>
    /// <param name="prices">The items of the month looked at.</param>
    /// <param name="changes">All changes of quantity.</param>
    public static QuantityCeiling Of(PriceList initial, PriceList prices, IEnumerable<QuantityChange> changes)
    {
        var byItem = changes.ToLookup(c => c.Item, c => c.Delta);
        return new(
        [
            .. initial.Items.Select(i =>
            {
                var price = prices.Items.FirstOrDefault(p => p.Number == i.Number)?.UnitPrice ?? i.UnitPrice;
                return new CeilingLine(
                    i with { UnitPrice = price }, Value(i.Quantity, price),
                    byItem[i.Number].Where(d => d > 0).Sum(d => Value(d, price)), byItem[i.Number].Where(d => d < 0).Sum(d => Value(-d, price)));
            }),
        ]);
    }

    /// <summary>The changes of quantity that lie in changes of the document.</summary>
    internal static IEnumerable<QuantityChange> ChangesIn(IEnumerable<TermsChange> changes)
    {
        foreach (var change in changes)
        {
            if (!change.Path.StartsWith("items[", StringComparison.Ordinal) || !change.Path.EndsWith("].quantity", StringComparison.Ordinal))
                continue;
            var number = int.Parse(change.Path["items[".Length..change.Path.IndexOf(']', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            yield return new(number, Read(change.New) - Read(change.Old));
        }
    }

    private static long Read(string? json) => long.TryParse(json, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private static decimal Value(long quantity, decimal price) => decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
}
