using System.Text.Json;
using System.Text.Json.Serialization;
using Dpemt.Portal.Notices;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>
/// In Development without a mail server of its own, mails go to the simulator's sink. Its port is asked of the simulator each time,
/// so that it stands in no setting twice, may be any free one, and is known to every portal beside the same simulator.
/// </summary>
internal sealed class SimulatedMailRoute(IHttpClientFactory clients, IOptions<SimulatorOptions> simulator) : IMailRoute
{
    internal const string HttpName = nameof(SimulatedMailRoute);

    public bool Configured => true;

    public async ValueTask<MailServer?> FindAsync(CancellationToken cancellation)
    {
        using var client = clients.CreateClient(HttpName);
        try
        {
            var sink = await client.GetFromJsonAsync<Sink>(new Uri(new Uri(simulator.Value.Url), "/controle/emails/servidor"), cancellation);
            return sink is { Port: > 0 }
                ? new(sink.Address, sink.Port, MailSecurity.None, "", "", "Portal DPEMT <portal@dpemt.exemplo.local>", TimeSpan.FromSeconds(10))
                : null;
        }
        catch (Exception fault) when (fault is HttpRequestException or JsonException or TaskCanceledException && !cancellation.IsCancellationRequested)
        {
            return null;
        }
    }

    private sealed record Sink([property: JsonPropertyName("endereco")] string Address, [property: JsonPropertyName("porta")] int Port);
}
