namespace Dpemt.Portal.Contract.Calendar;

/// <summary>How a period of a deadline is counted.</summary>
public enum DeadlineUnit
{
    /// <summary>Every day of the calendar counts.</summary>
    Days = 0,

    /// <summary>Only working days count (Lei 14.133/2021, art. 183, III).</summary>
    WorkingDays = 1,
}

/// <summary>Counts deadlines by Lei 14.133/2021, art. 183, and TR 27.18.1. A deadline ends with its last day, in local time.</summary>
public sealed class Deadlines(StateCalendar calendar)
{
    /// <summary>
    /// The last day of a period that runs from an event: the day of the event is excluded, and a due date on a day without
    /// work moves to the next working day.
    /// </summary>
    /// <param name="from">Day of the event.</param>
    /// <param name="count">Length, at least 1.</param>
    /// <param name="unit">What is counted.</param>
    /// <exception cref="ArgumentOutOfRangeException">Shorter than one day.</exception>
    public DateOnly Due(DateOnly from, int count, DeadlineUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (unit == DeadlineUnit.Days)
            return calendar.OnOrAfter(from.AddDays(count));
        var day = from;
        for (var left = count; left > 0; left--)
            day = calendar.NextWorkingDay(day);
        return day;
    }

    /// <summary>
    /// The last day of a period that a notice by e-mail opens (TR 27.18.1): it starts on the working day after the e-mail was
    /// received, whether it was read or not, and that starting day is its first day.
    /// </summary>
    /// <param name="received">Day on which the e-mail was received.</param>
    /// <param name="count">Length, at least 1.</param>
    /// <param name="unit">What is counted.</param>
    public DateOnly DueAfterNotice(DateOnly received, int count, DeadlineUnit unit)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var start = calendar.NextWorkingDay(received);
        return unit == DeadlineUnit.Days ? calendar.OnOrAfter(start.AddDays(count - 1)) : count == 1 ? start : Due(start, count - 1, unit);
    }

    /// <summary>True when the last day is over at <paramref name="now"/>.</summary>
    public static bool IsPast(DateOnly due, DateTimeOffset now) => ContractTime.DayOf(now) > due;

    /// <summary>Days left until the last day; 0 on the day itself, negative afterwards.</summary>
    public static int DaysLeft(DateOnly due, DateTimeOffset now) => due.DayNumber - ContractTime.DayOf(now).DayNumber;
}
