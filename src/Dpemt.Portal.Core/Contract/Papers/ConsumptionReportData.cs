namespace Dpemt.Portal.Contract.Papers;

/// <summary>An item of the month. All items of the contract stand in the report, also those that nothing is due for.</summary>
/// <param name="Number">Its number in TR 6.1.</param>
/// <param name="Label">Its name in the contract.</param>
/// <param name="Tier">Which messages of the month it prices, in words; null for an item without tiers.</param>
/// <param name="Quantity">How many are due.</param>
/// <param name="UnitPrice">R$ with four decimals.</param>
/// <param name="Exact">Quantity × price, not rounded, R$.</param>
/// <param name="Value">The same to cents, half away from zero: the only rounding.</param>
public sealed record ReportItem(int Number, string Label, string? Tier, long Quantity, decimal UnitPrice, decimal Exact, decimal Value);

/// <summary>What is due of a local day. An adjustment of a closed month may make a number negative.</summary>
public sealed record ReportDay(DateOnly Day, long Service, long Marketing, long Utility, long Authentication, long SendSimple, long SendTemplate);

/// <summary>Messages of a category by the reason why they are charged or free.</summary>
/// <param name="Category">In words.</param>
/// <param name="Reason">In words.</param>
/// <param name="Messages">Counted.</param>
/// <param name="Charged">Of these: the category's price is due.</param>
/// <param name="Sent">Of these: the sending is due.</param>
public sealed record ReportReason(string Category, string Reason, long Messages, long Charged, long Sent);

/// <summary>What became known in this month of a closed one; part of the quantities above.</summary>
/// <param name="Month">The closed month, <c>yyyy-MM</c>.</param>
/// <param name="KnownOn">Local day on which it became known.</param>
/// <param name="Category">In words.</param>
/// <param name="Reason">In words.</param>
/// <param name="Messages">Counted; negative when taken out.</param>
public sealed record ReportAdjustment(string Month, DateOnly KnownOn, string Category, string Reason, long Messages);

/// <summary>A balance of the contract: the tiers of a category share one.</summary>
/// <param name="Name">In words.</param>
/// <param name="Items">Its items, in words.</param>
/// <param name="Contracted">Quantity of the contract's year.</param>
/// <param name="Before">Used in the contract's year before this month.</param>
/// <param name="InMonth">Used in this month.</param>
public sealed record ReportBalance(string Name, string Items, long Contracted, long Before, long InMonth)
{
    /// <summary>Used up to the end of this month.</summary>
    public long Used => Before + InMonth;

    /// <summary>Contracted less used; negative when it is exceeded.</summary>
    public long Left => Contracted - Used;

    /// <summary>Used in percent of contracted, two decimals; 0 when nothing was contracted.</summary>
    public decimal Percent => Share(Used, Contracted);

    /// <summary>A share in percent with two decimals, half away from zero.</summary>
    public static decimal Share(decimal part, decimal whole) => whole == 0 ? 0 : decimal.Round(part * 100 / whole, 2, MidpointRounding.AwayFromZero);
}

/// <summary>The contract's value against what our own count prices, R$.</summary>
/// <param name="YearFrom">First day of the contract's year that the quantities are for.</param>
/// <param name="YearTo">Its last day.</param>
/// <param name="Contracted">Value of the year (TR 7.1).</param>
/// <param name="Before">Priced in that year before this month.</param>
/// <param name="InMonth">Priced in this month.</param>
public sealed record ReportValue(DateOnly YearFrom, DateOnly YearTo, decimal Contracted, decimal Before, decimal InMonth)
{
    /// <summary>Priced up to the end of this month.</summary>
    public decimal Used => Before + InMonth;

    /// <summary>Contracted less priced.</summary>
    public decimal Left => Contracted - Used;

    /// <summary>In percent, two decimals.</summary>
    public decimal Percent => ReportBalance.Share(Used, Contracted);
}

/// <summary>The closing that the report rests on.</summary>
/// <param name="Number">Number of the version.</param>
/// <param name="At">When.</param>
/// <param name="By">By whom.</param>
/// <param name="Reason">Why it was closed anew; null the first time.</param>
/// <param name="Sha256">Hash of the frozen facts.</param>
public sealed record ReportClosing(int Number, DateTimeOffset At, string By, string? Reason, string Sha256);

/// <summary>All that the consumption report of a month says (TR 6, 7).</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Month">The month, <c>yyyy-MM</c>.</param>
/// <param name="Closing">The closing; null for a provisional report of a month that is not closed.</param>
/// <param name="CountedUntil">Everything that the portal knew before this is counted; null of a closed month, which does not move.</param>
/// <param name="PeriodStart">First instant of the month in the contract's life.</param>
/// <param name="PeriodEnd">First instant after it.</param>
/// <param name="Zone">The zone that cuts it.</param>
/// <param name="Items">All items, by number.</param>
/// <param name="Total">Sum of the rounded lines, R$.</param>
/// <param name="Days">Days with anything due.</param>
/// <param name="Reasons">Charged and free.</param>
/// <param name="Adjustments">Of closed months.</param>
/// <param name="MetaDiffers">Messages of which Meta said something else than our dated tariff.</param>
/// <param name="Balances">Quantities of the contract.</param>
/// <param name="Value">Value of the contract.</param>
/// <param name="Memory">The calculation, step by step.</param>
/// <param name="RuleVersion">The rule that counted.</param>
/// <param name="Rule">The rule in words, sentence by sentence.</param>
/// <param name="PriceVersion">The prices that were used.</param>
/// <param name="Sources">Where the figures come from.</param>
public sealed record ConsumptionReportData(
    PaperContract Contract, string Month, ReportClosing? Closing, DateTimeOffset? CountedUntil, DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, string Zone,
    IReadOnlyList<ReportItem> Items, decimal Total, IReadOnlyList<ReportDay> Days, IReadOnlyList<ReportReason> Reasons, IReadOnlyList<ReportAdjustment> Adjustments,
    long MetaDiffers, IReadOnlyList<ReportBalance> Balances, ReportValue Value, IReadOnlyList<PaperStep> Memory,
    string RuleVersion, IReadOnlyList<string> Rule, string PriceVersion, IReadOnlyList<string> Sources);
