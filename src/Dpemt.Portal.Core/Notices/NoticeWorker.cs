using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Notices;

/// <summary>Sends notices within seconds. Keeps nothing in memory: every round looks in the database for what is due.</summary>
internal sealed partial class NoticeWorker(SendNotices send, WorkerPulse pulse, TimeProvider clock, ILogger<NoticeWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2);

    /// <summary>A batch of mails to a server that lets each answer wait.</summary>
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(45);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var more = await send.RunAsync(stoppingToken);
                pulse.Beat("avisos", LongestRound);
                if (more)
                    continue;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogFault(logger, fault.GetType().Name);
            }

            await Task.Delay(Poll, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Notices could not be sent ({Fault}); trying again.")]
    private static partial void LogFault(ILogger logger, string fault);
}
