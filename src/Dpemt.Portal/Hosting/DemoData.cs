using System.Security.Cryptography;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations.Demo;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>What a newcomer finds: the key <c>dev-key</c>, receptions, users of every role. Development only; safe to run twice.</summary>
internal static class DemoData
{
    private const string Lease = "dados-de-demonstracao";
    private const string Domain = "@exemplo.local";

    /// <summary>The two at the desk answer for these together, so that both can serve every citizen of a demonstration.</summary>
    private static readonly string[] DeskCities = ["5103403", "5108402", "5107602"];

    private static readonly (string Name, string DisplayName, string Role)[] Users =
    [
        ("recepcao1", "Ana Recepção", Roles.Reception),
        ("recepcao2", "Bruno Recepção", Roles.Reception),
        ("supervisor", "Sônia Supervisora", Roles.Supervisor),
        ("fiscal", "Fábio Fiscal", Roles.ContractOfficer),
        ("fiscal2", "Flávia Fiscal", Roles.ContractOfficer),
        ("gestor", "Gustavo Gestor", Roles.ContractManager),
        ("cdi", "Carla CDI", Roles.Cdi),
        ("cdi2", "Caio CDI", Roles.Cdi),
        ("encarregado", "Elisa Encarregada", Roles.DataProtectionOfficer),
        ("auditor", "André Auditor", Roles.Auditor),
    ];

    internal static async Task SeedAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        var leases = services.GetRequiredService<LeaseKeeper>();
        var clock = services.GetRequiredService<TimeProvider>();
        // Two portals may start at once on one database: the second one waits and then finds everything there.
        while (!await leases.TryHoldAsync(Lease, cancellation))
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancellation);
        try
        {
            await services.GetRequiredService<EnsureDevelopmentKey>().RunAsync(cancellation);
            await services.GetRequiredService<PrepareRoles>().RunAsync(cancellation);
            await services.GetRequiredService<SeedReceptions>().RunAsync(cancellation);
            await AddUsersAsync(services, output, cancellation);
            await AddContractAsync(services, cancellation);
        }
        finally
        {
            await leases.ReleaseAsync(Lease, CancellationToken.None);
        }
    }

    private static async Task AddUsersAsync(IServiceProvider services, TextWriter output, CancellationToken cancellation)
    {
        List<string?> present;
        List<int> desks;
        await using (var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation))
        {
            present = await db.Users.Select(u => u.Email).ToListAsync(cancellation);
            desks = await db.Receptions.Where(r => DeskCities.Contains(r.CityCode)).Select(r => r.Id).ToListAsync(cancellation);
        }

        var missing = Users.Where(u => !present.Contains(u.Name + Domain)).ToList();
        if (missing.Count == 0)
        {
            await output.WriteLineAsync("Usuários de demonstração: já existem. Para nova senha: dotnet run --project src/Dpemt.Portal -- user reset-password --email cdi" + Domain);
            return;
        }

        var given = services.GetRequiredService<IConfiguration>()["Demo:Password"];
        var password = string.IsNullOrEmpty(given) ? RandomPassword() : given;
        var create = services.GetRequiredService<CreateUser>();
        foreach (var (name, displayName, role) in missing)
        {
            var details = new UserDetails(displayName, name + Domain, [role], role == Roles.Reception ? desks : []);
            var made = await create.RunAsync(Actor.Portal, details, password, cancellation);
            if (made.Refusal is { } refusal)
                throw new InvalidOperationException($"Demo__Password: {refusal.Message}");
        }

        await PrintAsync(output, missing.Select(u => u.Name + Domain), string.IsNullOrEmpty(given) ? password : "a de Demo__Password");
    }

    /// <summary>The signed terms, with an invented number and start.</summary>
    private static async Task AddContractAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (await services.GetRequiredService<CurrentContract>().FindAsync(cancellation) is null)
            await services.GetRequiredService<ImportContract>().RunAsync(Actor.Portal, "001/2026 (demonstração)", new(2026, 6, 1), null, ContractTerms.SignedDocument, cancellation);
    }

    private static async Task PrintAsync(TextWriter output, IEnumerable<string> users, string password)
    {
        const string Rule = "────────────────────────────────────────────────────────────────";
        await output.WriteLineAsync(Rule);
        await output.WriteLineAsync("Usuários de demonstração criados (só em Development):");
        foreach (var user in users)
            await output.WriteLineAsync("  " + user);
        await output.WriteLineAsync("Senha de todos: " + password);
        await output.WriteLineAsync(Rule);
    }

    /// <summary>Easy to copy by hand: no letters that look alike.</summary>
    private static string RandomPassword()
    {
        var text = RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16);
        return string.Join('-', text[..4], text[4..8], text[8..12], text[12..]);
    }
}
