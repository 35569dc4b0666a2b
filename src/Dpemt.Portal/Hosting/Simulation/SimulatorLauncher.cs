using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>
/// Runs the simulator beside the portal in Development: starts it, waits until it answers, tells it the webhook at the
/// address on which the portal really listens, and starts it again when it ends before the portal.
/// </summary>
internal sealed partial class SimulatorLauncher(
    IOptions<SimulatorOptions> options,
    SimulatorState state,
    SimulatorHandshake handshake,
    IHostApplicationLifetime lifetime,
    IHostEnvironment environment,
    IHttpClientFactory clients,
    ILogger<SimulatorLauncher> logger) : BackgroundService
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var assembly = SimulatorProcess.PathFrom(environment.ContentRootPath);
        if (assembly is null)
        {
            state.Set("o simulador não foi compilado");
            LogNotBuilt(logger);
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(assembly, options.Value.Url, stoppingToken);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task RunOnceAsync(string assembly, string url, CancellationToken stop)
    {
        using var process = SimulatorProcess.Start(assembly, url);
        try
        {
            await WaitUntilAnswersAsync(process, url, stop);
            await ListeningAsync(stop);
            await IntroduceAsync(process, stop);
            await process.WaitForExitAsync(stop);
            state.Set("o simulador terminou e está sendo reiniciado");
            LogEnded(logger, process.ExitCode);
        }
        catch (SimulatorFailedException fault)
        {
            state.Set(fault.Message);
            LogFailed(logger, fault.Message);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private async Task IntroduceAsync(Process process, CancellationToken stop)
    {
        string? problem;
        do
        {
            problem = await handshake.RunAsync(stop);
            state.Set(problem);
            if (problem is not null)
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }
        while (problem is not null && !process.HasExited);
    }

    private async Task WaitUntilAnswersAsync(Process process, string url, CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(StartLimit);
        using var client = clients.CreateClient(nameof(SimulatorLauncher));
        try
        {
            while (!process.HasExited)
            {
                if (await AnswersAsync(client, url, limit.Token))
                    return;
                await Task.Delay(Step, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new SimulatorFailedException("o simulador não respondeu em " + url);
        }

        throw new SimulatorFailedException($"o simulador terminou com o código {process.ExitCode} sem responder em {url}");
    }

    private static async Task<bool> AnswersAsync(HttpClient client, string url, CancellationToken stop)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(new Uri(url), "/health/live"), stop);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (TaskCanceledException) when (!stop.IsCancellationRequested)
        {
            // One answer took too long, on a machine that is busy starting things: only the whole wait has an end.
            return false;
        }
    }

    private async Task ListeningAsync(CancellationToken stop)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stop);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The simulator is not built. Run: dotnet build src/Dpemt.Portal")]
    private static partial void LogNotBuilt(ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The simulator ended with code {Code}; starting it again.")]
    private static partial void LogEnded(ILogger logger, int code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The simulator failed: {Problem}.")]
    private static partial void LogFailed(ILogger logger, string problem);

    private sealed class SimulatorFailedException(string message) : Exception(message);
}
