using Dpemt.Portal.Web.Features.Conversations;

namespace Dpemt.Portal.Web.Tests.Features.Conversations;

public sealed class DeskTimeTests
{
    private static readonly DateTimeOffset Now = QueueRows.Noon;

    [Theory]
    [InlineData(-5, "menos de 1 min")]
    [InlineData(59, "menos de 1 min")]
    [InlineData(60, "1 min")]
    [InlineData(3_599, "59 min")]
    [InlineData(3_900, "1 h 05 min")]
    [InlineData(86_399, "23 h 59 min")]
    [InlineData(90_000, "1 dia e 1 h")]
    [InlineData(200_000, "2 dias e 7 h")]
    public void Span_Seconds_AreSaidToTheMinute(int seconds, string expected) => Assert.Equal(expected, DeskTime.Span(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Window_EndsExactlyNow_IsClosed()
    {
        Assert.Equal(WindowGrade.Closed, DeskTime.Grade(Now, Now));
        Assert.Equal("Janela fechada", DeskTime.Window(Now, Now));
    }

    [Fact]
    public void Window_NeverOpened_SaysSo() => Assert.Equal("Sem janela aberta", DeskTime.Window(null, Now));

    [Theory]
    [InlineData(121, WindowGrade.Open)]
    [InlineData(120, WindowGrade.Closing)]
    [InlineData(1, WindowGrade.Closing)]
    public void Grade_MinutesLeft_WarnsTwoHoursBefore(int minutes, WindowGrade expected) => Assert.Equal(expected, DeskTime.Grade(Now.AddMinutes(minutes), Now));

    [Fact]
    public void LocalDay_LateInTheEvening_IsTheDayOfCuiaba() =>
        Assert.Equal(new DateOnly(2026, 6, 30), DeskTime.LocalDay(new DateTimeOffset(2026, 7, 1, 3, 59, 0, TimeSpan.Zero)));
}
