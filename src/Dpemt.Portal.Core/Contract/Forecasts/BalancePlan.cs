using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>
/// When a balance ends by the contract's own figures alone, from the first day of the contract year, before anything is counted
/// (<c>contract.json</c> "no-growth": the quantities are twelve times the month of the ETP, without the growth that it announces).
/// </summary>
/// <param name="PresentMonth">Messages of a month without growth.</param>
/// <param name="GrowthPercent">The announced growth, in percent.</param>
/// <param name="EndsOn">At the announced growth, twelve equal months; null when it lasts.</param>
/// <param name="EndsByShape">At the announced growth, by the months of 2025.</param>
/// <param name="EndsWithoutGrowth">Without growth, twelve equal months.</param>
/// <param name="EndsWithoutGrowthByShape">Without growth, by the months of 2025.</param>
public sealed record BalancePlan(
    long PresentMonth, decimal GrowthPercent, DateOnly? EndsOn, DateOnly? EndsByShape, DateOnly? EndsWithoutGrowth, DateOnly? EndsWithoutGrowthByShape)
{
    /// <summary>Messages of a month at the announced growth.</summary>
    public decimal PerMonth => PresentMonth * (100 + GrowthPercent) / 100;

    /// <summary>Messages of the contract year at the announced growth.</summary>
    public decimal PerYear => PerMonth * ContractYear.Months;

    /// <summary>All four answers: what the plan alone leaves open.</summary>
    public IReadOnlyList<DateOnly?> Ends => [EndsOn, EndsByShape, EndsWithoutGrowth, EndsWithoutGrowthByShape];

    /// <summary>Computes the four ends.</summary>
    public static BalancePlan Of(ItemKind balance, long contracted, ContractYear year, AnnouncedVolumes volumes)
    {
        var month = volumes.PerMonth(balance);
        var plan = new BalancePlan(month, volumes.GrowthPercent, null, null, null, null);
        return plan with
        {
            EndsOn = EndOf(contracted, plan.PerYear, year, SeasonalShape.Even),
            EndsByShape = EndOf(contracted, plan.PerYear, year, volumes.Shape),
            EndsWithoutGrowth = EndOf(contracted, month * ContractYear.Months, year, SeasonalShape.Even),
            EndsWithoutGrowthByShape = EndOf(contracted, month * ContractYear.Months, year, volumes.Shape),
        };
    }

    /// <summary>When <paramref name="contracted"/> messages end, if a year that spreads by <paramref name="shape"/> uses <paramref name="perYear"/>.</summary>
    public static DateOnly? EndOf(long contracted, decimal perYear, ContractYear year, SeasonalShape shape) =>
        Exhaustion.DayOf(contracted, year.First, year.Last, day => perYear * shape.ShareOf(year, year.First, day));
}
