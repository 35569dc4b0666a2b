using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Templates;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>
/// Tells the simulator where the portal really takes webhooks, so that no address stands twice in the settings, and
/// fetches its templates, so that the first citizen need not wait for the recurring job.
/// </summary>
internal sealed class SimulatorHandshake(
    IServer server, RegisterWebhook register, SyncTemplates templates, IOptions<BspOptions> provider, IOptions<WebhookOptions> webhook, IOptions<SimulatorOptions> simulator)
{
    /// <summary>Does it. Returns null, or what went wrong in Portuguese.</summary>
    internal async Task<string?> RunAsync(CancellationToken cancellation)
    {
        // With another provider set, this is not the place to change what that one delivers to.
        if (Uri.Compare(new Uri(provider.Value.BaseUrl), new Uri(simulator.Value.Url), UriComponents.HostAndPort, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) != 0)
            return null;
        if (AddressOf(server) is not { } address)
            return "o portal não escuta em endereço algum";
        try
        {
            await register.RunAsync(new Uri($"{address}/webhooks/whatsapp/{webhook.Value.Secrets[0]}"), cancellation);
            await templates.RunAsync(cancellation);
            return null;
        }
        catch (Exception fault) when (fault is BspUnavailableException or HttpRequestException)
        {
            return "o simulador não aceitou o registro do webhook";
        }
        catch (Exception fault) when (DatabaseFault.Is(fault))
        {
            // Busy or full for a moment: tried again, instead of ending the portal.
            return "o banco de dados não guardou a lista de modelos";
        }
    }

    /// <summary>An address on which this process can be reached from this machine, without the final slash.</summary>
    private static string? AddressOf(IServer server)
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [];
        var chosen = addresses.FirstOrDefault(a => a.StartsWith("http://", StringComparison.OrdinalIgnoreCase)) ?? addresses.FirstOrDefault();
        return chosen is null ? null : Reachable(chosen);
    }

    /// <summary>Wildcard hosts stand for every address of the machine; the simulator is on the same one.</summary>
    internal static string Reachable(string address)
    {
        foreach (var any in new[] { "://[::]", "://0.0.0.0", "://*", "://+" })
            address = address.Replace(any, "://localhost", StringComparison.Ordinal);
        return address.TrimEnd('/');
    }
}
