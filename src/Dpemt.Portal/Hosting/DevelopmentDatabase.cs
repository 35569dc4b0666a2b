using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Web.Features.Operations;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>
/// Migrates and seeds before anything else of the host starts. Registered in Development only: production migrates by
/// the verb <c>migrate</c>, never at boot.
/// </summary>
internal sealed class DevelopmentDatabase(IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await MigrateAsync(services, cancellationToken);
        await DemoData.SeedAsync(services, Console.Out, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Applies what is pending, makes the tables of the recurring jobs where they are kept in the database, puts the roles in, and seals what older versions left plain. Returns the names of the migrations that were pending.</summary>
    internal static async Task<IReadOnlyList<string>> MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var contexts = services.GetRequiredService<IDbContextFactory<PortalDbContext>>();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // Asked first: the lock that EF takes to migrate stays behind in SQLite when a process is killed while it holds it.
        var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).ToList();
        if (pending.Count > 0)
            await db.Database.MigrateAsync(cancellation);
        JobsModule.MigrateStorage(services.GetRequiredService<IOptions<DatabaseOptions>>().Value);
        await services.GetRequiredService<PrepareRoles>().RunAsync(cancellation);
        await services.GetRequiredService<SealUserTokens>().RunAsync(cancellation);
        return pending;
    }
}
