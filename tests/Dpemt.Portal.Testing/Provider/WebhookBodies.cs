using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Dpemt.Portal.Testing.Provider;

/// <summary>Webhook bodies as the contractor sends them: flat, with its own extra members.</summary>
public static class WebhookBodies
{
    /// <summary>A text; <paramref name="from"/> null leaves every sender out that is not given.</summary>
    public static string Text(string? from, string wamid, string text, DateTimeOffset? at = null, string? userId = null, string? name = "Cidadã Exemplo") =>
        Message(from, wamid, "text", new { body = text }, at, userId, name);

    /// <summary>A message of any type with the object of that name.</summary>
    public static string Message(
        string? from, string wamid, string type, object content, DateTimeOffset? at = null, string? userId = null, string? name = "Cidadã Exemplo",
        string? quoted = null)
    {
        var message = new Dictionary<string, object?> { ["id"] = wamid, ["timestamp"] = Unix(at), ["type"] = type, [type] = content };
        var contact = new Dictionary<string, object?> { ["profile"] = new { name } };
        if (from is not null)
            (message["from"], contact["wa_id"]) = (from, from);
        if (userId is not null)
            (message["from_user_id"], contact["user_id"]) = (userId, userId);
        if (quoted is not null)
            message["context"] = new { from = "556530000000", id = quoted };
        return Flat([contact], [message], []);
    }

    /// <summary>One status.</summary>
    public static string Status(
        string? wamid, string status, string? recipient, string? requestId = null, DateTimeOffset? at = null, object? pricing = null, object? errors = null)
    {
        var body = new Dictionary<string, object?> { ["status"] = status, ["timestamp"] = Unix(at) };
        foreach (var (name, value) in new (string, object?)[] { ("id", wamid), ("recipient_id", recipient), ("idRequisicao", requestId), ("pricing", pricing), ("errors", errors) })
        {
            if (value is not null)
                body[name] = value;
        }

        return Flat([], [], [body]);
    }

    /// <summary>Meta's envelope around flat bodies.</summary>
    public static string Envelope(params string[] flats) =>
        $$"""{"object":"whatsapp_business_account","entry":[{"id":"100000000000001","changes":[{{string.Join(',', flats.Select(f => $$"""{"field":"messages","value":{{f}}}"""))}}]}]}""";

    public static HttpContent Content(string body) => new StringContent(body, Encoding.UTF8, "application/json");

    private static string Flat(object[] contacts, object[] messages, object[] statuses) => JsonSerializer.Serialize(new
    {
        messaging_product = "whatsapp",
        metadata = new { display_phone_number = "556530000000", phone_number_id = "200000000000002", webhook_object_id = "0123456789abcdef01234567" },
        contacts,
        messages,
        errors = Array.Empty<object>(),
        statuses,
        delay = 2,
    });

    private static string Unix(DateTimeOffset? at) => (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
