using Dpemt.Portal.Persistence;
using Dpemt.Portal.Web.Hosting;
using Hangfire;
using Hangfire.SqlServer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Operations;

/// <summary>
/// Recurring work on Hangfire: in memory beside SQLite, in its own tables beside SQL Server. Nothing is lost with the
/// memory, since the list of jobs is code and every job looks in the database for what is due.
/// </summary>
internal static class JobsModule
{
    internal const string DashboardPath = "/jobs";

    internal static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddHangfire((provider, hangfire) =>
        {
            hangfire.SetDataCompatibilityLevel(CompatibilityLevel.Version_180).UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings();
            var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            if (database.Provider == DatabaseProvider.SqlServer)
                hangfire.UseSqlServerStorage(database.ConnectionString, new SqlServerStorageOptions { PrepareSchemaIfNecessary = false });
            else
                hangfire.UseInMemoryStorage();
        });
        services.AddHangfireServer(server =>
        {
            // Probes wait for a provider that does not answer, one for each component: other work must not wait with them.
            server.WorkerCount = 8;
            // Probes come every few seconds.
            server.SchedulePollingInterval = TimeSpan.FromSeconds(1);
            server.ServerName = "portal";
        });
        services.AddSingleton<Contract.Measuring.MeasuringJobs>();
        services.AddHostedService<ScheduleRecurringJobs>();
        return services;
    }

    /// <summary>Makes or updates the tables of the jobs: part of the verb <c>migrate</c>, since production changes no table at boot.</summary>
    internal static void MigrateStorage(DatabaseOptions database)
    {
        if (database.Provider != DatabaseProvider.SqlServer)
            return;
        using var connection = new Microsoft.Data.SqlClient.SqlConnection(database.ConnectionString);
        connection.Open();
        SqlServerObjectsInstaller.Install(connection, null, enableHeavyMigrations: true);
    }

    /// <summary>True when the jobs keep their tables in the database and the verb <c>migrate</c> has not made them there.</summary>
    internal static async Task<bool> LacksTablesAsync(PortalDbContext db, CancellationToken cancellation) =>
        db.Database.IsSqlServer()
        && (await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sys.tables WHERE name = 'Schema' AND SCHEMA_NAME(schema_id) = 'HangFire'").ToListAsync(cancellation)).Count == 0;

    /// <summary>The dashboard, for those who administer the portal. Access is decided by the policy alone.</summary>
    internal static void MapJobsDashboard(this WebApplication app) => app.MapHangfireDashboard(DashboardPath, new DashboardOptions
    {
        // Without this the library lets every local request in, which behind a proxy is every request.
        Authorization = [],
        DashboardTitle = "Trabalhos recorrentes",
        AppPath = "/",
        DisplayStorageConnectionString = false,
    }).RequireAuthorization(Policies.Administer);
}
