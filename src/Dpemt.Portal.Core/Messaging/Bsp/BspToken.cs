using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Bsp;

/// <summary>The provider gave no token: nothing was asked of it yet, so that whatever was meant may be tried again.</summary>
public sealed class BspUnavailableException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Status of the answer that refused a token; 0 for an answer that is none; null when there was no answer.</summary>
    internal int? HttpStatus { get; init; }
}

/// <summary>
/// The access token of the one credential: kept until shortly before it ends, renewed by one caller while the others
/// wait.
/// </summary>
public sealed class BspToken(IHttpClientFactory clients, IOptions<BspOptions> options, TimeProvider clock) : IDisposable
{
    /// <summary>How long before its end a token is renewed.</summary>
    public static readonly TimeSpan Early = TimeSpan.FromSeconds(90);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Held? _held;

    /// <summary>When the token in hand was fetched, UTC; null before the first.</summary>
    public DateTimeOffset? FetchedAt => _held?.FetchedAt;

    /// <summary>A token that is not <paramref name="refused"/>, the one that the provider has just answered with 401.</summary>
    /// <exception cref="BspUnavailableException">The provider does not answer, or refuses the credential.</exception>
    public async ValueTask<string> GetAsync(string? refused, CancellationToken cancellation)
    {
        if (Usable(refused) is { } held)
            return held;
        await _one.WaitAsync(cancellation);
        try
        {
            if (Usable(refused) is { } fresh)
                return fresh;
            var fetched = await FetchAsync(TimeSpan.FromSeconds(options.Value.QueryTimeoutSeconds), cancellation);
            _held = fetched;
            return fetched.Value;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>
    /// Fetches a token whatever is in hand, to see whether the provider gives one; the new one is used from then on.
    /// Returns the HTTP status of the answer, 0 for one that holds no token, null for none.
    /// </summary>
    internal async Task<int?> ProbeAsync(TimeSpan limit, CancellationToken cancellation)
    {
        try
        {
            _held = await FetchAsync(limit, cancellation);
            return 200;
        }
        catch (BspUnavailableException refused)
        {
            return refused.HttpStatus;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private string? Usable(string? refused) =>
        _held is { } held && held.Value != refused && clock.GetUtcNow() < held.RenewAt ? held.Value : null;

    private async Task<Held> FetchAsync(TimeSpan longest, CancellationToken cancellation)
    {
        var settings = options.Value;
        var form = new List<KeyValuePair<string, string>> { new("client_id", settings.ClientId), new("client_secret", settings.ClientSecret) };
        if (settings.GrantType.Length > 0)
            form.Add(new("grant_type", settings.GrantType));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(longest);
        try
        {
            using var client = clients.CreateClient(BspClient.HttpName);
            using var content = new FormUrlEncodedContent(form);
            using var response = await client.PostAsync(new Uri("oauth2/token", UriKind.Relative), content, limit.Token);
            if (!response.IsSuccessStatusCode)
                throw new BspUnavailableException($"A contratada recusou a autenticação (HTTP {(int)response.StatusCode}).") { HttpStatus = (int)response.StatusCode };
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>(limit.Token);
            if (answer.ValueKind != JsonValueKind.Object || answer.Text("access_token") is not { Length: > 0 } token)
                throw new BspUnavailableException("A resposta da autenticação da contratada não traz access_token.") { HttpStatus = 0 };
            var seconds = answer.Number("expires_in") is > 0 and < 1_000_000 and var told ? told : settings.TokenSeconds;
            var life = TimeSpan.FromSeconds(seconds);
            var now = clock.GetUtcNow();
            // A token shorter than the margin would otherwise never count as usable.
            return new(token, now, now + (life > 2 * Early ? life - Early : life / 2));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or JsonException
            || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new BspUnavailableException("A autenticação da contratada não respondeu.", fault) { HttpStatus = fault is JsonException ? 0 : null };
        }
    }

    private sealed record Held(string Value, DateTimeOffset FetchedAt, DateTimeOffset RenewAt);
}
