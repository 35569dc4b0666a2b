using System.Net;
using System.Net.Sockets;
using Dpemt.Portal.Notices;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>Registers the simulator's launcher. Development only.</summary>
internal static class SimulationModule
{
    internal static IServiceCollection AddSimulation(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<SimulatorOptions>().Bind(configuration.GetSection(SimulatorOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SimulatorOptions>, SimulatorOptionsCheck>();
        if (string.IsNullOrEmpty(configuration["Mail:Host"]) && !string.IsNullOrEmpty(configuration[SimulatorOptions.Section + ":" + nameof(SimulatorOptions.Url)]))
        {
            services.AddHttpClient(SimulatedMailRoute.HttpName, client => client.Timeout = TimeSpan.FromSeconds(5)).RemoveAllLoggers();
            services.AddSingleton<IMailRoute, SimulatedMailRoute>();
        }

        if (!configuration.GetValue<bool>(SimulatorOptions.Section + ":" + nameof(SimulatorOptions.Enabled)))
            return services;
        // On this machine, so by no proxy; and on a busy one a first answer takes its time.
        services.AddHttpClient(nameof(SimulatorLauncher), client => client.Timeout = TimeSpan.FromSeconds(5))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false })
            .RemoveAllLoggers();
        services.AddSingleton<SimulatorState>();
        services.AddSingleton<SimulatorHandshake>();
        services.AddHostedService<SimulatorLauncher>();
        return services;
    }
}

internal sealed class SimulatorOptionsCheck : IValidateOptions<SimulatorOptions>
{
    /// <summary>A simulator of a portal that was just killed needs a moment to notice.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public ValidateOptionsResult Validate(string? name, SimulatorOptions options)
    {
        if (!options.Enabled)
            return ValidateOptionsResult.Success;
        if (!Uri.TryCreate(options.Url, UriKind.Absolute, out var url) || url.Scheme != Uri.UriSchemeHttp)
            return ValidateOptionsResult.Fail("Simulator__Url: informe um endereço http, por exemplo http://localhost:5090.");
        return ValidateOptionsResult.Success;
    }

    /// <summary>Null when the simulator can listen at <paramref name="url"/>; otherwise what to do, in Portuguese.</summary>
    internal static async Task<string?> BusyAsync(Uri url, TimeProvider clock, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Patience;
        while (!CanListen(url.Port))
        {
            if (clock.GetUtcNow() >= until)
            {
                return $"Simulator__Url: a porta {url.Port} já está em uso, talvez por outro simulador. Encerre-o, ou escolha outra porta "
                    + "(Simulator__Url=http://localhost:5091), ou use o que já está no ar (Simulator__Enabled=false).";
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation);
        }

        return null;
    }

    private static bool CanListen(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
