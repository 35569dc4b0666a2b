using Dpemt.Portal.Contract.Calendar;

namespace Dpemt.Portal.Core.Tests.Contract.Calendar;

/// <summary>Deadlines from any day, over any holidays, against counting day by day on a wall calendar.</summary>
public sealed class DeadlinePropertyTests
{
    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public void Due_AnyDayAndLength_IsWhatCountingDayByDayGives(int seed)
    {
        var random = new Random(seed);
        int moved = 0, overNewYear = 0;
        for (var round = 0; round < 4000; round++)
        {
            var calendar = new StateCalendar(KeptDays(random));
            var deadlines = new Deadlines(calendar);
            var from = new DateOnly(2026, 1, 1).AddDays(random.Next(0, 6 * 365));
            var count = random.Next(1, 100);

            var days = deadlines.Due(from, count, DeadlineUnit.Days);
            var working = deadlines.Due(from, count, DeadlineUnit.WorkingDays);
            var notice = deadlines.DueAfterNotice(from, count, DeadlineUnit.WorkingDays);
            var noticeDays = deadlines.DueAfterNotice(from, count, DeadlineUnit.Days);

            // Lei 14.133, art. 183: the first day is out, the last is in, and a last day without work moves on, no further than it must.
            Assert.All(new[] { days, working, notice, noticeDays }, due => Assert.True(Works(calendar, due), $"{from:yyyy-MM-dd} +{count}: {due:yyyy-MM-dd}"));
            Assert.Equal(0, WorkingDays(calendar, from.AddDays(count), days.AddDays(-1)));
            Assert.True(days >= from.AddDays(count));
            Assert.Equal(count, WorkingDays(calendar, from.AddDays(1), working));
            // TR 27.18.1: the working day after the receipt is the first day of the period.
            Assert.Equal(count, WorkingDays(calendar, from.AddDays(1), notice));
            var start = from.AddDays(1);
            while (!Works(calendar, start))
                start = start.AddDays(1);
            Assert.Equal(0, WorkingDays(calendar, start.AddDays(count - 1), noticeDays.AddDays(-1)));
            Assert.True(noticeDays >= start.AddDays(count - 1));
            // A longer period and a later event never end earlier.
            Assert.True(deadlines.Due(from, count + 1, DeadlineUnit.Days) >= days && deadlines.Due(from.AddDays(1), count, DeadlineUnit.Days) >= days);
            Assert.True(deadlines.Due(from, count + 1, DeadlineUnit.WorkingDays) > working && deadlines.DueAfterNotice(from.AddDays(1), count, DeadlineUnit.WorkingDays) >= notice);
            moved += days > from.AddDays(count) ? 1 : 0;
            overNewYear += working.Year > from.Year ? 1 : 0;
        }

        Assert.True(moved > 500 && overNewYear > 500, $"{moved} moved, {overNewYear} over the turn of the year");
    }

    private static Dictionary<DateOnly, string> KeptDays(Random random) =>
        Enumerable.Range(0, 40).Select(_ => new DateOnly(2026, 1, 1).AddDays(random.Next(0, 6 * 365))).Distinct().ToDictionary(d => d, _ => "Ponto facultativo");

    /// <summary>Said again from the law: neither weekend, nor a day of the list, nor a day counted from Easter, nor a kept one.</summary>
    private static bool Works(StateCalendar calendar, DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && StateCalendar.HolidayOfLaw(day) is null && calendar.DayOff(day) is null;

    private static int WorkingDays(StateCalendar calendar, DateOnly first, DateOnly last)
    {
        var found = 0;
        for (var day = first; day <= last; day = day.AddDays(1))
            found += Works(calendar, day) ? 1 : 0;
        return found;
    }
}
