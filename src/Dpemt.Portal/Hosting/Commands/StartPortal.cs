using System.Net.Sockets;
using Dpemt.Portal.Web.Hosting.Settings;
using Dpemt.Portal.Web.Hosting.Simulation;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>Starts the portal: what happens without a verb.</summary>
internal static class StartPortal
{
    internal static async Task<int> RunAsync(string[] settings, TextWriter output, TextWriter error, CancellationToken cancellation)
    {
        await using var app = PortalHost.Compose(settings);
        var faults = SettingsCheck.FaultsOf(app.Services).ToList();
        if (faults.Count == 0 && await BusySimulatorAsync(app, cancellation) is { } busy)
            faults.Add(busy);
        if (faults.Count > 0)
        {
            SettingsCheck.Report(faults, error);
            return 1;
        }

        // In Development the start migrates by itself.
        if (!app.Environment.IsDevelopment() && await DatabaseReadiness.FaultAsync(app.Services, cancellation) is { } behind)
        {
            await error.WriteLineAsync("O portal não pode começar. " + behind);
            return 1;
        }

        app.UsePortal();
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException fault) when (fault.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await error.WriteLineAsync("Urls: o endereço já está em uso. Encerre o outro portal ou escolha outra porta, por exemplo Urls=http://localhost:5081.");
            return 1;
        }

        await output.WriteLineAsync("Portal no ar em " + string.Join(" e ", app.Urls));
        if (app.Services.GetService<SimulatorState>() is not null)
            await output.WriteLineAsync("Telefone do cidadão (simulador): " + app.Services.GetRequiredService<IOptions<SimulatorOptions>>().Value.Url);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }

    private static async Task<string?> BusySimulatorAsync(WebApplication app, CancellationToken cancellation) =>
        app.Services.GetService<SimulatorState>() is null
            ? null
            : await SimulatorOptionsCheck.BusyAsync(
                new Uri(app.Services.GetRequiredService<IOptions<SimulatorOptions>>().Value.Url), app.Services.GetRequiredService<TimeProvider>(), cancellation);
}
