using System.Collections.Frozen;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Words for yes and no, commands, greetings and emergencies, folded as <see cref="FoldedText.Fold"/> does.</summary>
public sealed class Vocabulary
{
    private const int LongestCommand = 10;
    private const int LongestGreeting = 14;

    private readonly FrozenSet<string> _yes;
    private readonly FrozenSet<string> _no;
    private readonly FrozenSet<string> _skip;
    private readonly FrozenSet<string> _leave;
    private readonly FrozenSet<string> _menu;
    private readonly FrozenSet<string> _back;
    private readonly FrozenSet<string> _help;
    private readonly FrozenSet<string> _person;
    private readonly FrozenSet<string> _greeting;
    private readonly FrozenSet<string> _thanks;
    private readonly PhraseBook _personPhrases;
    private readonly PhraseBook _emergencies;

    internal Vocabulary(VocabularyData data)
    {
        _yes = data.Yes.ToFrozenSet();
        _no = data.No.ToFrozenSet();
        _skip = data.Skip.ToFrozenSet();
        _leave = data.Leave.ToFrozenSet();
        _menu = data.Menu.ToFrozenSet();
        _back = data.Back.ToFrozenSet();
        _help = data.Help.ToFrozenSet();
        _person = data.Person.ToFrozenSet();
        _greeting = data.GreetingWords.ToFrozenSet();
        _thanks = data.ThanksWords.ToFrozenSet();
        _personPhrases = new PhraseBook(data.PersonPhrases);
        _emergencies = new PhraseBook(data.Emergencies);
    }

    /// <summary>The vocabulary as delivered.</summary>
    public static Vocabulary Default { get; } = new(FlowData.Read<VocabularyData>("vocabulary.json"));

    /// <summary>"sim", "s", "isso", "pode ser", 👍.</summary>
    public bool IsYes(string text) => Answers(_yes, text) || IsOnly(text, "👍", "✅", "👌", "🆗", "🙏");

    /// <summary>"não", "n", "ñ", "negativo", 👎.</summary>
    public bool IsNo(string text) => Answers(_no, text) || IsOnly(text, "👎", "❌", "🚫");

    /// <summary>"pular", "prefiro não dizer", "não sei".</summary>
    public bool IsSkip(string text) => _skip.Contains(FoldedText.Fold(text));

    /// <summary>Only greetings, so that nothing was told yet; also text without a single word.</summary>
    public bool IsGreeting(string text)
    {
        var words = FoldedText.Words(text);
        return words.Length <= LongestGreeting && words.All(w => _greeting.Contains(Unstretch(w)));
    }

    /// <summary>Only thanks or goodbye: nothing needs to be answered once the conversation is over.</summary>
    public bool IsThanks(string text)
    {
        var words = FoldedText.Words(text);
        return words.Length <= LongestGreeting && words.All(w => _thanks.Contains(Unstretch(w)));
    }

    /// <summary>The text names an emergency: violence at home, an arrest now, danger to life.</summary>
    public bool IsEmergency(string text) => _emergencies.Occurs(FoldedText.Words(text));

    /// <summary>The command that a short text is, understood at any step.</summary>
    public FlowCommand CommandIn(string text)
    {
        var folded = FoldedText.Fold(text);
        if (folded.Length == 0)
            return text.Trim() is "?" or "??" or "???" ? FlowCommand.Help : FlowCommand.None;
        if (_leave.Contains(folded))
            return FlowCommand.Leave;
        if (_menu.Contains(folded))
            return FlowCommand.Menu;
        if (_back.Contains(folded))
            return FlowCommand.Back;
        if (_help.Contains(folded))
            return FlowCommand.Help;
        if (_person.Contains(folded))
            return FlowCommand.Person;
        var words = folded.Split(' ');
        return words.Length <= LongestCommand && _personPhrases.Occurs(words) ? FlowCommand.Person : FlowCommand.None;
    }

    private static bool Answers(FrozenSet<string> answers, string text)
    {
        var folded = FoldedText.Fold(text);
        return answers.Contains(folded) || answers.Contains(string.Join(' ', folded.Split(' ').Select(Unstretch)));
    }

    private static bool IsOnly(string text, params ReadOnlySpan<string> signs)
    {
        var trimmed = text.AsSpan().Trim();
        if (trimmed.Length is 0 or > 24)
            return false;
        foreach (var sign in signs)
        {
            if (trimmed.StartsWith(sign, StringComparison.Ordinal))
                return FoldedText.Fold(text).Length == 0;
        }
        return false;
    }

    /// <summary>"oiiii" becomes "oi", "simmm" becomes "sim".</summary>
    private static string Unstretch(string word)
    {
        if (word.Length < 3)
            return word;
        var letters = new List<char>(word.Length);
        for (var i = 0; i < word.Length; i++)
        {
            var stretched = i >= 1 && word[i] == word[i - 1] && ((i >= 2 && word[i] == word[i - 2]) || (i + 1 < word.Length && word[i] == word[i + 1]) || i == word.Length - 1);
            if (!stretched)
                letters.Add(word[i]);
        }
        return new string([.. letters]);
    }
}

/// <summary>What a citizen may ask for at any step.</summary>
public enum FlowCommand
{
    /// <summary>No command.</summary>
    None,

    /// <summary>"sair", "parar": end the conversation.</summary>
    Leave,

    /// <summary>"menu".</summary>
    Menu,

    /// <summary>"voltar".</summary>
    Back,

    /// <summary>"atendente", "quero falar com uma pessoa".</summary>
    Person,

    /// <summary>"ajuda".</summary>
    Help,
}

/// <summary>The file behind <see cref="Vocabulary"/>.</summary>
internal sealed record VocabularyData(
    IReadOnlyList<string> Yes,
    IReadOnlyList<string> No,
    IReadOnlyList<string> Skip,
    IReadOnlyList<string> Leave,
    IReadOnlyList<string> Menu,
    IReadOnlyList<string> Back,
    IReadOnlyList<string> Help,
    IReadOnlyList<string> Person,
    IReadOnlyList<string> PersonPhrases,
    IReadOnlyList<string> GreetingWords,
    IReadOnlyList<string> ThanksWords,
    IReadOnlyList<string> Emergencies);
