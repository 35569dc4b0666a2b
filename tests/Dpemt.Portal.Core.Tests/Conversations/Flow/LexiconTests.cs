using System.Diagnostics;
using System.Reflection;
using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

public sealed class LexiconTests
{
    private static readonly List<(string Area, string Relato)> Relatos = ReadRelatos();

    [Fact]
    public async Task ClassifyAsync_HundredRelatosOfCitizens_FindsTheArea()
    {
        var classifier = new LexiconClassifier(Lexicon.Default);
        var missed = new List<string>();
        var first = 0;
        var firstThree = 0;
        foreach (var (area, relato) in Relatos)
        {
            var scores = await classifier.ClassifyAsync(relato, CancellationToken.None);
            if (scores.Count > 0 && scores[0].Area == area)
                first++;
            else
                missed.Add($"{area} <- {string.Join(", ", scores.Take(3).Select(s => $"{s.Area} {s.Score:0.00} [{string.Join('/', s.Words)}]"))}: {relato}");
            if (scores.Take(3).Any(s => s.Area == area))
                firstThree++;
        }

        Assert.True(Relatos.Count >= 100);
        Assert.True(first >= Relatos.Count * 0.85, $"top-1 {first}/{Relatos.Count}\n" + string.Join('\n', missed));
        Assert.True(firstThree >= Relatos.Count * 0.95, $"top-3 {firstThree}/{Relatos.Count}\n" + string.Join('\n', missed));
    }

    [Fact]
    public void Relatos_EveryAreaOfTheLexicon_IsTried()
        => Assert.Equal(Lexicon.Default.Areas.Select(a => a.Key).Order(), Relatos.Select(r => r.Area).Distinct().Order());

    [Fact]
    public void Areas_TwelveAndOther_FitButtonsAndRows()
    {
        var areas = Lexicon.Default.Areas;

        Assert.Equal(13, areas.Count);
        Assert.Equal(Lexicon.OtherArea, areas[^1].Key);
        Assert.All(areas, a => Assert.InRange(a.Title.Length, 1, Bubble.ButtonTitleMaxLength));
        Assert.All(areas, a => Assert.InRange(a.Description.Length, 1, Bubble.RowDescriptionMaxLength));
    }

    [Theory]
    [InlineData("")]
    [InlineData("bom dia")]
    [InlineData("👍👍👍")]
    [InlineData("xyz qwe")]
    public void Score_NothingThatCounts_IsEmpty(string text) => Assert.Empty(Lexicon.Default.Score(text));

    [Fact]
    public void Score_NamesTheWordsThatCounted()
        => Assert.Contains("conselho tutelar", Lexicon.Default.Score("O Conselho Tutelar veio aqui")[0].Words);

    [Fact]
    public void Score_NegatedTopic_GivesWayToTheOther()
        => Assert.Equal("familia", Lexicon.Default.Score("não é remédio, é sobre pensão")[0].Area);

    [Fact]
    public void Score_LongestMessage_IsBounded()
    {
        var text = string.Concat(Enumerable.Repeat("pensam guardaa divorsio remedyo ", 200))[..4096];
        _ = Lexicon.Default.Score(text);
        var watch = Stopwatch.StartNew();

        _ = Lexicon.Default.Score(text);

        Assert.True(watch.ElapsedMilliseconds < 5000, $"{watch.ElapsedMilliseconds} ms");
    }

    private static List<(string, string)> ReadRelatos()
    {
        var root = typeof(LexiconTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!;
        var lines = File.ReadAllLines(Path.Combine(root, "tests/Dpemt.Portal.Core.Tests/Conversations/Flow/Data/relatos.csv"));
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => (l.Split(';', 2)[0], l.Split(';', 2)[1]))];
    }
}
