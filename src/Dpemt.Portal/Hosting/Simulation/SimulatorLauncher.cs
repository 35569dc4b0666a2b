using System.Diagnostics;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting.Simulation;

/// <summary>
/// Runs the simulator beside the portal in Development: starts it, waits until it answers, tells it the webhook at the
/// address on which the portal really listens, and starts it again when it ends before the portal. A failure is logged
/// once, not at every try.
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
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private bool _failed;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var assembly = SimulatorProcess.PathFrom(environment.ContentRootPath);
        if (assembly is null)
        {
            state.Set("o simulador não foi compilado");
            LogNotBuilt(logger);
            return;
        }

        var pause = Second;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                pause = await RunOnceAsync(assembly, options.Value.Url, stoppingToken) ? Second : TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, LongestPause.Ticks));
                await Task.Delay(pause, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
        }
    }

    /// <summary>One life of the simulator. True when it answered before it ended.</summary>
    private async Task<bool> RunOnceAsync(string assembly, string url, CancellationToken stop)
    {
        using var process = SimulatorProcess.Start(assembly, url);
        try
        {
            await WaitUntilAnswersAsync(process, url, stop);
            await ListeningAsync(stop);
            await IntroduceAsync(process, stop);
            await process.WaitForExitAsync(stop);
            Tell("o simulador terminou e está sendo reiniciado");
            return true;
        }
        catch (SimulatorFailedException fault)
        {
            Tell(fault.Message);
            return false;
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
            Tell(problem);
            if (problem is not null)
                await Task.Delay(TimeSpan.FromSeconds(1), stop);
        }
        while (problem is not null && !process.HasExited);
    }

    private void Tell(string? problem)
    {
        if (!state.Set(problem))
            return;
        if (problem is not null)
            LogProblem(logger, problem);
        else if (_failed)
            LogAnswers(logger);
        _failed = problem is not null;
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
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // Not listening yet, or too slow for one question: asked again until the limit.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "The simulator does not serve: {Problem}. The portal goes on trying and says when it does.")]
    private static partial void LogProblem(ILogger logger, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "The simulator answers again.")]
    private static partial void LogAnswers(ILogger logger);

    private sealed class SimulatorFailedException(string message) : Exception(message);
}
