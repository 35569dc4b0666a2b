using System.Text.Json;
using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Webhooks;

/// <summary>Registration of webhooks, in both styles that clients of the provider use.</summary>
internal static class WebhookEndpoints
{
    public static void MapWebhooks(this WebApplication app)
    {
        var group = app.MapGroup("/client/{from}/v2/webhook").Behind("recebimento");
        _ = group.MapGet("", (string from, WebhookRegistry registry) => Results.Json(registry.Of(from).Select(View)));
        _ = group.MapPost("", RegisterAsync);
        _ = group.MapPut("/{id}", ChangeAsync);
        _ = group.MapDelete("/{id}", (string from, string id, WebhookRegistry registry) =>
            registry.Find(from, id) is { } known && registry.Remove(known) ? Results.NoContent() : ProviderAnswers.NotFound("Webhook não encontrado"));
    }

    private static async Task<IResult> RegisterAsync(string from, HttpRequest request, WebhookRegistry registry, FaultSwitches faults)
    {
        var switches = faults.Current;
        var plain = request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) ?? false;
        if (switches.RegistrationStyle == (plain ? "json" : "texto")) return ProviderAnswers.Message("Tipo de conteúdo não aceito", StatusCodes.Status415UnsupportedMediaType);

        string? address, token = null;
        if (plain)
        {
            using var reader = new StreamReader(request.Body);
            address = (await reader.ReadToEndAsync(request.HttpContext.RequestAborted)).Trim();
        }
        else
        {
            if (await request.ReadObjectAsync() is not { } body) return ProviderAnswers.BadRequest("JSON inválido");
            (address, token) = (body.Text("uri"), body.Text("jwtToken"));
        }

        return TryAddress(address, out var uri)
            ? Results.Json(View(registry.Register(from, uri, token, !switches.ActivateApart)))
            : ProviderAnswers.BadRequest("uri inválida");
    }

    private static async Task<IResult> ChangeAsync(string from, string id, HttpRequest request, WebhookRegistry registry)
    {
        if (registry.Find(from, id) is not { } known) return ProviderAnswers.NotFound("Webhook não encontrado");
        if (await request.ReadObjectAsync() is not { } body) return ProviderAnswers.BadRequest("JSON inválido");
        if (body.Member("uri") is not null)
        {
            if (!TryAddress(body.Text("uri"), out var uri)) return ProviderAnswers.BadRequest("uri inválida");
            known.Uri = uri;
        }

        if (body.Text("jwtToken") is { } token) known.JwtToken = token;
        known.Active = body.Member("ativo") is not { ValueKind: JsonValueKind.False };
        return Results.Json(View(known));
    }

    private static bool TryAddress(string? text, out Uri uri) =>
        Uri.TryCreate(text, UriKind.Absolute, out uri!) && uri.Scheme is ("http" or "https");

    private static object View(WebhookRegistration registration) => new
    {
        id = registration.Id,
        uri = registration.Uri.OriginalString,
        jwtToken = registration.JwtToken,
        fromPhoneNumberId = registration.NumberId,
        ativo = registration.Active,
    };
}
