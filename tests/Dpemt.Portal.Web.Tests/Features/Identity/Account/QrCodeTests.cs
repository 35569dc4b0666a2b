using System.Security.Cryptography;
using System.Text;
using Dpemt.Portal.Web.Features.Identity.Account;

namespace Dpemt.Portal.Web.Tests.Features.Identity.Account;

public sealed class QrCodeTests
{
    /// <summary>Codes of each length were read back by an independent reader once; the picture must stay as it was.</summary>
    [Theory]
    [InlineData(5, 21)]
    [InlineData(106, 41)]
    [InlineData(107, 45)]
    [InlineData(181, 57)]
    [InlineData(213, 57)]
    public void Encode_Length_ChoosesTheSmallestVersion(int length, int size) => Assert.Equal(size, QrCode.Encode(new string('a', length)).Size);

    [Fact]
    public void Encode_TooLong_Throws() => Assert.Throws<ArgumentException>(() => QrCode.Encode(new string('a', QrCode.MaxBytes + 1)));

    [Fact]
    public void ToSvg_KnownAddress_StaysAsItWasReadBack()
    {
        var svg = QrCode.Encode("otpauth://totp/Portal%20DPEMT:cdi%40exemplo.local?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Portal%20DPEMT&digits=6").ToSvg();
        Assert.Equal("4BC9ECBB7E850CAD", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(svg)))[..16]);
    }
}
