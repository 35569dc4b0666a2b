using Dpemt.Portal.Citizens;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Citizens;

public sealed class PhoneNumberTests
{
    [Theory]
    [InlineData("556599990001", "5565999990001")]
    [InlineData("5565999990001", "5565999990001")]
    [InlineData("+55 (65) 99999-0001", "5565999990001")]
    [InlineData("65999990001", "5565999990001")]
    [InlineData("6599990001", "5565999990001")]
    [InlineData("556530000000", "556530000000")]
    [InlineData("+351 912 345 678", "351912345678")]
    [InlineData("+1 202 555 0100", "12025550100")]
    public void Canonical_WrittenInManyWays_IsOneForm(string text, string expected) => Assert.Equal(expected, PhoneNumber.Canonical(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("123")]
    [InlineData("telefone")]
    [InlineData("5565999990001x")]
    [InlineData("12345678901234567890")]
    public void Canonical_NoPhoneNumber_IsNull(string? text) => Assert.Null(PhoneNumber.Canonical(text));

    [Property]
    public bool OfWire_OfACanonicalNumber_StaysTheSame(ulong number) =>
        PhoneNumber.Canonical("+" + number) is not { } once || PhoneNumber.OfWire(once) == once;

    [Fact]
    public void OfWire_ForeignNumberOfElevenDigits_IsNotTakenAsBrazilian() => Assert.Equal("12025550100", PhoneNumber.OfWire("12025550100"));

    [Fact]
    public void Masked_AnyNumber_ShowsOnlyTheLastFourDigits()
    {
        Assert.Equal("••••-0001", PhoneNumber.Masked("5565999990001"));
        Assert.Equal("sem número", PhoneNumber.Masked(null));
    }

    [Fact]
    public void Display_BrazilianMobile_IsWrittenAsPeopleDo() => Assert.Equal("(65) 99999-0001", PhoneNumber.Display("5565999990001"));
}
