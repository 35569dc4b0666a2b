using Dpemt.Portal.Web.Hosting.Simulation;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dpemt.Portal.Web.Hosting.Health;

/// <summary>The simulator that this process started answers and knows the webhook.</summary>
internal sealed class SimulatorHealth(SimulatorState state) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Problem is { } problem ? HealthCheckResult.Unhealthy(problem) : HealthCheckResult.Healthy());
}
