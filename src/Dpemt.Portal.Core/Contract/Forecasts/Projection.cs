namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>How the rest of the year is projected from what was used.</summary>
public enum ForecastMethod
{
    /// <summary>Every day to come uses as much as the mean day of the window.</summary>
    Pace = 0,

    /// <summary>As the window, raised or lowered by the month of 2025 that a day lies in.</summary>
    Shape = 1,
}

/// <summary>One projection of a balance.</summary>
/// <param name="Method">How.</param>
/// <param name="From">First day of the window that it looks at.</param>
/// <param name="To">Last day of the window: yesterday, the last whole day.</param>
/// <param name="PerDay">Messages a day in the window.</param>
/// <param name="Scale">Messages a day, or messages per unit of weight, by the method.</param>
/// <param name="EndsOn">First day on which more is used than was contracted; null when the balance outlasts the contract year.</param>
/// <param name="AtYearEnd">Messages used in the whole year, if it goes on so.</param>
public sealed record Projection(ForecastMethod Method, DateOnly From, DateOnly To, decimal PerDay, decimal Scale, DateOnly? EndsOn, decimal AtYearEnd)
{
    /// <summary>Days of the window.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>What a day to come uses by this projection.</summary>
    public decimal UseOf(DateOnly from, DateOnly to, SeasonalShape shape) =>
        to < from ? 0 : Method == ForecastMethod.Pace ? Scale * (to.DayNumber - from.DayNumber + 1) : Scale * shape.WeightOf(from, to);
}

/// <summary>The arithmetic of exhaustion. Pure.</summary>
public static class Exhaustion
{
    /// <summary>Divisions round in the 28th digit: a millionth of a message never decides about a day.</summary>
    private const decimal Grain = 0.000001m;

    /// <summary>The first day on which more is used than is left; null when it lasts through <paramref name="last"/>.</summary>
    /// <param name="left">Messages left before <paramref name="from"/>; not negative.</param>
    /// <param name="from">First day that uses.</param>
    /// <param name="last">Last day to look at.</param>
    /// <param name="use">What the days from <paramref name="from"/> to a day use together; never falls.</param>
    public static DateOnly? DayOf(decimal left, DateOnly from, DateOnly last, Func<DateOnly, decimal> use)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        if (last < from || use(last) - left <= Grain)
            return null;
        var (low, high) = (from.DayNumber, last.DayNumber);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (use(DateOnly.FromDayNumber(middle)) - left > Grain)
                high = middle;
            else
                low = middle + 1;
        }

        return DateOnly.FromDayNumber(low);
    }
}
