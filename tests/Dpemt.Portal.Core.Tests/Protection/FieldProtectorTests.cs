using System.Security.Cryptography;
using Dpemt.Portal.Protection;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Protection;

public sealed class FieldProtectorTests
{
    private const string Purpose = "Citizen.Name";
    private static readonly KeyRing Ring = KeyRing.Create();

    [Property]
    public bool Open_OfSealed_GivesThePlainValue(byte[] plain)
    {
        var protector = new FieldProtector(Ring);
        return protector.Open(protector.Seal(plain, Purpose), Purpose).AsSpan().SequenceEqual(plain);
    }

    [Fact]
    public void Seal_SameValueTwice_GivesDifferentBytesWithoutThePlainOnes()
    {
        var protector = new FieldProtector(Ring);

        var first = protector.SealText("Cidadã Exemplo", Purpose);
        var second = protector.SealText("Cidadã Exemplo", Purpose);

        Assert.NotEqual(first, second);
        Assert.True(first.AsSpan().IndexOf("Exemplo"u8) < 0);
    }

    [Fact]
    public void Open_AnyChangedByte_Throws()
    {
        var protector = new FieldProtector(Ring);
        var value = protector.SealText("segredo", Purpose);

        Assert.All(Enumerable.Range(0, value.Length), i =>
        {
            var changed = value.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => protector.Open(changed, Purpose));
        });
    }

    [Fact]
    public void Open_MovedToAnotherColumn_Throws()
    {
        var protector = new FieldProtector(Ring);

        Assert.ThrowsAny<CryptographicException>(() => protector.Open(protector.SealText("123", "Citizen.Cpf"), Purpose));
    }

    [Fact]
    public void WithNewDataKey_OldValues_StayReadableAndNewOnesUseTheNewKey()
    {
        var old = new FieldProtector(Ring).SealText("antes", Purpose);
        var rotated = KeyRing.Parse(Ring.WithNewDataKey().ToJson());
        var protector = new FieldProtector(rotated);

        Assert.Equal("antes", protector.OpenText(old, Purpose));
        Assert.Equal(1, FieldProtector.KeyIdOf(old));
        Assert.Equal(2, FieldProtector.KeyIdOf(protector.SealText("depois", Purpose)));
    }

    [Theory]
    [InlineData("nada", "não é um JSON válido")]
    [InlineData("""{"ativa":1,"dados":{},"indice":""}""", "chave ativa nº 1")]
    [InlineData("""{"ativa":1,"dados":{"1":"YWJj"},"indice":""}""", "dados.1")]
    public void Parse_BrokenKeyFile_SaysWhatIsWrong(string json, string expected)
    {
        var fault = Assert.Throws<InvalidDataException>(() => KeyRing.Parse(json));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }
}
