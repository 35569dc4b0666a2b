using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>Makes asked-for files within seconds. Every round looks in the database for what is due.</summary>
internal sealed partial class ExportWorker(MakeExports make, WorkerPulse pulse, TimeProvider clock, ILogger<ExportWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>A year of messages on a busy machine.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(60);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var made = await make.RunAsync(stoppingToken);
                pulse.Beat("exportacoes", LongestRound);
                if (made)
                    continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // By its type alone: what is exported encodes phone numbers.
                LogFault(logger, fault.GetType().Name);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "An export of messages could not be made ({Fault}); trying again.")]
    private static partial void LogFault(ILogger logger, string fault);
}
