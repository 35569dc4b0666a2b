using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Dpemt.Portal.Testing.Processes;

namespace Dpemt.Portal.Benchmarks;

/// <summary>From a citizen's message to the bot's answer accepted by the provider, on an idle portal.</summary>
internal static class AnswerBench
{
    private const int Citizens = 100;

    internal static async Task<IReadOnlyList<Row>> RunAsync()
    {
        using var files = new PortalFiles();
        await using var portal = await PortalProcess.StartAsync(files);
        using var simulator = new HttpClient { BaseAddress = portal.Simulator };
        var times = new List<double>();
        for (var i = 0; i < Citizens; i++)
        {
            var accepted = await AcceptedAsync(simulator);
            var start = Stopwatch.GetTimestamp();
            await new SimulatedCitizen(simulator, $"55659{97000000 + i}").WriteAsync("bom dia");
            while (await AcceptedAsync(simulator) == accepted)
                await Task.Delay(2);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        times.Sort();
        var figure = $"median {times[Citizens / 2]:N0} ms, p95 {times[Citizens * 95 / 100]:N0} ms of {Citizens}";
        return [new("message written → answer accepted, one at a time", figure)];
    }

    private static async Task<int> AcceptedAsync(HttpClient simulator) =>
        (await simulator.GetFromJsonAsync<JsonElement>("/controle/estatisticas")).GetProperty("aceitas").GetInt32();
}
