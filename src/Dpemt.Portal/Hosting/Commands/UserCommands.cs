using System.CommandLine;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;
using Dpemt.Portal.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verbs <c>user add</c> and <c>user reset-password</c>: how the first user comes into a new installation.</summary>
internal static class UserCommands
{
    internal static Command Create(TextWriter output, TextWriter error) => new("user", "Cria usuários e redefine senhas.")
    {
        Add(output, error),
        ResetPassword(output, error),
    };

    private static Command Add(TextWriter output, TextWriter error)
    {
        var email = new Option<string>("--email") { Description = "E-mail, que é também o nome de acesso.", Required = true, HelpName = "e-mail" };
        var name = new Option<string>("--name") { Description = "Nome que os colegas veem.", Required = true, HelpName = "nome" };
        var roles = new Option<string[]>("--role")
        {
            Description = "Perfil; pode ser repetida: " + string.Join(", ", Roles.Labels.Keys) + ".",
            Required = true,
            HelpName = "perfil",
            AllowMultipleArgumentsPerToken = true,
        };
        var receptions = new Option<string[]>("--reception")
        {
            Description = "Nome de uma recepção que a pessoa atende; obrigatória com o perfil Recepcao, pode ser repetida.",
            HelpName = "recepção",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("add", "Cria um usuário com senha temporária, mostrada uma única vez.") { email, name, roles, receptions };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            await services.GetRequiredService<PrepareRoles>().RunAsync(cancellation);
            var (ids, unknown) = await ReceptionsAsync(services, parsed.GetValue(receptions) ?? [], cancellation);
            if (unknown is not null)
                return await FailAsync(error, $"Não há recepção com o nome “{unknown}”.");
            var details = new UserDetails(parsed.GetRequiredValue(name), parsed.GetRequiredValue(email), parsed.GetRequiredValue(roles), ids);
            var made = await services.GetRequiredService<CreateUser>().RunAsync(Actor.Portal, details, null, cancellation);
            if (made.Refusal is { } refusal)
                return await FailAsync(error, refusal.Message);
            await output.WriteLineAsync("Usuário criado. A senha temporária, que será trocada na primeira entrada, é:");
            await output.WriteLineAsync(made.TemporaryPassword);
            return 0;
        }));
        return command;
    }

    private static Command ResetPassword(TextWriter output, TextWriter error)
    {
        var email = new Option<string>("--email") { Description = "E-mail do usuário.", Required = true, HelpName = "e-mail" };
        var command = new Command("reset-password", "Gera uma senha temporária, mostrada uma única vez, e desbloqueia a conta.") { email };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            var user = await services.GetRequiredService<UserManager<PortalUser>>().FindByEmailAsync(parsed.GetRequiredValue(email).Trim());
            if (user is null)
                return await FailAsync(error, "Não há usuário com este e-mail.");
            var reset = await services.GetRequiredService<ResetPassword>().RunAsync(Actor.Portal, user.Id, cancellation);
            if (reset.Refusal is { } refusal)
                return await FailAsync(error, refusal.Message);
            await output.WriteLineAsync("A senha temporária, que será trocada na próxima entrada, é:");
            await output.WriteLineAsync(reset.TemporaryPassword);
            return 0;
        }));
        return command;
    }

    private static async Task<(IReadOnlyList<int> Ids, string? Unknown)> ReceptionsAsync(
        IServiceProvider services, IReadOnlyCollection<string> names, CancellationToken cancellation)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync(cancellation);
        var known = await db.Set<Reception>().AsNoTracking().Where(r => names.Contains(r.Name)).ToDictionaryAsync(r => r.Name, r => r.Id, cancellation);
        return ([.. known.Values], names.FirstOrDefault(n => !known.ContainsKey(n)));
    }

    private static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return 1;
    }
}
