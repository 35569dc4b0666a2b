using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Identity.Audit;

/// <summary>Chains the audit trail once a second, under a lease, so that two processes do not race for every entry.</summary>
internal sealed partial class AuditSealer(
    SealAuditTrail seal, LeaseKeeper leases, WorkerPulse pulse, TimeProvider clock, ILogger<AuditSealer> logger) : BackgroundService
{
    internal const string Name = "trilha-de-auditoria";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            do
            {
                pulse.Beat(Name, Patience);
                await RoundAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The process ends: what is not chained yet, the next one chains.
        }
    }

    private async Task RoundAsync(CancellationToken stop)
    {
        try
        {
            if (await leases.TryHoldAsync(Name, stop))
                await seal.RunAsync(stop);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            LogFailed(logger, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit trail could not be chained ({Fault}); trying again in a second.")]
    private static partial void LogFailed(ILogger logger, string fault);
}
