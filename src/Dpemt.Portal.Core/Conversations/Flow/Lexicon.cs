using System.Collections.Frozen;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Legal areas and the words that point to them, each with its weight: a classifier that anybody can read and mend.</summary>
public sealed class Lexicon
{
    /// <summary>Key of the area for everything else.</summary>
    public const string OtherArea = "outro";

    private readonly PhraseBook _book;
    private readonly List<LexiconTerm> _terms = [];
    private readonly FrozenSet<string> _negations;
    private readonly FrozenDictionary<string, LegalArea> _byKey;

    internal Lexicon(LexiconData data)
    {
        Areas = [.. data.Areas.Select(a => new LegalArea(a.Key, a.Title, a.Description))];
        _byKey = Areas.ToFrozenDictionary(a => a.Key);
        foreach (var area in data.Areas)
        {
            foreach (var (weight, phrases) in area.Terms)
                _terms.AddRange(phrases.Select(p => new LexiconTerm(p, area.Key, double.Parse(weight, System.Globalization.CultureInfo.InvariantCulture))));
        }
        _book = new PhraseBook(_terms.Select(t => t.Phrase));
        _negations = data.Negations.ToFrozenSet();
    }

    /// <summary>The lexicon as delivered.</summary>
    public static Lexicon Default { get; } = new(FlowData.Read<LexiconData>("lexicon.json"));

    /// <summary>The areas in the order of the menu; the last one is <see cref="OtherArea"/>.</summary>
    public IReadOnlyList<LegalArea> Areas { get; }

    /// <summary>The area of a key; the one for everything else when the key is unknown.</summary>
    public LegalArea Area(string? key) => key is not null && _byKey.TryGetValue(key, out var area) ? area : _byKey[OtherArea];

    /// <summary>
    /// Ranks the areas for a text; empty when no word counts. A term counts once, less when a negation stands right before it
    /// ("não é pensão"), and a phrase takes the place of the single words in it.
    /// </summary>
    public IReadOnlyList<AreaScore> Score(string text)
    {
        var words = FoldedText.Words(text);
        var hits = _book.Find(words);
        var sums = new Dictionary<string, (double Sum, List<string> Words)>();
        var counted = new HashSet<int>();
        foreach (var hit in hits.OrderByDescending(h => _terms[h.Phrase].Weight))
        {
            var term = _terms[hit.Phrase];
            if (!counted.Add(hit.Phrase))
                continue;
            var weight = IsNegated(words, hit.First) ? term.Weight * -0.5 : term.Weight;
            var sum = sums.GetValueOrDefault(term.Area, (0, []));
            sum.Words.Add(term.Phrase);
            sums[term.Area] = (sum.Sum + weight, sum.Words);
        }
        var total = sums.Values.Where(s => s.Sum > 0).Sum(s => s.Sum);
        return [.. sums.Where(s => s.Value.Sum > 0)
            .OrderByDescending(s => s.Value.Sum).ThenBy(s => s.Key, StringComparer.Ordinal)
            .Select(s => new AreaScore(s.Key, s.Value.Sum / total, s.Value.Words))];
    }

    private bool IsNegated(string[] words, int first)
    {
        for (var i = Math.Max(0, first - 2); i < first; i++)
        {
            if (_negations.Contains(i + 1 < first ? words[i] + " " + words[i + 1] : words[i]))
                return true;
        }
        return false;
    }

    private sealed record LexiconTerm(string Phrase, string Area, double Weight);
}

/// <summary>A legal area as citizens see it.</summary>
/// <param name="Key">Stable key, stored with conversations.</param>
/// <param name="Title">At most 20 characters: it must fit a button.</param>
/// <param name="Description">At most 72 characters: second line of a row.</param>
public sealed record LegalArea(string Key, string Title, string Description);

/// <summary>The built-in classifier: the lexicon, in this process, without personal data leaving it.</summary>
public sealed class LexiconClassifier(Lexicon lexicon) : IRelatoClassifier
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<AreaScore>> ClassifyAsync(string relato, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return Task.FromResult(lexicon.Score(relato));
    }
}

/// <summary>The file behind <see cref="Lexicon"/>.</summary>
/// <param name="Areas">In the order of the menu.</param>
/// <param name="Negations">One or two words that turn the term after them round.</param>
internal sealed record LexiconData(IReadOnlyList<LexiconArea> Areas, IReadOnlyList<string> Negations);

/// <summary>One area of the file: weight to phrases.</summary>
internal sealed record LexiconArea(string Key, string Title, string Description, IReadOnlyDictionary<string, IReadOnlyList<string>> Terms);
