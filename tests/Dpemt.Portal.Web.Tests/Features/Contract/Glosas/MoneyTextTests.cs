using System.Globalization;
using Dpemt.Portal.Web.Features.Contract.Glosas;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Glosas;

public sealed class MoneyTextTests
{
    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1234,5", "1234.5")]
    [InlineData("1234.56", "1234.56")]
    [InlineData("1.234", "1234")]
    [InlineData("R$ 18.904,49", "18904.49")]
    [InlineData("0,005", "0.005")]
    [InlineData("12", "12")]
    [InlineData("1.23.4", null)]
    [InlineData("12,34.5", null)]
    [InlineData("-5", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Read_AsPeopleWrite_IsUnderstoodOrRefused(string? text, string? value) =>
        Assert.Equal(value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture), MoneyText.Read(text));

    [Theory]
    [InlineData("1234.5", "R$ 1.234,50")]
    [InlineData("0", "R$ 0,00")]
    public void Write_Amount_HasTwoDecimals(string value, string text) => Assert.Equal(text, MoneyText.Write(decimal.Parse(value, CultureInfo.InvariantCulture)));
}
