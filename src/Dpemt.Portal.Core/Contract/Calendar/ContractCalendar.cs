using Dpemt.Portal.Conversations;

namespace Dpemt.Portal.Contract.Calendar;

/// <summary>The state's calendar with the days that administrators keep.</summary>
public sealed class ContractCalendar(StateHolidays holidays)
{
    /// <summary>A calendar that is good for deadlines that start around <paramref name="from"/>: one year before to three years after.</summary>
    public async Task<Deadlines> ForAsync(DateOnly from, CancellationToken cancellation) =>
        new(await CalendarAsync(from, cancellation));

    /// <summary>The calendar of the same span.</summary>
    public async Task<StateCalendar> CalendarAsync(DateOnly from, CancellationToken cancellation) =>
        new(await holidays.RunAsync(from.AddYears(-1), from.AddYears(3), cancellation));
}
