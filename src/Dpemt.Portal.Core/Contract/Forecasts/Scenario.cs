using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>Over which span the messages are counted that decide about a tier.</summary>
public enum TierPeriod
{
    /// <summary>Calendar month: the contract's reading (<c>contract.json</c> "tier-period").</summary>
    Month = 0,

    /// <summary>The whole contract year.</summary>
    Year = 1,
}

/// <summary>Another reading of the contract, or another future. What is not named is as the contract has it.</summary>
/// <param name="ServicePrice">R$ of a service message (item 3); null for the contract's price.</param>
/// <param name="MessagesPerAttendance">Free messages in one attendance; the contract counts one.</param>
/// <param name="Tiers">Span of the tiers.</param>
/// <param name="Reading">Graduated, or the whole volume at the tier that it reaches.</param>
/// <param name="GrowthPercent">Growth over the month of the ETP, on all messages; null for the contracted quantities.</param>
public sealed record Scenario(decimal? ServicePrice, decimal MessagesPerAttendance, TierPeriod Tiers, TierReading Reading, decimal? GrowthPercent)
{
    /// <summary>Highest price of a message, R$.</summary>
    public const decimal MaxPrice = 100;

    /// <summary>Most messages in one attendance.</summary>
    public const decimal MaxMessages = 100;

    /// <summary>Highest growth, percent.</summary>
    public const decimal MaxGrowth = 1000;

    /// <summary>The contract as it is read.</summary>
    public static Scenario OfContract { get; } = new(null, 1, TierPeriod.Month, TierReading.Graduated, null);
}

/// <summary>A balance in a priced year.</summary>
/// <param name="Kind">A balance, the subscription or the setup.</param>
/// <param name="Quantity">Messages of the year, or months.</param>
/// <param name="Value">R$, sum of rounded lines.</param>
public sealed record ScenarioLine(ItemKind Kind, long Quantity, decimal Value);

/// <summary>A priced year.</summary>
/// <param name="Lines">In the order of the contract's items; without what costs and counts nothing.</param>
public sealed record ScenarioPrice(IReadOnlyList<ScenarioLine> Lines)
{
    /// <summary>R$.</summary>
    public decimal Total => Lines.Sum(l => l.Value);
}

/// <summary>A month that was used, with its prices.</summary>
public sealed record UsedMonth(BillingMonth Month, MonthQuantities Used, PriceList Prices);

/// <summary>Prices a contract year, or the months used so far, under a scenario. Pure; each line is rounded once, as on an invoice.</summary>
public static class ScenarioPricing
{
    /// <summary>A whole contract year of twelve equal months.</summary>
    public static ScenarioPrice YearOf(PriceList prices, AnnouncedVolumes volumes, Scenario scenario)
    {
        var year = Forecasts.Balances.All.ToDictionary(kind => kind, kind => QuantityOf(kind, prices, volumes, scenario));
        var months = Enumerable.Range(0, ContractYear.Months).Select(i => new MonthQuantities(
            Part(ItemKind.Service, i), Part(ItemKind.Marketing, i), Part(ItemKind.Utility, i), Part(ItemKind.Authentication, i), Part(ItemKind.SendSimple, i),
            Part(ItemKind.SendTemplate, i), Subscription: true, Setup: i == 0)).ToList();
        return Price([.. months.Select((used, i) => new UsedMonth(new BillingMonth(2000, i + 1), used, prices))], scenario);

        // The twelfths of a whole number: together they are that number again.
        long Part(ItemKind kind, int month) => Until(kind, month + 1) - Until(kind, month);
        long Until(ItemKind kind, int month) => (long)((Int128)year[kind] * month / ContractYear.Months);
    }

    /// <summary>Months as they were used. Messages for each attendance and growth say nothing about what has been counted.</summary>
    public static ScenarioPrice UsedOf(IReadOnlyList<UsedMonth> months, Scenario scenario) => Price(months, scenario);

    private static ScenarioPrice Price(IReadOnlyList<UsedMonth> months, Scenario scenario)
    {
        var lines = new List<PricedLine>();
        foreach (var month in months)
        {
            var used = scenario.Tiers == TierPeriod.Month ? month.Used : Fixed(month.Used);
            lines.AddRange(MonthPricing.Of(Changed(month.Prices, scenario), used, scenario.Reading).Lines);
        }

        // One span for all messages: the newest prices, since one volume cannot have two.
        if (scenario.Tiers == TierPeriod.Year && months.Count > 0)
            lines.AddRange(MonthPricing.Of(Changed(months[^1].Prices, scenario), Together(months), scenario.Reading).Lines);
        return new([.. lines.GroupBy(l => l.Item.Kind).OrderBy(g => g.Min(l => l.Item.Number)).Select(g => new ScenarioLine(g.Key, g.Sum(l => l.Quantity), g.Sum(l => l.Value)))]);
    }

    private static long QuantityOf(ItemKind kind, PriceList prices, AnnouncedVolumes volumes, Scenario scenario)
    {
        var messages = scenario.GrowthPercent is { } growth
            ? volumes.PerMonth(kind) * (decimal)ContractYear.Months * (100 + growth) / 100
            : prices.Of(kind).Sum(i => i.Quantity);
        if (kind is ItemKind.Service or ItemKind.SendSimple)
            messages *= scenario.MessagesPerAttendance;
        return (long)decimal.Round(messages, 0, MidpointRounding.AwayFromZero);
    }

    private static PriceList Changed(PriceList prices, Scenario scenario) => scenario.ServicePrice is { } price
        ? prices with { Items = [.. prices.Items.Select(i => i.Kind == ItemKind.Service ? i with { UnitPrice = price } : i)] }
        : prices;

    private static MonthQuantities Fixed(MonthQuantities used) => new(0, 0, 0, 0, 0, 0, used.Subscription, used.Setup);

    private static MonthQuantities Together(IReadOnlyList<UsedMonth> months) => new(
        months.Sum(m => m.Used.Service), months.Sum(m => m.Used.Marketing), months.Sum(m => m.Used.Utility), months.Sum(m => m.Used.Authentication),
        months.Sum(m => m.Used.SendSimple), months.Sum(m => m.Used.SendTemplate), Subscription: false, Setup: false);
}
