using Dpemt.Portal.Web.Features.Conversations.Administration.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Forms;

public sealed class TimeTextTests
{
    [Theory]
    [InlineData("8", 8, 0)]
    [InlineData("8h", 8, 0)]
    [InlineData("8H30", 8, 30)]
    [InlineData(" 08:30 ", 8, 30)]
    [InlineData("0830", 8, 30)]
    [InlineData("23.59", 23, 59)]
    public void Read_Hours_AreUnderstood(string text, int hour, int minute) => Assert.Equal(new TimeOnly(hour, minute), TimeText.Read(text));

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("12:60")]
    [InlineData("8:3")]
    [InlineData("meio-dia")]
    [InlineData("-8")]
    public void Read_NoHour_IsNull(string text) => Assert.Null(TimeText.Read(text));
}
