using System.Globalization;
using Dpemt.Portal.Contract;

namespace Dpemt.Portal.Core.Tests.Contract;

public sealed class ContractTextTests
{
    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1234,5", "1234.5")]
    [InlineData("1234.56", "1234.56")]
    [InlineData("1.234", "1234")]
    [InlineData("R$ 18.904,49", "18904.49")]
    [InlineData("0,005", "0.005")]
    [InlineData("12", "12")]
    [InlineData("R$\u00A012,00", "12")]
    [InlineData("12\n", null)]
    [InlineData("1.23.4", null)]
    [InlineData("12,34.5", null)]
    [InlineData("-5", null)]
    [InlineData("abc", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void ReadMoney_AsPeopleWrite_IsUnderstoodOrRefused(string? text, string? value) =>
        Assert.Equal(value is null ? null : decimal.Parse(value, CultureInfo.InvariantCulture), ContractText.ReadMoney(text));

    [Theory]
    [InlineData("1234.5", "R$\u00A01.234,50")]
    [InlineData("0", "R$\u00A00,00")]
    [InlineData("-0.5", "−R$\u00A00,50")]
    public void Money_Amount_HasTwoDecimals(string value, string text) => Assert.Equal(text, ContractText.Money(decimal.Parse(value, CultureInfo.InvariantCulture)));
}
