using System.Globalization;
using Dpemt.Portal.Contract.Invoices.Files;

namespace Dpemt.Portal.Core.Tests.Contract.Invoices;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("1.234,56", "1234.56")]
    [InlineData("1234,56", "1234.56")]
    [InlineData("1,234.56", "1234.56")]
    [InlineData("1234.56", "1234.56")]
    [InlineData("0,0636", "0.0636")]
    [InlineData("0.0636", "0.0636")]
    [InlineData("0.064", "0.064")]
    [InlineData("12.345", "12345")]
    [InlineData("R$ 1.891,13", "1891.13")]
    [InlineData("R$\u00A01.891,13", "1891.13")]
    [InlineData("-5", "-5")]
    [InlineData("000123", "123")]
    public void Read_AsWrittenHere_IsExact(string text, string expected) => Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), NumberText.Read(text));

    [Theory]
    [InlineData("1e9")]
    [InlineData("1.23.456")]
    [InlineData("1,2,3")]
    [InlineData("12a")]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("--5")]
    [InlineData("5-")]
    [InlineData("9999999999999999999999999999999999999")]
    [InlineData("=1+1")]
    [InlineData("∞")]
    [InlineData("１２")]
    public void Read_AnythingElse_IsNothing(string? text) => Assert.Null(NumberText.Read(text));

    [Theory]
    [InlineData("12.345", 12345L)]
    [InlineData("12.345,00", 12345L)]
    [InlineData("12,5", null)]
    public void ReadWhole_OnlyWholeNumbers_AreRead(string text, long? expected) => Assert.Equal(expected, NumberText.ReadWhole(text));
}
