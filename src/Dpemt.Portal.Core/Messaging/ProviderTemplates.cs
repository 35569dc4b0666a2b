using System.Text.Json;
using Dpemt.Portal.Messaging.Bsp;

namespace Dpemt.Portal.Messaging;

/// <summary>A template as the provider lists it, in Meta's words.</summary>
public sealed record ProviderTemplate(string Name, string Category, string Language, string Status, string Body, string Components);

/// <summary>The templates that the provider knows.</summary>
public sealed class ProviderTemplates(BspClient client)
{
    /// <summary>All of them; what has no name is left out.</summary>
    /// <exception cref="BspUnavailableException">No answer, or not a list.</exception>
    public async Task<IReadOnlyList<ProviderTemplate>> ListAsync(CancellationToken cancellation)
    {
        var answer = await client.AskAsync(HttpMethod.Get, client.Account("templates"), null, cancellation);
        // No list is not an empty list: taken for one, every template would count as deleted.
        var items = answer switch
        {
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            { ValueKind: JsonValueKind.Object } page when page.Member("data") is { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
            _ => throw new BspUnavailableException("A contratada não respondeu com uma lista de modelos."),
        };
        return [.. items.Where(t => t.Text("name") is not null).Select(Read)];
    }

    private static ProviderTemplate Read(JsonElement item)
    {
        var body = item.Items("components").FirstOrDefault(c => string.Equals(c.Text("type"), "BODY", StringComparison.OrdinalIgnoreCase));
        return new(
            item.Text("name")!,
            item.Text("category") ?? "",
            item.Text("language") ?? "pt_BR",
            item.Text("status") ?? "",
            body.ValueKind == JsonValueKind.Undefined ? "" : body.Text("text") ?? "",
            item.Member("components")?.GetRawText() ?? "[]");
    }
}
