using System.Runtime.CompilerServices;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>
/// Finds many phrases in one text at once. A phrase is folded words in order with at most <see cref="MaxGap"/> others between two of them; a
/// word ending in * is a stem. Long words are also found with a typing error. Cost is bounded by the words of the text and of the book.
/// </summary>
internal sealed class PhraseBook
{
    /// <summary>Most foreign words between two words of a phrase ("preso ontem em flagrante").</summary>
    public const int MaxGap = 2;

    /// <summary>Words read of one text.</summary>
    public const int MaxWords = 800;

    private static readonly ConditionalWeakTable<IReadOnlyList<string>, PhraseBook> Books = [];

    private readonly string[][] _phrases;
    private readonly Dictionary<string, List<int>> _byFirstWord = [];
    private readonly HashSet<string> _words = [];
    private readonly List<string> _stems = [];
    private readonly ILookup<char, string> _longWords;

    public PhraseBook(IEnumerable<string> phrases)
    {
        _phrases = [.. phrases.Select(p => p.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        for (var i = 0; i < _phrases.Length; i++)
        {
            if (_phrases[i].Length == 0)
                continue;
            if (!_byFirstWord.TryGetValue(_phrases[i][0], out var list))
                _byFirstWord[_phrases[i][0]] = list = [];
            list.Add(i);
            foreach (var word in _phrases[i])
            {
                if (_words.Add(word) && word.EndsWith('*'))
                    _stems.Add(word);
            }
        }
        _longWords = _words.Where(w => w.Length >= 6 && !w.EndsWith('*')).ToLookup(w => w[0]);
    }

    /// <summary>The book of a list that an administrator keeps, accents and capitals allowed; made once for as long as the list lives.</summary>
    public static PhraseBook Of(IReadOnlyList<string> phrases) => Books.GetValue(phrases, list => new PhraseBook(list.Select(Fold)));

    /// <summary>The phrases found, each place once: index of the phrase and of its first and last word in the text.</summary>
    public List<PhraseHit> Find(IReadOnlyList<string> words)
    {
        var count = Math.Min(words.Count, MaxWords);
        var known = new Dictionary<string, List<string>>();
        var patterns = new List<string>[count];
        for (var i = 0; i < count; i++)
        {
            if (!known.TryGetValue(words[i], out var matches))
                known[words[i]] = matches = PatternsOf(words[i]);
            patterns[i] = matches;
        }
        var hits = new List<PhraseHit>();
        for (var i = 0; i < count; i++)
        {
            foreach (var pattern in patterns[i])
            {
                if (!_byFirstWord.TryGetValue(pattern, out var starting))
                    continue;
                foreach (var phrase in starting)
                {
                    if (LastWord(_phrases[phrase], patterns, i) is { } last)
                        hits.Add(new PhraseHit(phrase, i, last));
                }
            }
        }
        return hits;
    }

    /// <summary>True when any phrase occurs.</summary>
    public bool Occurs(IReadOnlyList<string> words) => Find(words).Count > 0;

    private static string Fold(string phrase)
        => string.Join(' ', phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(w => FoldedText.Fold(w) + (w.EndsWith('*') ? "*" : "")));

    private static int? LastWord(string[] phrase, List<string>[] patterns, int start)
    {
        var at = start;
        for (var k = 1; k < phrase.Length; k++)
        {
            var found = -1;
            for (var j = at + 1; j <= at + 1 + MaxGap && j < patterns.Length && found < 0; j++)
            {
                if (patterns[j].Contains(phrase[k]))
                    found = j;
            }
            if (found < 0)
                return null;
            at = found;
        }
        return at;
    }

    private List<string> PatternsOf(string word)
    {
        var matches = new List<string>();
        if (_words.Contains(word))
            matches.Add(word);
        foreach (var stem in _stems)
        {
            if (word.AsSpan().StartsWith(stem.AsSpan(0, stem.Length - 1), StringComparison.Ordinal))
                matches.Add(stem);
        }
        if (matches.Count > 0 || word.Length < 5)
            return matches;
        foreach (var candidate in _longWords[word[0]])
        {
            if (EditDistance.Within(word, candidate, candidate.Length >= 9 ? 2 : 1))
                matches.Add(candidate);
        }
        return matches;
    }
}

/// <summary>Where a phrase was found.</summary>
internal readonly record struct PhraseHit(int Phrase, int First, int Last);
