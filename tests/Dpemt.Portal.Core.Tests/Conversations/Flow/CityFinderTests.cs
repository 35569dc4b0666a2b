using System.Diagnostics;
using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

public sealed class CityFinderTests
{
    private static readonly CityFinder Cities = CityFinder.Default;

    [Fact]
    public void Read_EveryMunicipality_IsFoundByName()
    {
        Assert.Equal(142, Cities.All.Count);
        foreach (var city in Cities.All)
        {
            foreach (var text in new[] { city.Name, city.Name.ToUpperInvariant(), FoldedText.Fold(city.Name), city.Name + " MT", city.Name + " - Mato Grosso", "moro em " + city.Name, "Na cidade de " + city.Name + "." })
            {
                var match = Cities.Read(text);
                Assert.True(match.IsExact && match.Cities.Single() == city, $"{text}: {string.Join(", ", match.Cities.Select(c => c.Name))}");
            }
        }
    }

    [Theory]
    [InlineData("roo", "Rondonópolis")]
    [InlineData("eu moro em roo", "Rondonópolis")]
    [InlineData("VG", "Várzea Grande")]
    [InlineData("cba", "Cuiabá")]
    [InlineData("tangará", "Tangará da Serra")]
    [InlineData("lucas", "Lucas do Rio Verde")]
    [InlineData("Sorriso", "Sorriso")]
    [InlineData("primavera", "Primavera do Leste")]
    [InlineData("chapada", "Chapada dos Guimarães")]
    [InlineData("Quatro Marcos", "São José dos Quatro Marcos")]
    [InlineData("sinop-mt", "Sinop")]
    [InlineData("sinop/mt", "Sinop")]
    [InlineData("Mirassol do Oeste", "Mirassol d'Oeste")]
    public void Read_Nickname_IsExact(string text, string name)
    {
        var match = Cities.Read(text);

        Assert.Equal(name, Assert.Single(match.Cities).Name);
        Assert.True(match.IsExact);
    }

    [Theory]
    [InlineData("rondonopoles", "Rondonópolis")]
    [InlineData("sinopi", "Sinop")]
    [InlineData("cuiba", "Cuiabá")]
    [InlineData("varsea grande", "Várzea Grande")]
    [InlineData("caseres", "Cáceres")]
    [InlineData("eu moro em rondonopoles no jardim atlantico", "Rondonópolis")]
    [InlineData("barra do garsas", "Barra do Garças")]
    [InlineData("altafloresta", "Alta Floresta")]
    public void Read_Misspelt_IsFoundAndAskedBack(string text, string name)
    {
        var match = Cities.Read(text);

        Assert.Equal(name, match.Cities[0].Name);
        Assert.False(match.IsExact);
    }

    [Theory]
    [InlineData("barra", 2)]
    [InlineData("são josé", 4)]
    public void Read_PartOfSeveralNames_AsksBack(string text, int count)
    {
        var match = Cities.Read(text);

        Assert.Equal(count, match.Cities.Count);
        Assert.False(match.IsExact);
    }

    [Fact]
    public void Read_Nova_GivesAListAndSaysThatThereAreMore()
    {
        var match = Cities.Read("Nova");

        Assert.Equal(CityMatch.MaxCities, match.Cities.Count);
        Assert.All(match.Cities, c => Assert.StartsWith("Nova ", c.Name, StringComparison.Ordinal));
        Assert.True(match.Total > match.Cities.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("sim")]
    [InlineData("não sei")]
    [InlineData("xyzwk")]
    [InlineData("😀😀😀")]
    [InlineData("moro em Goiânia")]
    public void Read_NoMunicipality_FindsNone(string text) => Assert.Empty(Cities.Read(text).Cities);

    [Fact]
    public void Read_OneTypingErrorAnywhere_FindsTheCityOrAsksAmongFew()
    {
        var lost = new List<string>();
        foreach (var city in Cities.All)
        {
            foreach (var typed in TypingErrors(city.Name).Where(t => !Cities.All.Any(o => FoldedText.Fold(o.Name) == FoldedText.Fold(t))))
            {
                var match = Cities.Read(typed);
                if (!match.Cities.Contains(city))
                    lost.Add($"{typed} ({city.Name}): {string.Join(", ", match.Cities.Select(m => m.Name))}");
            }
        }
        Assert.True(lost.Count == 0, $"{lost.Count}\n" + string.Join('\n', lost.Take(40)));
    }

    [Theory]
    [InlineData("meu marido mora em Sinop e eu em outro lugar", "Sinop")]
    [InlineData("sou de Vera e preciso de pensão", "Vera")]
    [InlineData("minha filha Vera precisa de remédio", null)]
    [InlineData("quero meu sorriso de volta", null)]
    [InlineData("o pai de Denise não paga pensão", null)]
    [InlineData("preciso de pensão", null)]
    public void MentionedIn_OnlyClearMentions(string relato, string? name) => Assert.Equal(name, Cities.MentionedIn(relato)?.Name);

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, double.MinValue)]
    [InlineData(1e300, 1e300)]
    [InlineData(0, 0)]
    public void Nearest_NowhereNear_IsNull(double latitude, double longitude) => Assert.Null(Cities.Nearest(latitude, longitude));

    [Fact]
    public void Read_LongestMessage_IsBounded()
    {
        var text = string.Concat(Enumerable.Repeat("rondonopoli novva cuiabba ", 160))[..4096];
        _ = Cities.Read(text);
        var watch = Stopwatch.StartNew();

        _ = Cities.Read(text);
        _ = Cities.MentionedIn(text);
        _ = Cities.Read(string.Join(' ', text.Split(' ').Take(CityFinder.MaxWords)));

        Assert.True(watch.ElapsedMilliseconds < 5000, $"{watch.ElapsedMilliseconds} ms");
    }

    private static IEnumerable<string> TypingErrors(string name)
    {
        for (var at = 0; at < name.Length; at++)
        {
            var letter = (char)('a' + ((at * 7) + name.Length) % 26);
            yield return name[..at] + letter + name[(at + 1)..];
            yield return name.Remove(at, 1);
            yield return name.Insert(at, letter.ToString());
            if (at + 1 < name.Length)
                yield return name[..at] + name[at + 1] + name[at] + name[(at + 2)..];
        }
    }
}
