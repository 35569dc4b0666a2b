using System.Text.Json.Nodes;
using Dpemt.Simulator.Citizens;

namespace Dpemt.Simulator.Templates;

/// <summary>A template as Meta keeps it, with the parts that sending needs taken out.</summary>
internal sealed record Template(string Id, string Name, string Category, string Language, JsonArray Components, DateTimeOffset CreatedAt)
{
    public string Body { get; } = Text(Components, "BODY") ?? "";

    public string? Footer { get; } = Text(Components, "FOOTER");

    public string? HeaderText { get; } = Part(Components, "HEADER") is { } header && (string?)header["format"] is null or "TEXT" ? Text(Components, "HEADER") : null;

    /// <summary>IMAGE, VIDEO or DOCUMENT; null when there is no media header.</summary>
    public string? HeaderMediaType { get; } = (string?)Part(Components, "HEADER")?["format"] is { } format and ("IMAGE" or "VIDEO" or "DOCUMENT") ? format : null;

    public IReadOnlyList<string> QuickReplies { get; } =
        [.. Buttons(Components).Where(button => (string?)button["type"] == "QUICK_REPLY").Select(button => (string?)button["text"] ?? "")];

    public LinkButton? Link { get; } = Buttons(Components).FirstOrDefault(button => (string?)button["type"] == "URL") is { } link
        ? new LinkButton((string?)link["text"] ?? "", (string?)link["url"] ?? "") : null;

    /// <summary>Approved from the first moment: the seeded ones.</summary>
    public bool Seeded { get; init; }

    public bool Rejected { get; init; }

    public static JsonObject? Part(JsonArray components, string type) =>
        components.OfType<JsonObject>().FirstOrDefault(part => string.Equals((string?)part["type"], type, StringComparison.OrdinalIgnoreCase));

    public static IEnumerable<JsonObject> Buttons(JsonArray components) =>
        Part(components, "BUTTONS")?["buttons"] is JsonArray buttons ? buttons.OfType<JsonObject>() : [];

    private static string? Text(JsonArray components, string type) => (string?)Part(components, type)?["text"];
}
