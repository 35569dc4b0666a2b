using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dpemt.Portal.Web.Hosting.Health;

/// <summary>The background loops of this process run: none has ended by itself, none has stopped to beat.</summary>
internal sealed class WorkersHealth(IServiceProvider services, WorkerPulse pulse) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Asked for here: a hosted service may itself depend on health, and the container would go round in circles.
        var failed = services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Where(w => w.ExecuteTask is { IsFaulted: true }).Select(w => w.GetType().Name).Order(StringComparer.Ordinal).ToList();
        var overdue = pulse.Overdue();
        return Task.FromResult((failed.Count, overdue.Count) switch
        {
            (0, 0) => HealthCheckResult.Healthy(),
            (0, _) => HealthCheckResult.Unhealthy("trabalhos parados: " + string.Join(", ", overdue)),
            _ => HealthCheckResult.Unhealthy("trabalhos encerrados: " + string.Join(", ", failed.Concat(overdue))),
        });
    }
}
