using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>Twelve months of the contract, counted from its start of force: the span that its quantities are for (TR 6.1).</summary>
/// <param name="Number">1 for the first year.</param>
/// <param name="First">First day, local.</param>
/// <param name="Last">Last day, local.</param>
public sealed record ContractYear(int Number, DateOnly First, DateOnly Last)
{
    /// <summary>Months that the contracted quantities are for.</summary>
    public const int Months = 12;

    /// <summary>Number of days.</summary>
    public int Days => Last.DayNumber - First.DayNumber + 1;

    /// <summary>The year of a contract that a day lies in; the first one for a day before the contract.</summary>
    public static ContractYear Of(ContractInForce contract, DateOnly day) => Of(ContractTime.DayOf(contract.InForce.Start), day);

    /// <summary>The year of a contract that a day lies in; the first one for a day before <paramref name="start"/>.</summary>
    public static ContractYear Of(DateOnly start, DateOnly day)
    {
        var number = 1;
        while (day >= start.AddMonths(Months * number))
            number++;
        return new(number, start.AddMonths(Months * (number - 1)), start.AddMonths(Months * number).AddDays(-1));
    }

    /// <summary>Which month of this year a day lies in, 1 to 12, counted from <see cref="First"/>.</summary>
    public int MonthOf(DateOnly day)
    {
        var number = 1;
        while (number < Months && day >= First.AddMonths(number))
            number++;
        return number;
    }
}
