using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Dpemt.Simulator.Hosting;

namespace Dpemt.Simulator.Tests;

public sealed class ParentProcessTests
{
    [Fact]
    public async Task Simulator_ParentKilled_EndsByItself()
    {
        using var parent = Process.Start(new ProcessStartInfo("sleep", "120"))!;
        using var simulator = Start("--urls", "http://127.0.0.1:0", "--parent-pid", parent.Id.ToString(CultureInfo.InvariantCulture));
        try
        {
            var line = await simulator.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.StartsWith("Simulador em http://127.0.0.1:", line, StringComparison.Ordinal);
            using var http = new HttpClient { BaseAddress = new Uri(line!["Simulador em ".Length..]) };
            Assert.Equal("no ar", (await http.GetFromJsonAsync<JsonElement>("/health/live")).GetProperty("situacao").GetString());
            // An open phone page must not keep it alive.
            using var page = await http.GetAsync("/telefone/5565999990001/eventos", HttpCompletionOption.ResponseHeadersRead);
            Assert.False(simulator.HasExited);

            var killed = TimeProvider.System.GetTimestamp();
            parent.Kill();
            await simulator.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
            Assert.True(TimeProvider.System.GetElapsedTime(killed) < TimeSpan.FromSeconds(6), "two seconds, and some for a busy machine");
        }
        finally
        {
            if (!parent.HasExited) parent.Kill();
            if (!simulator.HasExited) simulator.Kill();
        }
    }

    [Fact]
    public void StartOf_OwnProcessAndNobody_TextAndNull()
    {
        Assert.NotNull(ParentWatch.StartOf(Environment.ProcessId));
        Assert.Equal(ParentWatch.StartOf(Environment.ProcessId), ParentWatch.StartOf(Environment.ProcessId));
        Assert.Null(ParentWatch.StartOf(int.MaxValue));
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(typeof(SimulatorApp).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
