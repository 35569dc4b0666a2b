using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Webhooks;

/// <summary>
/// Brings events to the registered addresses at least once: again and again, at growing intervals, until the answer is
/// 200. The events of one citizen wait for each other, unless the switch <c>embaralhar</c> is on.
/// </summary>
internal sealed partial class WebhookSender : IDisposable
{
    private const int ShuffleMs = 400;
    private static readonly TimeSpan Held = TimeSpan.FromMilliseconds(150);
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = 64,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
    };

    private readonly WebhookRegistry _registry;
    private readonly FaultSwitches _faults;
    private readonly Dice _dice;
    private readonly SimulatorOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<WebhookSender> _log;
    private readonly CancellationToken _stopping;

    public WebhookSender(
        WebhookRegistry registry, FaultSwitches faults, Dice dice, SimulatorOptions options, TimeProvider clock, ILogger<WebhookSender> log, IHostApplicationLifetime lifetime)
    {
        (_registry, _faults, _dice, _options, _clock, _log) = (registry, faults, dice, options, clock, log);
        _stopping = lifetime.ApplicationStopping;
        _http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "Resteasy Reactive Client");
    }

    /// <summary>Sends a body to every active webhook of the number; <paramref name="taken"/> runs when one has answered 200.</summary>
    public void Enqueue(string numberId, string citizen, byte[] body, Action? taken = null)
    {
        var item = new WebhookEvent(body, _clock.GetUtcNow(), taken);
        foreach (var registration in _registry.All)
        {
            if (registration.NumberId != numberId || !registration.Active) continue;
            if (_faults.Current.Shuffle) _ = ShuffledAsync(registration, item);
            else if (registration.LaneOf(citizen) is var lane && lane.Enqueue(item)) _ = RunLaneAsync(registration, lane);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task RunLaneAsync(WebhookRegistration registration, WebhookLane lane)
    {
        while (lane.Next() is { } item) await DeliverAsync(registration, item);
    }

    private async Task ShuffledAsync(WebhookRegistration registration, WebhookEvent item)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_dice.Between(0, ShuffleMs)), _clock, CancellationToken.None);
        await DeliverAsync(registration, item);
    }

    private async Task DeliverAsync(WebhookRegistration registration, WebhookEvent item)
    {
        try
        {
            var pause = _options.RetryFirstMs;
            while (registration.Active && !_stopping.IsCancellationRequested)
            {
                if (_faults.Current.IsDown("recebimento"))
                {
                    await Task.Delay(Held, _clock, _stopping);
                    continue;
                }

                if (await PostAsync(registration, item.Body))
                {
                    item.Taken?.Invoke();
                    if (_dice.Falls(_faults.Current.Duplicate)) _ = await PostAsync(registration, item.Body);
                    return;
                }

                if (_clock.GetUtcNow() - item.At > TimeSpan.FromMinutes(_options.RetryForMinutes))
                {
                    LogDropped(_log, registration.Id);
                    return;
                }

                await Task.Delay(TimeSpan.FromMilliseconds(pause), _clock, _stopping);
                pause = Math.Min(pause * 2, _options.RetryMaxMs);
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The simulator ends; what was not taken is lost with it.
        }
    }

    private async Task<bool> PostAsync(WebhookRegistration registration, byte[] body)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, registration.Uri) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            var switches = _faults.Current;
            if (switches.Basic is { } basic) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(basic)));
            else if (!string.IsNullOrEmpty(registration.JwtToken)) _ = request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {registration.JwtToken}");
            if (switches.SigningSecret is { } secret)
            {
                var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body);
                _ = request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", $"sha256={Convert.ToHexStringLower(signature)}");
            }

            using var response = await _http.SendAsync(request, _stopping);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException && !_stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Ninguém recebeu um evento do webhook {WebhookId} a tempo; ele foi descartado.")]
    private static partial void LogDropped(ILogger log, string webhookId);
}
