using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Dpemt.Portal.Integration.Tests.Api;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Hosting;
using Dpemt.Portal.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Integration.Tests.Processes;

/// <summary>The simulator beside the portal: started, watched, started again, and gone with the portal.</summary>
public sealed class SimulatorLauncherTests
{
    [Fact]
    public async Task Portal_Killed_TakesItsSimulatorAlong()
    {
        using var files = new PortalFiles();
        await using var portal = await PortalProcess.StartAsync(files);
        Assert.True(await AnswersAsync(portal.Simulator));

        await portal.KillAsync();

        await Eventually.TrueAsync(async () => !await AnswersAsync(portal.Simulator), "the simulator ends by itself");
    }

    [Fact]
    public async Task Simulator_Ended_IsStartedAgainAndReadinessSaysSo()
    {
        var (log, url) = (new LogLines(), new Uri($"http://127.0.0.1:{PortalProcess.FreePort()}"));
        await using (var portal = await PortalServer.StartAsync(builder => Configure(builder, log, url), RepositoryPaths.Root))
        {
            using var client = portal.NewClient();
            await Eventually.TrueAsync(() => ReadyAsync(client), "the portal is ready with its simulator");
            Assert.DoesNotContain(log.Lines, line => line.Contains("simulator", StringComparison.OrdinalIgnoreCase));

            using (var simulator = ProcessAt(url))
                simulator.Kill();
            await Eventually.TrueAsync(async () => (await HealthAsync(client)).Contains("sendo reiniciado", StringComparison.Ordinal), "readiness tells that it ended");
            await Eventually.TrueAsync(() => ReadyAsync(client), "the simulator is started again");
            Assert.Single(log.Lines, line => line.Contains("The simulator does not serve", StringComparison.Ordinal));
            Assert.Single(log.Lines, line => line.Contains("The simulator answers again", StringComparison.Ordinal));
        }

        Assert.False(await AnswersAsync(url));
    }

    [Fact]
    public async Task Simulator_FailsAgainAndAgain_IsLoggedOncePerChange()
    {
        using var squatter = new TcpListener(IPAddress.Loopback, 0);
        squatter.Start();
        var (log, url) = (new LogLines(), new Uri($"http://127.0.0.1:{((IPEndPoint)squatter.LocalEndpoint).Port}"));
        await using var portal = await PortalServer.StartAsync(builder => Configure(builder, log, url), RepositoryPaths.Root);
        using var client = portal.NewClient();
        await Eventually.TrueAsync(async () => (await HealthAsync(client)).Contains("terminou com o código", StringComparison.Ordinal), "readiness tells the failure");

        // Each try is a process of its own: several more go by without another line.
        var tries = new HashSet<int>();
        await Eventually.TrueAsync(
            () =>
            {
                tries.UnionWith(IdsAt(url));
                return tries.Count >= 3;
            },
            "the simulator is tried again", TimeSpan.FromMinutes(2));

        Assert.Single(log.Lines, line => line.Contains("The simulator does not serve", StringComparison.Ordinal));
        squatter.Stop();
        await Eventually.TrueAsync(() => ReadyAsync(client), "the simulator serves once the port is free");
        Assert.Single(log.Lines, line => line.Contains("The simulator answers again", StringComparison.Ordinal));
    }

    private static void Configure(WebApplicationBuilder builder, LogLines log, Uri url)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Simulator:Enabled"] = "true",
            ["Simulator:Url"] = url.ToString(),
            ["Bsp:BaseUrl"] = url.ToString(),
        });
        builder.Logging.AddProvider(log);
    }

    private static async Task<bool> ReadyAsync(HttpClient client) => (await client.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK;

    private static async Task<string> HealthAsync(HttpClient client) => await (await client.GetAsync("/health/ready")).Content.ReadAsStringAsync();

    private static async Task<bool> AnswersAsync(Uri simulator)
    {
        using var client = new HttpClient { BaseAddress = simulator, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            return (await client.GetAsync("/health/live")).IsSuccessStatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    private static Process ProcessAt(Uri url) => Process.GetProcessById(IdsAt(url).Single());

    /// <summary>The simulators that were started for that address: no other process carries it in its command line.</summary>
    private static IEnumerable<int> IdsAt(Uri url) => Directory.GetDirectories("/proc")
        .Select(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0 && CommandLine(id).Contains($"--urls\0{url.GetLeftPart(UriPartial.Authority)}\0", StringComparison.Ordinal));

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It ended in between.
            return "";
        }
    }
}
