using Dpemt.Portal.Conversations.Services;

namespace Dpemt.Portal.Web.Features.Conversations.Administration.Texts;

/// <summary>The bot's texts under headings, in the order of a conversation.</summary>
public static class FlowTextGroups
{
    private static readonly (string Title, string[] Prefixes)[] Groups =
    [
        ("Boas-vindas e relato", ["welcome", "relato"]),
        ("Identificação e LGPD", ["ask.cpf", "ask.name", "ask.mother", "cpf", "confirm.identity", "confirm.known", "confirm.short", "choose.correction", "privacy"]),
        ("Assunto", ["ask.matter"]),
        ("Cidade", ["ask.city", "city", "confirm.city", "choose.city"]),
        ("Oferta de uma pessoa", ["person", "offer.person"]),
        ("Aplicativo", ["offer.app", "app"]),
        ("Fila", ["queue", "leave.queue"]),
        ("Atendimento por uma pessoa", ["desk"]),
        ("Urgência", ["urgent"]),
        ("Áudios, imagens e arquivos", ["media"]),
        ("Botões", ["button"]),
    ];

    private const string Rest = "Menu, ajuda e encerramento";

    public static IReadOnlyList<(string Title, IReadOnlyList<FlowTextRow> Rows)> Of(IEnumerable<FlowTextRow> rows)
    {
        var byTitle = rows.ToLookup(row => TitleOf(row.Key));
        return [.. Groups.Select(group => group.Title).Append(Rest).Where(byTitle.Contains).Select(title => (title, (IReadOnlyList<FlowTextRow>)[.. byTitle[title]]))];
    }

    /// <summary>True for a text that is the caption of a button, not a message.</summary>
    public static bool IsButton(string key) => key.StartsWith("button.", StringComparison.Ordinal);

    private static string TitleOf(string key) =>
        Array.Find(Groups, group => group.Prefixes.Any(prefix => key == prefix || key.StartsWith(prefix + ".", StringComparison.Ordinal))).Title ?? Rest;
}
