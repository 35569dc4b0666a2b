using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>What the bot says: texts by key, with placeholders in braces. The defaults are data; an administrator may replace single ones.</summary>
public sealed partial class FlowTexts
{
    private readonly FrozenDictionary<string, string> _texts;

    private FlowTexts(FrozenDictionary<string, string> texts) => _texts = texts;

    /// <summary>Every text there is, in the order in which an administrator should see them.</summary>
    public static IReadOnlyList<FlowTextDefinition> Definitions { get; } = FlowData.Read<List<FlowTextDefinition>>("flow-texts.json");

    /// <summary>The texts as delivered.</summary>
    public static FlowTexts Default { get; } = new(Definitions.ToFrozenDictionary(d => d.Key, d => d.Text));

    /// <summary>
    /// The default texts with some replaced. Unknown keys and texts that <see cref="Validate"/> refuses are left out, so that an old or damaged
    /// row never silences the bot.
    /// </summary>
    public static FlowTexts With(IReadOnlyDictionary<string, string> edited)
        => new(Definitions.ToFrozenDictionary(d => d.Key, d => edited.TryGetValue(d.Key, out var text) && Validate(d.Key, text).Count == 0 ? text : d.Text));

    /// <summary>Checks an edited text and says in Portuguese all that is wrong with it; empty when it may be saved.</summary>
    public static IReadOnlyList<string> Validate(string key, string? text)
    {
        var definition = Definitions.FirstOrDefault(d => d.Key == key);
        if (definition is null)
            return [$"Não existe um texto com o nome “{key}”."];
        if (string.IsNullOrWhiteSpace(text))
            return ["Escreva o texto: ele não pode ficar vazio."];
        var faults = new List<string>();
        if (text.Length > definition.MaxLength)
            faults.Add($"O texto tem {text.Length} caracteres e só cabem {definition.MaxLength}: corte {text.Length - definition.MaxLength}.");
        if (text.Any(c => char.IsControl(c) && c != '\n') || (definition.MaxLength <= Bubble.RowTitleMaxLength && text.Contains('\n', StringComparison.Ordinal)))
            faults.Add("O texto tem caracteres que o WhatsApp não mostra (tabulação, controle ou quebra de linha em botão). Apague-os.");
        var used = Placeholder().Matches(text).Select(m => m.Groups[1].Value).ToHashSet();
        var known = definition.Placeholders.ToHashSet();
        foreach (var unknown in used.Except(known).Order())
            faults.Add($"O campo {{{unknown}}} não existe aqui. {Choices(definition)}");
        foreach (var missing in definition.Mandatory.Except(used).Order())
            faults.Add($"Falta o campo {{{missing}}}: sem ele o cidadão não recebe essa informação.");
        if (Placeholder().Replace(text, "").AsSpan().IndexOfAny('{', '}') >= 0)
            faults.Add("Há uma chave { ou } solta. Escreva o campo inteiro, como em {nome}, ou apague a chave.");
        return faults;
    }

    /// <summary>The text as it is kept, with its placeholders.</summary>
    public string this[string key] => _texts[key];

    /// <summary>The text with values in the place of its placeholders; values are put in once and never read as placeholders themselves.</summary>
    public string Fill(string key, params ReadOnlySpan<(string Name, string? Value)> values)
        => FillIn(_texts[key], values);

    /// <summary>As <see cref="Fill"/> for a text that is kept elsewhere, such as the answer to a frequent question.</summary>
    public static string FillIn(string text, params ReadOnlySpan<(string Name, string? Value)> values)
    {
        var found = new Dictionary<string, string?>();
        foreach (var (name, value) in values)
            found[name] = value;
        return Placeholder().Replace(text, m => found.GetValueOrDefault(m.Groups[1].Value) is { Length: > 0 } value ? value + m.Groups[2].Value : "").Trim();
    }

    private static string Choices(FlowTextDefinition definition)
        => definition.Placeholders.Count == 0 ? "Este texto não tem campos." : "Use só: " + string.Join(", ", definition.Placeholders.Select(p => "{" + p + "}")) + ".";

    // With the space behind it: a field that has no value leaves no gap in the sentence.
    [GeneratedRegex(@"\{([a-z_]{1,30})\}( ?)", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}

/// <summary>One text of the bot, as an administrator edits it.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="When">When it is said, in Portuguese.</param>
/// <param name="MaxLength">Longest text allowed, in UTF-16 units, placeholders as written.</param>
/// <param name="Text">The text as delivered.</param>
public sealed record FlowTextDefinition(string Key, string When, int MaxLength, string Text)
{
    /// <summary>Placeholders that may be used, without braces.</summary>
    public IReadOnlyList<string> Placeholders { get; init; } = [];

    /// <summary>Placeholders that must be used.</summary>
    public IReadOnlyList<string> Mandatory { get; init; } = [];
}
