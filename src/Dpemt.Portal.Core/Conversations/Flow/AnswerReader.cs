namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Reads free text as one of the choices on offer: its number, its title with or without errors, yes or no.</summary>
internal static class AnswerReader
{
    private const int MaxWords = 10;

    private static readonly Dictionary<string, int> Ordinals = new()
    {
        ["um"] = 1,
        ["uma"] = 1,
        ["primeiro"] = 1,
        ["primeira"] = 1,
        ["dois"] = 2,
        ["duas"] = 2,
        ["segundo"] = 2,
        ["segunda"] = 2,
        ["tres"] = 3,
        ["terceiro"] = 3,
        ["terceira"] = 3,
        ["quatro"] = 4,
        ["quarto"] = 4,
        ["quarta"] = 4,
        ["cinco"] = 5,
        ["quinto"] = 5,
        ["quinta"] = 5,
        ["seis"] = 6,
        ["sexto"] = 6,
        ["sexta"] = 6,
        ["sete"] = 7,
        ["setimo"] = 7,
        ["setima"] = 7,
        ["oito"] = 8,
        ["oitavo"] = 8,
        ["oitava"] = 8,
        ["nove"] = 9,
        ["nono"] = 9,
        ["nona"] = 9,
        ["dez"] = 10,
        ["decimo"] = 10,
        ["decima"] = 10,
        ["ultimo"] = -1,
        ["ultima"] = -1,
    };

    private static readonly HashSet<string> Fillers =
        ["a", "o", "as", "os", "e", "eh", "opcao", "opcoes", "numero", "n", "no", "num", "letra", "item", "quero", "escolho", "prefiro", "vou", "de", "da", "do", "sobre", "com", "eu", "essa", "esse", "isso", "sim", "por", "favor", "na", "minha", "meu", "acho", "que"];

    public static FlowChoice? Read(FlowQuestion question, string text, Vocabulary vocabulary)
    {
        var choices = question.Choices;
        var folded = FoldedText.Fold(text);
        if (choices.Count == 0 || (folded.Length == 0 && !vocabulary.IsYes(text) && !vocabulary.IsNo(text)))
            return null;
        if (choices.FirstOrDefault(c => FoldedText.Fold(c.Title) == folded) is { } exact)
            return exact;
        if (vocabulary.IsYes(text) && choices.FirstOrDefault(c => c.Yes) is { } yes)
            return yes;
        if (vocabulary.IsNo(text) && choices.FirstOrDefault(c => c.No) is { } no)
            return no;
        var words = folded.Split(' ');
        if (words.Length > MaxWords)
            return null;
        return Number(choices, words) ?? Title(choices, folded, words);
    }

    private static FlowChoice? Number(IReadOnlyList<FlowChoice> choices, string[] words)
    {
        var said = words.Where(w => !Fillers.Contains(w)).ToList();
        if (choices.Count < 2 || said.Count != 1)
            return null;
        var number = said[0].Length <= 3 && int.TryParse(said[0].TrimEnd('a', 'o'), System.Globalization.NumberStyles.None, null, out var digit)
            ? digit
            : Ordinals.GetValueOrDefault(said[0]);
        return number == -1 ? choices[^1] : number >= 1 && number <= choices.Count ? choices[number - 1] : null;
    }

    private static FlowChoice? Title(IReadOnlyList<FlowChoice> choices, string folded, string[] words)
    {
        var titles = choices.Select(c => (Choice: c, Title: FoldedText.Fold(c.Title))).Where(t => t.Title.Length > 0).ToList();
        var near = titles.Where(t => EditDistance.Within(folded, t.Title, Math.Min(3, t.Title.Length / 4))).ToList();
        if (near.Count == 1)
            return near[0].Choice;
        var inside = titles.Where(t => t.Title.Length >= 4 && $" {folded} ".Contains($" {t.Title} ", StringComparison.Ordinal)).ToList();
        if (inside.Count == 1)
            return inside[0].Choice;
        var said = words.Where(w => !Fillers.Contains(w)).ToList();
        if (said.Count is 0 or > 4)
            return null;
        var part = titles.Where(t => said.TrueForAll(w => w.Length >= 3 && t.Title.Split(' ').Any(p => p == w || (w.Length >= 5 && EditDistance.Within(w, p, 1))))).ToList();
        return part.Count == 1 ? part[0].Choice : null;
    }
}
