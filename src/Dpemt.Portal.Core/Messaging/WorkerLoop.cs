using System.Security.Cryptography;
using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// One worker: does what there is to do, then waits for its signal or the poll. A fault is logged by its type and ends
/// nothing: a second later it tries again. No worker keeps anything that is not in the database.
/// </summary>
internal sealed partial class WorkerLoop(
    string name, Func<CancellationToken, Task<bool>> work, Signal signal, TimeSpan poll, ILogger<WorkerLoop> logger, WorkerPulse pulse) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);

    /// <summary>Longer than the longest round: the transfer of one large file.</summary>
    internal static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Start-up of the host must not wait for the first round.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var more = await work(stoppingToken);
                pulse.Beat(name, LongestRound);
                if (!more)
                    await signal.WaitAsync(poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(logger, name, fault.GetType().Name, fault is CryptographicException ? null : fault);
                await Task.Delay(AfterFault, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The worker {Worker} failed ({Fault}) and tries again.")]
    private static partial void LogFault(ILogger logger, string worker, string fault, Exception? exception);
}
