using Dpemt.Portal.Contract.Calendar;

namespace Dpemt.Portal.Core.Tests.Contract.Calendar;

public sealed class StateCalendarTests
{
    [Theory]
    [InlineData(1961, "1961-04-02")]
    [InlineData(2000, "2000-04-23")]
    [InlineData(2008, "2008-03-23")]
    [InlineData(2011, "2011-04-24")]
    [InlineData(2024, "2024-03-31")]
    [InlineData(2025, "2025-04-20")]
    [InlineData(2026, "2026-04-05")]
    [InlineData(2027, "2027-03-28")]
    [InlineData(2028, "2028-04-16")]
    [InlineData(2029, "2029-04-01")]
    [InlineData(2030, "2030-04-21")]
    [InlineData(2031, "2031-04-13")]
    [InlineData(2038, "2038-04-25")]
    [InlineData(2285, "2285-03-22")]
    public void EasterSunday_KnownYears_IsRight(int year, string expected) => Assert.Equal(Day(expected), StateCalendar.EasterSunday(year));

    [Theory]
    [InlineData("2026-02-16", "Carnaval")]
    [InlineData("2026-02-17", "Carnaval")]
    [InlineData("2026-02-18", null)]
    [InlineData("2026-04-03", "Sexta-feira Santa")]
    [InlineData("2026-06-04", "Corpus Christi")]
    [InlineData("2026-11-20", "Consciência Negra")]
    [InlineData("2026-12-24", null)]
    [InlineData("2026-12-25", "Natal")]
    [InlineData("2027-01-01", "Confraternização Universal")]
    [InlineData("2026-11-14", "Sábado")]
    [InlineData("2026-11-15", "Proclamação da República")]
    [InlineData("2026-11-22", "Domingo")]
    public void DayOff_DaysOfLawAndWeekends_AreNamed(string day, string? expected) => Assert.Equal(expected, StateCalendar.OfLaw.DayOff(Day(day)));

    [Fact]
    public void DayOff_KeptDay_TakesPartInTheCount()
    {
        var calendar = new StateCalendar(new Dictionary<DateOnly, string> { [Day("2026-12-24")] = "Ponto facultativo" });

        Assert.Equal("Ponto facultativo", calendar.DayOff(Day("2026-12-24")));
        Assert.Equal(Day("2026-12-28"), calendar.NextWorkingDay(Day("2026-12-23")));
        Assert.Equal(Day("2026-12-23"), calendar.OnOrAfter(Day("2026-12-23")));
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
