using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Calendar;

namespace Dpemt.Portal.Core.Tests.Contract.Calendar;

public sealed class DeadlinesTests
{
    private static readonly Deadlines OfLaw = new(StateCalendar.OfLaw);

    [Theory]
    [InlineData("a sexta seguida de fim de semana", "2026-07-03", 1, DeadlineUnit.WorkingDays, "2026-07-06")]
    [InlineData("cinco dias úteis sem feriado", "2026-07-06", 5, DeadlineUnit.WorkingDays, "2026-07-13")]
    [InlineData("cinco dias úteis com 7 de setembro", "2026-09-03", 5, DeadlineUnit.WorkingDays, "2026-09-11")]
    [InlineData("quinze dias úteis na virada do ano", "2026-12-30", 15, DeadlineUnit.WorkingDays, "2027-01-21")]
    [InlineData("quinze dias úteis no Carnaval", "2026-02-10", 15, DeadlineUnit.WorkingDays, "2026-03-05")]
    [InlineData("sessenta dias que caem num domingo", "2026-12-30", 60, DeadlineUnit.Days, "2027-03-01")]
    [InlineData("trinta dias que caem no Natal, uma sexta", "2026-11-25", 30, DeadlineUnit.Days, "2026-12-28")]
    [InlineData("evento num feriado, dias corridos", "2026-09-07", 1, DeadlineUnit.Days, "2026-09-08")]
    public void Due_Art183_ExcludesTheFirstDayAndMovesOn(string what, string from, int count, DeadlineUnit unit, string expected) =>
        Assert.True(Day(expected) == OfLaw.Due(Day(from), count, unit), $"{what}: {OfLaw.Due(Day(from), count, unit):yyyy-MM-dd}");

    [Theory]
    [InlineData("e-mail na quinta: começa na sexta, que é o primeiro dia", "2026-07-02", 15, DeadlineUnit.WorkingDays, "2026-07-23")]
    [InlineData("e-mail na sexta: começa na segunda", "2026-07-03", 15, DeadlineUnit.WorkingDays, "2026-07-24")]
    [InlineData("e-mail no sábado: começa na segunda, como o de sexta", "2026-07-04", 15, DeadlineUnit.WorkingDays, "2026-07-24")]
    [InlineData("um só dia útil é o próprio dia de início", "2026-07-03", 1, DeadlineUnit.WorkingDays, "2026-07-06")]
    [InlineData("e-mail na véspera do Natal: começa dia 28", "2026-12-24", 15, DeadlineUnit.WorkingDays, "2027-01-18")]
    [InlineData("sessenta dias corridos desde o início", "2026-12-24", 60, DeadlineUnit.Days, "2027-02-25")]
    [InlineData("dias corridos que acabam num sábado", "2026-07-02", 2, DeadlineUnit.Days, "2026-07-06")]
    public void DueAfterNotice_Tr27181_StartsOnTheNextWorkingDay(string what, string received, int count, DeadlineUnit unit, string expected) =>
        Assert.True(Day(expected) == OfLaw.DueAfterNotice(Day(received), count, unit), $"{what}: {OfLaw.DueAfterNotice(Day(received), count, unit):yyyy-MM-dd}");

    [Fact]
    public void IsPast_LastDay_EndsAtLocalMidnight()
    {
        var due = Day("2026-12-31");
        var lastInstant = new DateTimeOffset(2027, 1, 1, 3, 59, 59, TimeSpan.Zero);

        Assert.False(Deadlines.IsPast(due, lastInstant));
        Assert.Equal(0, Deadlines.DaysLeft(due, lastInstant));
        Assert.True(Deadlines.IsPast(due, lastInstant.AddSeconds(1)));
        Assert.Equal(-1, Deadlines.DaysLeft(due, lastInstant.AddSeconds(1)));
        Assert.Equal(31, Deadlines.DaysLeft(due, ContractTime.StartOf(Day("2026-11-30"))));
    }

    [Fact]
    public void Due_NoDayAtAll_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => OfLaw.Due(Day("2026-07-01"), 0, DeadlineUnit.Days));

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
