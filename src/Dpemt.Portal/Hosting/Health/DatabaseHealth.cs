using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Dpemt.Portal.Web.Hosting.Health;

/// <summary>The database answers and has every migration of this version.</summary>
internal sealed class DatabaseHealth(IDbContextFactory<PortalDbContext> contexts) : IHealthCheck
{
    private volatile bool _migrated;

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (!await db.Database.CanConnectAsync(cancellationToken))
            return HealthCheckResult.Unhealthy("o banco de dados não responde");
        if (_migrated)
            return HealthCheckResult.Healthy();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        if (pending > 0)
            return HealthCheckResult.Unhealthy($"faltam {pending} migrações: execute o comando migrate");
        // Migrations are never taken back while the portal runs: asked once is enough.
        _migrated = true;
        return HealthCheckResult.Healthy();
    }
}
