using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>Tells the simulator where the portal takes webhooks, so that no address stands twice in the settings.</summary>
internal sealed class WebhookRegistration(IServer server)
{
    /// <summary>Registers the webhook. Returns null, or what went wrong in Portuguese.</summary>
    internal Task<string?> RegisterAsync(CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return Task.FromResult(AddressOf(server) is null ? "o portal não escuta em endereço algum" : null);
    }

    /// <summary>An address on which this process can be reached from this machine, without the final slash.</summary>
    internal static string? AddressOf(IServer server)
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
