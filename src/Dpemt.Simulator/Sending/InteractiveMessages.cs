using System.Text.Json;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Sending;

/// <summary>Buttons, lists, request of a location and link button, with Meta's limits.</summary>
internal static class InteractiveMessages
{
    private const int LongestBody = 1024;
    private const int LongestListBody = 4096;
    private const int MostButtons = 3;
    private const int LongestButtonTitle = 20;
    private const int LongestButtonId = 256;
    private const int MostRows = 10;
    private const int LongestRowId = 200;
    private const int LongestRowTitle = 24;
    private const int LongestRowDescription = 72;

    public static Draft Buttons(JsonElement body)
    {
        var text = body.Required("textoBody");
        var options = body.RequiredItems("buttons").Select(button => new Option(button.Required("id"), button.Required("titulo"), OptionKind.Button)).ToList();
        return new Draft(body.Recipient(), new MessageContent(Kinds.Buttons, text) { Options = options, QuotedId = body.Text("message_id") })
        {
            Refusal = DraftReading.TooLong(text, LongestBody, "interactive.body.text")
                ?? (options.Count is < 1 or > MostButtons ? Refusal.BadValue("Invalid buttons count. Min allowed buttons: 1, Max allowed buttons: 3") : null)
                ?? Longest(options, option => option.Title, LongestButtonTitle, "button title")
                ?? Longest(options, option => option.Id, LongestButtonId, "button id")
                ?? DraftReading.Repeated(options.Select(option => option.Id), "button id")
                ?? DraftReading.Repeated(options.Select(option => option.Title), "button title"),
        };
    }

    public static Draft List(JsonElement body)
    {
        var text = body.Required("textoBody");
        var label = body.Required("button");
        var sections = body.RequiredItems("secoes");
        var rows = sections.SelectMany(section => section.RequiredItems("rows").Select(row =>
            new Option(row.Required("id"), row.Required("titulo"), OptionKind.Row, row.Text("descricao"), section.Text("titulo")))).ToList();
        return new Draft(body.Recipient(), new MessageContent(Kinds.List, text) { Options = rows, ListLabel = label, QuotedId = body.Text("message_id") })
        {
            Refusal = DraftReading.TooLong(text, LongestListBody, "interactive.body.text")
                ?? DraftReading.TooLong(label, LongestButtonTitle, "interactive.action.button")
                ?? (rows.Count is < 1 or > MostRows ? Refusal.BadValue("Total row count exceed max allowed count: 10") : null)
                ?? (sections.Count > 1 && sections.Any(section => string.IsNullOrWhiteSpace(section.Text("titulo"))) ? Refusal.BadValue("Section title is required when there is more than one section") : null)
                ?? Longest(rows, row => row.Section, LongestRowTitle, "section title")
                ?? Longest(rows, row => row.Title, LongestRowTitle, "row title")
                ?? Longest(rows, row => row.Description, LongestRowDescription, "row description")
                ?? Longest(rows, row => row.Id, LongestRowId, "row id")
                ?? DraftReading.Repeated(rows.Select(row => row.Id), "row id"),
        };
    }

    public static Draft Location(JsonElement body)
    {
        var text = body.Required("textoBody");
        return new Draft(body.Recipient(), new MessageContent(Kinds.Location, text) { AsksLocation = true, QuotedId = body.Text("message_id") })
        {
            Refusal = DraftReading.TooLong(text, LongestBody, "interactive.body.text"),
        };
    }

    public static Draft Link(JsonElement body)
    {
        var (text, label, url) = (body.Required("textoBody"), body.Required("textoBotao"), body.Required("url"));
        var content = new MessageContent(Kinds.Buttons, text)
        {
            Link = new LinkButton(label, url),
            Options = [new Option(url, label, OptionKind.Link)],
            QuotedId = body.Text("message_id"),
        };
        return new Draft(body.Recipient(), content)
        {
            Refusal = DraftReading.TooLong(text, LongestBody, "interactive.body.text")
                ?? DraftReading.TooLong(label, LongestButtonTitle, "display_text")
                ?? (Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") ? null : Refusal.BadValue("url is not valid")),
        };
    }

    private static Refusal? Longest(IEnumerable<Option> options, Func<Option, string?> part, int limit, string what) =>
        options.Select(option => DraftReading.TooLong(part(option), limit, what)).FirstOrDefault(refusal => refusal is not null);
}
