using System.Diagnostics;
using System.Text;

namespace Dpemt.Portal.Testing.Processes;

/// <summary>The built simulator as a process of its own, with its fault switches, on a free port.</summary>
public sealed class SimulatorOnItsOwn : IAsyncDisposable
{
    private readonly Process _process;

    private SimulatorOnItsOwn(Process process, Uri address)
    {
        _process = process;
        Address = address;
        Http = new HttpClient { BaseAddress = address };
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>Without a token, for the control addresses.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts it and waits until it answers.</summary>
    public static async Task<SimulatorOnItsOwn> StartAsync()
    {
        var address = new Uri($"http://127.0.0.1:{PortalProcess.FreePort()}");
        var assembly = RepositoryPaths.BuiltAssembly("Dpemt.Simulator");
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", address.ToString(), "--parent-pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var simulator = new SimulatorOnItsOwn(process, address);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    using var answer = await simulator.Http.GetAsync(new Uri("/controle/falhas", UriKind.Relative));
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "the simulator answers");
        return simulator;
    }

    /// <summary>Switches faults, as JSON.</summary>
    public async Task FaultsAsync(string changes)
    {
        using var body = new StringContent(changes, Encoding.UTF8, "application/json");
        using var answer = await Http.PutAsync(new Uri("/controle/falhas", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Takes components down, by their names; none brings all back.</summary>
    public Task DownAsync(params string[] components) => FaultsAsync(System.Text.Json.JsonSerializer.Serialize(new { indisponivel = components }));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
