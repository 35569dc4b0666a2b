using Dpemt.Portal.Conversations.Receptions;

namespace Dpemt.Portal.Core.Tests.Conversations.Receptions;

public sealed class OpeningCalendarTests
{
    private static readonly DateOnly[] Holidays = [new(2026, 11, 20), new(2026, 12, 25), new(2027, 1, 1)];

    private static OpeningCalendar Office()
        => new(
            Enumerable.Range(1, 5).SelectMany(d => new[]
            {
                new OpeningPeriod((DayOfWeek)d, new(8, 0), new(12, 0)),
                new OpeningPeriod((DayOfWeek)d, new(13, 0), new(17, 30)),
            }),
            Holidays);

    [Theory]
    [InlineData("2026-11-23 08:00", true)]
    [InlineData("2026-11-23 07:59", false)]
    [InlineData("2026-11-23 11:59", true)]
    [InlineData("2026-11-23 12:00", false)]
    [InlineData("2026-11-23 13:00", true)]
    [InlineData("2026-11-23 17:30", false)]
    [InlineData("2026-11-22 10:00", false)]
    [InlineData("2026-11-20 10:00", false)]
    public void IsOpen_AroundTheEdges(string local, bool open)
        => Assert.Equal(open, Office().IsOpen(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("2026-11-23 06:00", "hoje às 8h")]
    [InlineData("2026-11-23 12:10", "hoje às 13h")]
    [InlineData("2026-11-23 18:00", "amanhã às 8h")]
    [InlineData("2026-11-20 10:00", "segunda-feira, 23/11, às 8h")]
    [InlineData("2026-11-19 18:00", "segunda-feira, 23/11, às 8h")]
    [InlineData("2026-12-24 17:30", "segunda-feira, 28/12, às 8h")]
    [InlineData("2026-12-31 18:00", "segunda-feira, 04/01/2027, às 8h")]
    public void DescribeNextOpening_InWords(string local, string words)
        => Assert.Equal(words, Office().DescribeNextOpening(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void DescribeNextOpening_WhileOpen_IsNull() => Assert.Null(Office().DescribeNextOpening(new(2026, 11, 23, 9, 0, 0)));

    [Fact]
    public void NextOpening_NeverOpens_IsNull()
    {
        Assert.Null(new OpeningCalendar([], []).NextOpening(new(2026, 11, 23)));
        Assert.Null(new OpeningCalendar([new(DayOfWeek.Monday, new(9, 0), new(9, 0))], []).NextOpening(new(2026, 11, 23)));
        Assert.Null(Office().NextOpening(DateTime.MaxValue));
    }

    [Fact]
    public void NextOpening_AllMondaysAreHolidaysForAYear_SearchesOn()
    {
        var mondays = Enumerable.Range(0, 53).Select(i => new DateOnly(2026, 11, 23).AddDays(7 * i)).ToList();
        var calendar = new OpeningCalendar([new(DayOfWeek.Monday, new(9, 30), new(11, 0))], mondays);

        Assert.Equal(new DateTime(2027, 11, 29, 9, 30, 0), calendar.NextOpening(new(2026, 11, 23, 8, 0, 0)));
    }

    [Fact]
    public void Periods_ThatOverlapOrTouch_CountAsOne()
    {
        var calendar = new OpeningCalendar([new(DayOfWeek.Monday, new(12, 0), new(14, 0)), new(DayOfWeek.Monday, new(8, 0), new(12, 0)), new(DayOfWeek.Monday, new(9, 0), new(10, 0))], []);

        Assert.Equal(new DateTime(2026, 11, 30, 8, 0, 0), calendar.NextOpening(new(2026, 11, 23, 9, 0, 0)));
        Assert.True(calendar.IsOpen(new(2026, 11, 23, 12, 0, 0)));
    }

    [Fact]
    public void Describe_OneOClockAndHalfHours()
    {
        Assert.Equal("hoje à 1h", OpeningCalendar.Describe(new(2026, 11, 23, 1, 0, 0), new(2026, 11, 23)));
        Assert.Equal("amanhã às 8h05", OpeningCalendar.Describe(new(2026, 11, 24, 8, 5, 0), new(2026, 11, 23)));
    }

    [Fact]
    public void NextOpening_EveryMinuteOfThreeWeeks_AgreesWithIsOpen()
    {
        var office = Office();
        var instant = new DateTime(2026, 12, 18);
        for (var i = 0; i < 21 * 24 * 60; i += 7)
        {
            var local = instant.AddMinutes(i);
            var next = office.NextOpening(local)!.Value;
            Assert.True(office.IsOpen(next) && !office.IsOpen(next.AddTicks(-1)) && next > local);
            if (!office.IsOpen(local))
                Assert.False(office.IsOpen(local + ((next - local) / 2)));
        }
    }
}
