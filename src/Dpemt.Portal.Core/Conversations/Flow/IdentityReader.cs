using System.Globalization;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Finds CPF, name and mother's name in one message, labelled ("mãe Joana") or in the order in which they were asked for.</summary>
internal static partial class IdentityReader
{
    private const int MaxRead = 400;
    private const int MaxNameWords = 10;
    private const int MaxNameLength = 120;

    private static readonly CultureInfo Portuguese = CultureInfo.GetCultureInfo("pt-BR");
    private static readonly HashSet<string> Particles = ["da", "de", "do", "das", "dos", "e"];

    private static readonly HashSet<string> NotNames =
        ["cpf", "nome", "nao", "sei", "tenho", "lembro", "quero", "preciso", "porque", "pra", "para", "que", "como", "quando", "onde", "qual", "quanto", "meu", "minha", "completo", "numero",
        "oi", "ola", "bom", "boa", "dia", "tarde", "noite", "obrigado", "obrigada", "ok", "sim", "isso", "certo", "errado", "aqui", "agora", "estou", "esta", "documento", "defensoria",
        "pensao", "guarda", "divorcio", "processo", "pular", "menu", "voltar", "sair", "atendente", "tudo", "bem", "ajuda"];

    public static IdentityFound Read(string text, IdentityField expected)
    {
        var rest = text.Length > MaxRead ? text[..MaxRead] : text;
        string? cpf = null;
        if (Cpf.FindIn(rest) is { } found)
        {
            cpf = found.Digits;
            rest = rest.Remove(found.Start, found.Length).Insert(found.Start, ",");
        }
        var mother = TakeLabelled(MotherLabel(), ref rest);
        var name = TakeLabelled(NameLabel(), ref rest);
        var bare = rest.Split([',', ';', '\n', '/'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => CpfLabel().Replace(s, " ")).Select(ToName).OfType<string>().ToList();
        var labelled = cpf is not null || mother is not null || name is not null;
        if (expected == IdentityField.Name)
            name ??= Shift(bare);
        else if (expected == IdentityField.MotherName)
            mother ??= Shift(bare);
        else if (labelled || bare.Count >= 2 || LooksLikeFullName(rest))
            name ??= Shift(bare);
        if (expected != IdentityField.MotherName && name is not null)
            mother ??= Shift(bare);
        return new IdentityFound(cpf, name, mother);
    }

    /// <summary>Only what is labelled or a valid CPF: for a correction told in passing.</summary>
    public static IdentityFound ReadLabelled(string text)
    {
        var rest = text.Length > MaxRead ? text[..MaxRead] : text;
        var cpf = Cpf.FindIn(rest)?.Digits;
        var mother = TakeLabelled(MotherLabel(), ref rest);
        return new IdentityFound(cpf, TakeLabelled(NameLabel(), ref rest), mother);
    }

    private static string? Shift(List<string> names)
    {
        if (names.Count == 0)
            return null;
        var first = names[0];
        names.RemoveAt(0);
        return first;
    }

    private static string? TakeLabelled(Regex label, ref string rest)
    {
        var match = label.Match(rest);
        if (!match.Success || ToName(match.Groups["name"].Value) is not { } name)
            return null;
        rest = rest.Remove(match.Index, match.Length).Insert(match.Index, ",");
        return name;
    }

    /// <summary>The text as a name, or null when it cannot be one: letters, at most ten words, none of them a word of this conversation.</summary>
    private static string? ToName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(w => w.Trim('.', ':', '-', '=', '"', '!', '*', '(', ')', '\'')).Where(w => w.Length > 0).ToList();
        while (words.Count > 0 && Particles.Contains(FoldedText.Fold(words[0])))
            words.RemoveAt(0);
        while (words.Count > 0 && Particles.Contains(FoldedText.Fold(words[^1])))
            words.RemoveAt(words.Count - 1);
        var name = string.Join(' ', words);
        if (words.Count is 0 or > MaxNameWords || name.Length is < 2 or > MaxNameLength || name.Count(char.IsLetter) < 2)
            return null;
        if (words.Exists(w => !w.All(c => char.IsLetter(c) || c is '\'' or '-' or '.' or '’' || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)))
            return null;
        if (words.Exists(w => NotNames.Contains(FoldedText.Fold(w))) || name.Contains('?', StringComparison.Ordinal))
            return null;
        var plain = !name.Any(char.IsUpper) || !name.Any(char.IsLower);
        return plain ? string.Join(' ', words.Select(Capitalise)) : name;
    }

    private static bool LooksLikeFullName(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => !Particles.Contains(w)).ToList();
        return words.Count >= 2 && words.TrueForAll(w => char.IsUpper(w[0]));
    }

    private static string Capitalise(string word)
    {
        var lower = word.ToLower(Portuguese);
        return Particles.Contains(lower) ? lower : char.ToUpper(lower[0], Portuguese) + lower[1..];
    }

    [GeneratedRegex(@"(?:\b(?:o |e |meu )?nome (?:completo )?da (?:minha )?m[ãa]e|\b(?:e |a |da |minha )?m[ãa]e|\bfilh[oa] d[ae])(?: é| e| se chama| chama| chamada)?[ :=\-]*(?<name>[\p{L}\p{M}][\p{L}\p{M}'’.\- ]{1,119})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MotherLabel();

    [GeneratedRegex(@"(?:\bmeu nome(?: completo)?(?: é| e)?|\bme chamo|\bnome(?: completo)?(?: é)?[ ]?[:=\-]|\bnome é|\b(?:eu )?sou (?:a |o )?)[ :=\-]*(?<name>[\p{L}\p{M}][\p{L}\p{M}'’.\- ]{1,119})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NameLabel();

    [GeneratedRegex(@"\b(?:(?:e |o )?(?:meu )?cpf(?: é| e)?|nome(?: completo)?)\b[ :=\-]*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CpfLabel();
}

/// <summary>What a message told; null where it told nothing.</summary>
internal readonly record struct IdentityFound(string? Cpf, string? Name, string? MotherName)
{
    public bool IsEmpty => Cpf is null && Name is null && MotherName is null;
}
