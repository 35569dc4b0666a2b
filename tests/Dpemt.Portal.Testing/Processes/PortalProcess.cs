using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Dpemt.Portal.Testing.Processes;

/// <summary>
/// The built portal as a newcomer starts it: a process of its own in Development, with its simulator, on free ports and
/// its own files. A second one on the same files joins the first one's simulator.
/// </summary>
public sealed class PortalProcess : IAsyncDisposable
{
    /// <summary>Password of every demo user.</summary>
    public const string Password = "Senha-de-teste-1";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();

    private PortalProcess(Process process, Uri address, Uri simulator)
    {
        _process = process;
        Address = address;
        Simulator = simulator;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
    }

    /// <summary>Where the portal listens.</summary>
    public Uri Address { get; }

    /// <summary>Where its simulator listens.</summary>
    public Uri Simulator { get; }

    /// <summary>Everything that the process wrote so far.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>Starts a portal and waits until it is ready.</summary>
    /// <param name="files">Database and keys.</param>
    /// <param name="first">The portal whose simulator this one uses; null starts a simulator too.</param>
    /// <param name="settings">Further environment variables.</param>
    /// <param name="at">Where to listen: the address of a portal that was killed; null for a free port.</param>
    public static async Task<PortalProcess> StartAsync(
        PortalFiles files, PortalProcess? first = null, IReadOnlyDictionary<string, string>? settings = null, Uri? at = null)
    {
        var address = at ?? new Uri($"http://127.0.0.1:{FreePort()}");
        var simulator = first?.Simulator ?? new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo("dotnet", [RepositoryPaths.BuiltAssembly("Dpemt.Portal")])
        {
            WorkingDirectory = RepositoryPaths.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["Urls"] = address.ToString();
        foreach (var (key, value) in files.Database.Settings)
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;
        start.Environment["Protection__KeyFile"] = files.KeyFile;
        start.Environment["Simulator__Url"] = simulator.ToString();
        start.Environment["Simulator__Enabled"] = first is null ? "true" : "false";
        start.Environment["Bsp__BaseUrl"] = simulator.ToString();
        start.Environment["Demo__Password"] = Password;
        foreach (var (key, value) in settings ?? new Dictionary<string, string>())
            start.Environment[key] = value;

        var portal = new PortalProcess(Process.Start(start)!, address, simulator);
        portal._process.BeginOutputReadLine();
        portal._process.BeginErrorReadLine();
        try
        {
            await portal.WaitUntilReadyAsync();
            return portal;
        }
        catch
        {
            await portal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the process as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    /// <summary>A port that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < StartLimit && !_process.HasExited)
        {
            try
            {
                using var answer = await client.GetAsync(new Uri("/health/ready", UriKind.Relative));
                if (answer.IsSuccessStatusCode)
                    return;
            }
            catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
            {
                // Not listening yet.
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The portal did not become ready:\n" + Output);
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _output.Enqueue(line.Data);
    }
}
