using System.Data.Common;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Web.Features.Operations;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Hosting.Settings;

/// <summary>
/// Whether the database has what this version needs. Production changes no table at boot, so it is asked before anything
/// reads keys or tables: otherwise the start would end in whatever table was missed first.
/// </summary>
internal static class DatabaseReadiness
{
    /// <summary>What a person at the console has to do, in Portuguese; null when the database is ready.</summary>
    internal static async Task<string?> FaultAsync(IServiceProvider services, CancellationToken cancellation)
    {
        try
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
            var pending = (await db.Database.GetPendingMigrationsAsync(cancellation)).Count();
            if (pending > 0)
                return $"O banco de dados não está em dia: {(pending == 1 ? "falta 1 migração" : $"faltam {pending} migrações")}. {Advice}";
            return await JobsModule.LacksTablesAsync(db, cancellation)
                ? $"O banco de dados não está em dia: faltam as tabelas dos trabalhos recorrentes. {Advice}"
                : null;
        }
        catch (DbException fault)
        {
            return $"O banco de dados não responde ({fault.GetType().Name}). Confira se ele está no ar e o que está em {SettingNames.Variable("ConnectionStrings:Portal")}.";
        }
    }

    private const string Advice = "Execute antes o comando migrate.";
}
