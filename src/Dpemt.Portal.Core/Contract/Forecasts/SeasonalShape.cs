namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>
/// How a year's use spreads over the calendar: a weight for each month, even within the month. Weights mean nothing alone; only
/// their proportions are used.
/// </summary>
public sealed class SeasonalShape
{
    private readonly long[] _months;

    /// <summary>A shape from what each month had.</summary>
    /// <param name="months">January to December, each above zero.</param>
    /// <exception cref="ArgumentException">Not twelve months, or one of them empty.</exception>
    public SeasonalShape(IReadOnlyList<long> months)
    {
        if (months.Count != 12 || months.Any(m => m <= 0))
            throw new ArgumentException("A forma do ano precisa de doze meses, todos acima de zero.", nameof(months));
        _months = [.. months];
    }

    /// <summary>Twelve equal months, as the ETP multiplies them.</summary>
    public static SeasonalShape Even { get; } = new([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);

    /// <summary>What each month had, January to December.</summary>
    public IReadOnlyList<long> Months => _months;

    /// <summary>Sum of the twelve months.</summary>
    public long Total => _months.Sum();

    /// <summary>The weight of a day.</summary>
    public decimal WeightOf(DateOnly day) => (decimal)_months[day.Month - 1] / DateTime.DaysInMonth(day.Year, day.Month);

    /// <summary>The weight of a span of days, both ends included; 0 for an empty span.</summary>
    public decimal WeightOf(DateOnly from, DateOnly to)
    {
        var weight = 0m;
        for (var first = from; first <= to;)
        {
            // A whole month is taken as it is, so that whole years add up exactly.
            var last = new BillingMonth(first).LastDay;
            var end = last < to ? last : to;
            var days = end.DayNumber - first.DayNumber + 1;
            weight += (decimal)_months[first.Month - 1] * days / last.Day;
            first = end.AddDays(1);
        }

        return weight;
    }

    /// <summary>The part of a contract year that falls on a span of days inside it, 0 to 1.</summary>
    public decimal ShareOf(ContractYear year, DateOnly from, DateOnly to) => WeightOf(from, to) / WeightOf(year.First, year.Last);
}
