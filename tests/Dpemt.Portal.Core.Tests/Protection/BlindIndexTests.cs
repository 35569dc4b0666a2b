using Dpemt.Portal.Protection;

namespace Dpemt.Portal.Core.Tests.Protection;

public sealed class BlindIndexTests
{
    [Fact]
    public void Of_SameValue_IsStableAndDiffersByPurposeAndKey()
    {
        var ring = KeyRing.Create();
        var index = new BlindIndex(ring);

        Assert.Equal(index.Of("cpf", "52998224725"), new BlindIndex(KeyRing.Parse(ring.ToJson())).Of("cpf", "52998224725"));
        Assert.NotEqual(index.Of("cpf", "52998224725"), index.Of("phone", "52998224725"));
        Assert.NotEqual(index.Of("cpf", "52998224725"), new BlindIndex(KeyRing.Create()).Of("cpf", "52998224725"));
    }

    [Fact]
    public void OfNameWords_AccentsCaseAndOrder_DoNotMatter()
    {
        var index = new BlindIndex(KeyRing.Create());

        var stored = index.OfNameWords("José ANTÔNIO d'Ávila e Souza");

        Assert.Equal(4, stored.Count);
        Assert.All(index.OfNameWords("souza avila jose"), word => Assert.Contains(stored, s => s.AsSpan().SequenceEqual(word)));
    }
}
