using System.Diagnostics;
using Dpemt.Portal.Messaging.Bsp;

namespace Dpemt.Portal.Messaging;

/// <summary>A question to the provider that sends nothing to anybody and costs nothing, unless it says so. The numbers are stored.</summary>
public enum ProbeCall
{
    /// <summary>A new access token.</summary>
    Token = 0,

    /// <summary>A send without recipient and text, which a living service refuses.</summary>
    RefusedSend = 1,

    /// <summary>The registered webhooks.</summary>
    Webhooks = 2,

    /// <summary>The list of templates.</summary>
    Templates = 3,

    /// <summary>The status of a request that does not exist.</summary>
    UnknownRequest = 4,

    /// <summary>A GET of a path that is a setting.</summary>
    Path = 5,

    /// <summary>A text to a number of our own: paid as a simple send.</summary>
    OwnMessage = 6,
}

/// <summary>What came of a probe's call.</summary>
public enum ProbeReply
{
    /// <summary>An HTTP answer, of any status.</summary>
    Answered,

    /// <summary>No connection, no answer in time, or a broken one.</summary>
    NoAnswer,

    /// <summary>It was not asked: there is no access token.</summary>
    NoToken,
}

/// <summary>The answer to a probe; holds no content and no personal data.</summary>
/// <param name="Reply">Whether there was one.</param>
/// <param name="HttpStatus">Its status; null without an answer.</param>
/// <param name="Took">From the first byte sent to the last one read, without the wait for a token.</param>
public sealed record ProbeAnswer(ProbeReply Reply, int? HttpStatus, TimeSpan Took);

/// <summary>Asks the provider in order to see whether it lives. Never throws for what the provider does.</summary>
public sealed class ProviderProbes(BspClient client, BspToken token)
{
    /// <summary>An id that no request has: the time part of it lies in 1970.</summary>
    private const string NoSuchRequest = "00000000-0000-7000-8000-000000000000";

    /// <summary>Makes one call.</summary>
    /// <param name="call">What to ask.</param>
    /// <param name="argument">The path of <see cref="ProbeCall.Path"/>, with <c>{numero}</c> and <c>{conta}</c> in place of the ids; the number of <see cref="ProbeCall.OwnMessage"/>.</param>
    /// <param name="limit">Longest wait for the answer.</param>
    /// <param name="cancellation">Ends it from outside.</param>
    public async Task<ProbeAnswer> AskAsync(ProbeCall call, string? argument, TimeSpan limit, CancellationToken cancellation)
    {
        if (call == ProbeCall.Token)
        {
            var started = Stopwatch.GetTimestamp();
            var status = await token.ProbeAsync(limit, cancellation);
            return new(status is null ? ProbeReply.NoAnswer : ProbeReply.Answered, status, Stopwatch.GetElapsedTime(started));
        }

        try
        {
            await token.GetAsync(null, cancellation);
        }
        catch (BspUnavailableException)
        {
            return new(ProbeReply.NoToken, null, TimeSpan.Zero);
        }

        return await CallAsync(call, argument, limit, cancellation);
    }

    private async Task<ProbeAnswer> CallAsync(ProbeCall call, string? argument, TimeSpan limit, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var (method, path, body) = Question(call, argument);
            using var response = await client.CallAsync(method, path, () => body is null ? null : BspClient.Json(body), limit, cancellation);
            return new(ProbeReply.Answered, (int)response.StatusCode, Stopwatch.GetElapsedTime(started));
        }
        catch (BspUnavailableException)
        {
            // The provider answered 401 and then gave no new token.
            return new(ProbeReply.NoToken, null, Stopwatch.GetElapsedTime(started));
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new(ProbeReply.NoAnswer, null, Stopwatch.GetElapsedTime(started));
        }
    }

    private (HttpMethod Method, string Path, object? Body) Question(ProbeCall call, string? argument) => call switch
    {
        ProbeCall.RefusedSend => (HttpMethod.Post, client.Number("requisicao/mensagem/texto"), new Dictionary<string, string>()),
        ProbeCall.Webhooks => (HttpMethod.Get, client.Number("webhook"), null),
        ProbeCall.Templates => (HttpMethod.Get, client.Account("templates"), null),
        ProbeCall.UnknownRequest => (HttpMethod.Get, client.Number("requisicao/" + NoSuchRequest), null),
        ProbeCall.Path => (HttpMethod.Get, Fill(argument), null),
        ProbeCall.OwnMessage => (HttpMethod.Post, client.Number("requisicao/mensagem/texto"), new { destinatario = argument, body = "Teste automático de envio.", preview_url = false }),
        _ => throw new ArgumentOutOfRangeException(nameof(call)),
    };

    private string Fill(string? path) => (path ?? "").TrimStart('/')
        .Replace("{numero}", Uri.EscapeDataString(client.Options.PhoneNumberId), StringComparison.Ordinal)
        .Replace("{conta}", Uri.EscapeDataString(client.Options.WabaId), StringComparison.Ordinal);
}
