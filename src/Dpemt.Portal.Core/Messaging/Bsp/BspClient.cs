using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>
/// The contractor's HTTP API. It never repeats a POST by itself, except once after a 401, which did nothing. Bodies,
/// phones and tokens are neither logged nor put into exceptions.
/// </summary>
public sealed class BspClient(IHttpClientFactory clients, BspToken token, IOptions<BspOptions> options)
{
    internal const string HttpName = "bsp";

    private const int LongestError = 8 * 1024;

    internal BspOptions Options => options.Value;

    /// <summary>Path of the number scope.</summary>
    internal string Number(string rest) => $"client/{Uri.EscapeDataString(Options.PhoneNumberId)}/v2/{rest}";

    /// <summary>Path of the account scope.</summary>
    internal string Account(string rest) => $"waba/{Uri.EscapeDataString(Options.WabaId)}/v2/{rest}";

    /// <summary>Posts a send and says what became of it; throws only when <paramref name="cancellation"/> was asked for.</summary>
    public async Task<BspAnswer> SendAsync(string kind, object body, CancellationToken cancellation)
    {
        try
        {
            var limit = TimeSpan.FromSeconds(Options.SendTimeoutSeconds);
            using var response = await CallAsync(HttpMethod.Post, Number("requisicao/mensagem/" + kind), () => Json(body), limit, cancellation);
            return BspAnswer.Read((int)response.StatusCode, await ErrorTextAsync(response, cancellation));
        }
        catch (BspUnavailableException fault)
        {
            return new(SendOutcome.Retry, null, null, null, fault.Message);
        }
        catch (HttpRequestException fault) when (fault.HttpRequestError is HttpRequestError.ConnectionError
            or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError)
        {
            return new(SendOutcome.Retry, null, null, null, "Não foi possível conectar à contratada.");
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(SendOutcome.Unknown, null, null, null, "A resposta da contratada se perdeu.");
        }
    }

    /// <summary>Asks something that changes nothing, or may be done twice without harm.</summary>
    /// <exception cref="BspUnavailableException">No token.</exception>
    internal async Task<HttpResponseMessage> CallAsync(
        HttpMethod method, string path, Func<HttpContent?> content, TimeSpan limit, CancellationToken cancellation,
        HttpCompletionOption completion = HttpCompletionOption.ResponseContentRead)
    {
        using var client = clients.CreateClient(HttpName);
        var bearer = await token.GetAsync(null, cancellation);
        var response = await OnceAsync(client, method, path, content(), bearer, limit, completion, cancellation);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        response.Dispose();
        bearer = await token.GetAsync(bearer, cancellation);
        return await OnceAsync(client, method, path, content(), bearer, limit, completion, cancellation);
    }

    /// <summary>The JSON that a query answers, or null when there is none yet (404, 204, empty body).</summary>
    /// <exception cref="BspUnavailableException">The provider does not answer or refuses; the text says how.</exception>
    internal async Task<JsonElement?> AskAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        try
        {
            var limit = TimeSpan.FromSeconds(Options.QueryTimeoutSeconds);
            using var response = await CallAsync(method, path, () => body is null ? null : body as HttpContent ?? Json(body), limit, cancellation);
            if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.NoContent)
                return null;
            if (!response.IsSuccessStatusCode)
                throw new BspUnavailableException($"A contratada respondeu HTTP {(int)response.StatusCode}.");
            var bytes = await response.Content.ReadAsByteArrayAsync(cancellation);
            if (bytes.Length == 0)
                return null;
            using var json = JsonDocument.Parse(bytes);
            return json.RootElement.ValueKind == JsonValueKind.Null ? null : json.RootElement.Clone();
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new BspUnavailableException("A contratada não respondeu como esperado.", fault);
        }
    }

    internal static HttpContent Json(object body)
    {
        // With a known length: a broken connection then shows, and no server has to cope with chunks.
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, MessageOutbox.Format));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
        return content;
    }

    private static async Task<HttpResponseMessage> OnceAsync(
        HttpClient client, HttpMethod method, string path, HttpContent? content, string bearer, TimeSpan limit,
        HttpCompletionOption completion, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = content };
        request.Headers.Authorization = new("Bearer", bearer);
        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(limit);
        return await client.SendAsync(request, completion, timed.Token);
    }

    private static async Task<string> ErrorTextAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        var text = await response.Content.ReadAsStringAsync(cancellation);
        return text.Length <= LongestError ? text : text[..LongestError];
    }
}
