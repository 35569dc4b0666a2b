using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using Dpemt.Portal.Messaging.Intake;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Dpemt.Portal.Web.Features.Messaging;

/// <summary>Where the provider delivers. Answered only after the raw body is durable; processed afterwards.</summary>
public static class WebhookEndpoints
{
    /// <summary>Largest body, bytes: Meta's own limit.</summary>
    public const int MaxBody = 3 * 1024 * 1024;

    /// <summary>Maps delivery and handshake. Neither rate limits nor sign-in apply: the secret in the address stands for both.</summary>
    public static IEndpointConventionBuilder MapWebhooks(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/webhooks/whatsapp").AllowAnonymous().DisableAntiforgery().DisableRateLimiting().ExcludeFromDescription();
        group.MapPost("/{secret}", (RequestDelegate)ReceiveAsync);
        group.MapGet("/{secret}", (RequestDelegate)ShakeHandsAsync);
        return group;
    }

    private static async Task ReceiveAsync(HttpContext context)
    {
        var gate = context.RequestServices.GetRequiredService<WebhookGate>();
        if (!gate.KnowsSecret(context.Request.RouteValues["secret"] as string))
        {
            await RefuseAsync(context, 404, "nao-encontrado", "Este endereço não existe.");
            return;
        }

        if (!gate.AdmitsBasic(context.Request.Headers.Authorization))
        {
            await RefuseAsync(context, 401, "nao-autorizado", "Usuário ou senha do webhook não conferem.");
            return;
        }

        if (await ReadAsync(context.Request) is not { } body)
        {
            await RefuseAsync(context, 413, "corpo-grande", "O corpo é maior que o limite de 3 MB.");
            return;
        }

        if (!gate.AdmitsSignature(context.Request.Headers["X-Hub-Signature-256"], body))
        {
            await RefuseAsync(context, 401, "assinatura-invalida", "A assinatura do webhook não confere.");
            return;
        }

        if (!IsJson(body))
        {
            await RefuseAsync(context, 400, "json-invalido", "O corpo não é um JSON válido em UTF-8.");
            return;
        }

        var stored = await context.RequestServices.GetRequiredService<DeliveryWriter>().StoreAsync(body);
        if (stored != StoreResult.Durable)
        {
            context.Response.Headers.RetryAfter = "5";
            await RefuseAsync(context, 503, "indisponivel", "A entrega não pôde ser guardada agora. Repita em alguns segundos.");
        }
    }

    private static async Task ShakeHandsAsync(HttpContext context)
    {
        var gate = context.RequestServices.GetRequiredService<WebhookGate>();
        var query = context.Request.Query;
        if (!gate.KnowsSecret(context.Request.RouteValues["secret"] as string))
            await RefuseAsync(context, 404, "nao-encontrado", "Este endereço não existe.");
        else if (query["hub.mode"] != "subscribe" || !gate.KnowsVerifyToken(query["hub.verify_token"]))
            await RefuseAsync(context, 403, "verificacao-recusada", "O token de verificação não confere.");
        else
            await Results.Text(query["hub.challenge"].ToString(), "text/plain").ExecuteAsync(context);
    }

    /// <summary>The whole body, or null when it is too large. Reading stops at the limit.</summary>
    private static async Task<byte[]?> ReadAsync(HttpRequest request)
    {
        if (request.ContentLength > MaxBody)
            return null;
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null; // the server counts the framing of chunks too; what is read is bounded below
        using var body = new MemoryStream((int)(request.ContentLength ?? 4096));
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
            {
                if (body.Length + read > MaxBody)
                    return null;
                body.Write(chunk, 0, read);
            }

            return body.Length == body.Capacity ? body.GetBuffer() : body.ToArray();
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static bool IsJson(byte[] body)
    {
        if (body.Length == 0 || !Utf8.IsValid(body))
            return false;
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                // Only whether it can be read to its end.
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Task RefuseAsync(HttpContext context, int status, string code, string detail) => TypedResults.Problem(new ProblemDetails
    {
        Status = status,
        Title = "Entrega recusada",
        Detail = detail,
        Extensions = { ["codigo"] = code, ["traceId"] = System.Diagnostics.Activity.Current?.Id ?? context.TraceIdentifier },
    }).ExecuteAsync(context);
}
