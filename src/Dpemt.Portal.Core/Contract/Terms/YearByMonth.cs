using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>A line of the contract, once as one year and once billed month by month.</summary>
/// <param name="Item">The item.</param>
/// <param name="Year">R$ of the whole quantity, rounded once.</param>
/// <param name="Months">R$ of the twelve months, each rounded.</param>
public sealed record YearLine(ContractItem Item, decimal Year, decimal Months)
{
    /// <summary>R$ that the rounding of the months makes.</summary>
    public decimal Difference => Months - Year;
}

/// <summary>Why the contracted year billed month by month is not the contract's total: each month's line is rounded to cents. Pure.</summary>
/// <param name="Lines">By item number, those with a quantity.</param>
public sealed record YearByMonth(IReadOnlyList<YearLine> Lines)
{
    /// <summary>R$ of the year, line by line (TR 6.1).</summary>
    public decimal Year => Lines.Sum(l => l.Year);

    /// <summary>R$ of the same quantities in equal months.</summary>
    public decimal Months => Lines.Sum(l => l.Months);

    /// <summary>The lines that make the difference.</summary>
    public IReadOnlyList<YearLine> Differing => [.. Lines.Where(l => l.Difference != 0)];

    /// <summary>Bills the contracted quantities in equal months; what does not divide falls to the first months, the installation to the first.</summary>
    /// <param name="prices">The items.</param>
    /// <param name="months">Months of the estimate.</param>
    public static YearByMonth Of(PriceList prices, int months) => new(
        [.. prices.Items.Where(i => i.Quantity > 0).Select(i => new YearLine(i, Line(i.Quantity, i.UnitPrice), i.Kind == ItemKind.Setup ? Line(i.Quantity, i.UnitPrice) : Monthly(i, months)))]);

    private static decimal Monthly(ContractItem item, int months)
    {
        var (each, rest) = Math.DivRem(item.Quantity, months);
        return (rest * Line(each + 1, item.UnitPrice)) + ((months - rest) * Line(each, item.UnitPrice));
    }

    private static decimal Line(long quantity, decimal price) => decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
}
