using System.Text.Json;

namespace Dpemt.Simulator.Hosting;

/// <summary>Reads request bodies loosely, as the provider does: unknown members are ignored, missing ones are null.</summary>
internal static class JsonReading
{
    /// <summary>The body as a JSON object, or null when it is not one.</summary>
    public static async Task<JsonElement?> ReadObjectAsync(this HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static JsonElement? Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The items of an array; empty when it is missing, null when it is something else.</summary>
    public static IReadOnlyList<JsonElement>? Items(this JsonElement element, string name) => element.Member(name) switch
    {
        null => [],
        { ValueKind: JsonValueKind.Array } array => [.. array.EnumerateArray()],
        _ => null,
    };
}
