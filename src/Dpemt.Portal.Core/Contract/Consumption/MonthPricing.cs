namespace Dpemt.Portal.Contract.Consumption;

/// <summary>What was used in a month. Messages are counted once by category and once by the kind of sending (TR 6, 7).</summary>
/// <param name="Service">Free messages and answers inside the window (item 3).</param>
/// <param name="Marketing">Marketing templates (item 4).</param>
/// <param name="Utility">Utility templates (items 5–10).</param>
/// <param name="Authentication">Authentication templates (items 11–16).</param>
/// <param name="SendSimple">Sendings of free messages (item 17).</param>
/// <param name="SendTemplate">Sendings of templates (item 18).</param>
/// <param name="Subscription">True when the month's subscription is due (item 2).</param>
/// <param name="Setup">True in the month of the installation (item 1).</param>
public sealed record MonthQuantities(
    long Service, long Marketing, long Utility, long Authentication, long SendSimple, long SendTemplate, bool Subscription, bool Setup)
{
    internal long Of(ItemKind kind) => kind switch
    {
        ItemKind.Setup => Setup ? 1 : 0,
        ItemKind.Subscription => Subscription ? 1 : 0,
        ItemKind.Service => Service,
        ItemKind.Marketing => Marketing,
        ItemKind.Utility => Utility,
        ItemKind.Authentication => Authentication,
        ItemKind.SendSimple => SendSimple,
        _ => SendTemplate,
    };
}

/// <summary>How the tiers of a category are read.</summary>
public enum TierReading
{
    /// <summary>Each message pays the price of the tier that it falls in: the contract's reading (<c>contract.json</c> "tier-period").</summary>
    Graduated = 0,

    /// <summary>All messages of the month pay the price of the tier that the month's volume reaches.</summary>
    WholeVolume = 1,
}

/// <summary>One line of a month's price.</summary>
/// <param name="Item">The contract item.</param>
/// <param name="Quantity">How many.</param>
/// <param name="Value">R$ to cents, half away from zero: the only place where a price is rounded.</param>
public sealed record PricedLine(ContractItem Item, long Quantity, decimal Value);

/// <summary>A month's price: only what was used (TR 7.4).</summary>
/// <param name="Lines">A line for each item with a quantity above zero, by item number.</param>
public sealed record MonthPrice(IReadOnlyList<PricedLine> Lines)
{
    /// <summary>Sum of the rounded lines, R$.</summary>
    public decimal Total => Lines.Sum(l => l.Value);
}

/// <summary>Prices what was used in a month. Pure.</summary>
public static class MonthPricing
{
    /// <summary>The lines of a month.</summary>
    /// <param name="prices">The items in force in that month.</param>
    /// <param name="used">What was used; nothing negative.</param>
    /// <param name="reading">How tiers are read.</param>
    /// <param name="before">What filled the tiers before this month, when they are read by the year; null when each month begins anew.</param>
    /// <exception cref="ArgumentOutOfRangeException">A negative quantity.</exception>
    public static MonthPrice Of(PriceList prices, MonthQuantities used, TierReading reading = TierReading.Graduated, MonthQuantities? before = null)
    {
        var lines = new List<PricedLine>();
        foreach (var tiers in prices.Items.GroupBy(i => i.Kind))
        {
            var quantity = used.Of(tiers.Key);
            ArgumentOutOfRangeException.ThrowIfNegative(quantity, nameof(used));
            var filled = before?.Of(tiers.Key) ?? 0;
            foreach (var item in tiers)
            {
                var part = reading == TierReading.Graduated ? item.PartOf(filled + quantity) - item.PartOf(filled) : Reaches(item, filled + quantity) ? quantity : 0;
                if (part > 0)
                    lines.Add(new(item, part, decimal.Round(part * item.UnitPrice, 2, MidpointRounding.AwayFromZero)));
            }
        }

        return new([.. lines.OrderBy(l => l.Item.Number)]);
    }

    private static bool Reaches(ContractItem item, long quantity) => quantity >= Math.Max(1, item.From) && quantity <= (item.To ?? long.MaxValue);
}
