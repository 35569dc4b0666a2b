using System.Security.Cryptography;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>One user of every role, with one password that the console shows. Development only; safe to run twice.</summary>
internal static class DemoUsers
{
    private const string PasswordSetting = "Demo:Password";

    private static readonly (string Name, string DisplayName, string Role)[] Users =
    [
        ("recepcao1", "Recepção Um", Roles.Reception),
        ("recepcao2", "Recepção Dois", Roles.Reception),
        ("supervisor", "Supervisão", Roles.Supervisor),
        ("fiscal", "Fiscal de Contrato", Roles.ContractOfficer),
        ("fiscal2", "Fiscal Substituto", Roles.ContractOfficer),
        ("gestor", "Gestão do Contrato", Roles.ContractManager),
        ("cdi", "CDI Um", Roles.Cdi),
        ("cdi2", "CDI Dois", Roles.Cdi),
        ("encarregado", "Encarregado de Dados", Roles.DataProtectionOfficer),
        ("auditor", "Auditoria", Roles.Auditor),
    ];

    internal static async Task SeedAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        if (await db.Users.AnyAsync(cancellation)) return;
        var receptions = await ReceptionsAsync(db, cancellation);
        var password = services.GetRequiredService<IConfiguration>()[PasswordSetting] is { Length: > 0 } chosen
            ? chosen
            : RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 14);
        var create = services.GetRequiredService<CreateUser>();
        foreach (var (name, displayName, role) in Users)
        {
            var details = new UserDetails(displayName, $"{name}@exemplo.local", [role], role is Roles.Reception or Roles.Supervisor ? receptions : []);
            if ((await create.RunAsync(Actor.Portal, details, password, cancellation)).Refusal is { } refusal)
            {
                await output.WriteLineAsync($"Usuários de demonstração: {refusal.Message} Confira {PasswordSetting}.");
                return;
            }
        }
        await output.WriteLineAsync($"Usuários de demonstração: {string.Join(", ", Users.Select(user => user.Name))} (cada um @exemplo.local). Senha: {password}");
    }

    private static async Task<int[]> ReceptionsAsync(PortalDbContext db, CancellationToken cancellation)
    {
        if (!await db.Receptions.AnyAsync(cancellation))
        {
            db.Receptions.AddRange(
                new Reception { Name = "Recepção de Rondonópolis", CityCode = "5107602" },
                new Reception { Name = "Recepção de Cuiabá", CityCode = "5103403", IsFallback = true });
            await db.SaveChangesAsync(cancellation);
        }
        return await db.Receptions.OrderBy(reception => reception.Id).Select(reception => reception.Id).ToArrayAsync(cancellation);
    }
}
