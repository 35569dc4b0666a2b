using System.Text.Json;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Sending;

/// <summary>Members that every send has. A body in the wrong form throws <see cref="FormatException"/> with the provider's words.</summary>
internal static class DraftReading
{
    public static IReadOnlyList<string> Recipient(this JsonElement body)
    {
        var text = body.Required("destinatario");
        return PhoneNumbers.TryCanonical(text, out _) ? [text] : throw new FormatException("destinatario inválido");
    }

    public static string Required(this JsonElement body, string name) =>
        body.Text(name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : throw new FormatException($"{name} é obrigatório");

    public static IReadOnlyList<JsonElement> RequiredItems(this JsonElement body, string name) =>
        body.Items(name) is { } items ? items : throw new FormatException($"{name} deve ser uma lista");

    /// <summary>Refusal when a text is longer than Meta takes; null when it fits.</summary>
    public static Refusal? TooLong(string? text, int limit, string what) =>
        text?.Length > limit ? Refusal.Invalid($"{what} must be at most {limit} characters long") : null;

    /// <summary>Refusal when ids are missing or repeated.</summary>
    public static Refusal? Repeated(IEnumerable<string> ids, string what)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return ids.All(seen.Add) ? null : Refusal.BadValue($"Duplicated {what}");
    }
}
