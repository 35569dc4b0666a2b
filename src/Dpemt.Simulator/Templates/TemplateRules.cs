using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dpemt.Simulator.Sending;

namespace Dpemt.Simulator.Templates;

/// <summary>What Meta refuses when a template is created.</summary>
internal static partial class TemplateRules
{
    private static readonly string[] Categories = ["MARKETING", "UTILITY", "AUTHENTICATION"];

    public static Refusal? WhatIsWrong(string? name, string? category, string? language, JsonArray components)
    {
        if (name is null || !Name().IsMatch(name)) return Refusal.Invalid("name: só letras minúsculas, algarismos e sublinhado, até 512");
        if (!Categories.Contains(category)) return Refusal.Invalid("category: MARKETING, UTILITY ou AUTHENTICATION");
        if (string.IsNullOrEmpty(language)) return Refusal.Invalid("language é obrigatório");

        var body = (string?)Template.Part(components, "BODY")?["text"];
        if (string.IsNullOrWhiteSpace(body)) return Refusal.Invalid("(2388072) BODY é obrigatório");
        var header = (string?)Template.Part(components, "HEADER")?["text"];
        var footer = (string?)Template.Part(components, "FOOTER")?["text"];
        return DraftReading.TooLong(body, 1024, "(2388040) BODY")
            ?? DraftReading.TooLong(header, 60, "(2388047) HEADER")
            ?? DraftReading.TooLong(footer, 60, "(2388073) FOOTER")
            ?? (header is not null && Variable().Count(header) > 1 ? Refusal.Invalid("(2388047) HEADER: no máximo uma variável") : null)
            ?? (footer is not null && Variable().IsMatch(footer) ? Refusal.Invalid("(2388073) FOOTER: sem variáveis") : null)
            ?? Variables(body)
            ?? ButtonsOf(components);
    }

    private static Refusal? Variables(string body)
    {
        var text = body.Trim();
        var found = Variable().Matches(text);
        if (found.Count == 0) return null;
        if (found[0].Index == 0 || found[^1].Index + found[^1].Length == text.Length) return Refusal.Invalid("(2388299) Variáveis não podem estar no início nem no fim do texto");
        var names = found.Select(match => match.Groups[1].Value).ToList();
        if (names.TrueForAll(name => name.All(char.IsAsciiDigit)))
        {
            var numbers = names.Select(name => int.Parse(name, CultureInfo.InvariantCulture)).Distinct().Order().ToList();
            if (!numbers.SequenceEqual(Enumerable.Range(1, numbers.Count))) return Refusal.Invalid("Variáveis devem seguir em ordem a partir de {{1}}");
        }

        return Adjacent().IsMatch(text) ? Refusal.Invalid("Variáveis coladas: separe com texto") : null;
    }

    private static Refusal? ButtonsOf(JsonArray components)
    {
        var buttons = Template.Buttons(components).ToList();
        if (buttons.Count > 10) return Refusal.Invalid("BUTTONS: no máximo 10");
        if (buttons.Count(button => (string?)button["type"] == "URL") > 2) return Refusal.Invalid("BUTTONS: no máximo 2 de URL");
        return buttons.Select(button => DraftReading.TooLong((string?)button["text"], 25, "BUTTONS text")).FirstOrDefault(refusal => refusal is not null);
    }

    [GeneratedRegex("^[a-z0-9_]{1,512}$")]
    private static partial Regex Name();

    [GeneratedRegex(@"\{\{\s*(\w+)\s*\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\}\}\s*\{\{")]
    private static partial Regex Adjacent();
}
