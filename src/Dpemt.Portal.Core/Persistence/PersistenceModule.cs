using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Persistence;

/// <summary>Registers the database.</summary>
public static class PersistenceModule
{
    /// <summary>Adds the context factory for the provider of <see cref="DatabaseOptions"/>, and leases.</summary>
    public static IServiceCollection AddPersistence(this IServiceCollection services)
    {
        services.AddDbContextFactory<PortalDbContext>((provider, options) =>
        {
            var database = provider.GetRequiredService<IOptions<DatabaseOptions>>().Value;
            options.UsePortalDatabase(database.Provider, database.ConnectionString);
            options.AddInterceptors(provider.GetServices<IInterceptor>());
        });
        services.AddSingleton<ProcessIdentity>();
        services.AddSingleton<LeaseKeeper>();
        services.AddSingleton<WorkerPulse>();
        services.AddSingleton<WriteTurns>();
<<<<<<< HEAD
=======
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<WorkerPulse>();
>>>>>>> desk
        return services;
    }

    /// <summary>Chooses engine, migrations and conventions: the one place that tests and design-time factories share with the host.</summary>
    public static DbContextOptionsBuilder UsePortalDatabase(this DbContextOptionsBuilder options, DatabaseProvider database, string connectionString)
    {
        if (database == DatabaseProvider.SqlServer)
        {
            options.UseSqlServer(connectionString, sql => sql.MigrationsAssembly("Dpemt.Portal.Migrations.SqlServer"));
        }
        else
        {
            options.UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly("Dpemt.Portal.Migrations.Sqlite"));
            options.AddInterceptors(new SqlitePragmas());
        }

        return options.ReplaceService<IModelCacheKeyFactory, ModelPerKeyRing>();
    }
}
