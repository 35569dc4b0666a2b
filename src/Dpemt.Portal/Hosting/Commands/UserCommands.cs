using System.CommandLine;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Users;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary><c>user add</c>: the first administrator of an installation has nobody to create her.</summary>
internal static class UserCommands
{
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var name = new Option<string>("--name") { Description = "Nome que os colegas veem.", Required = true };
        var email = new Option<string>("--email") { Description = "E-mail com que a pessoa entra.", Required = true };
        var role = new Option<string>("--role") { Description = $"Perfil: {string.Join(", ", Roles.Labels.Keys)}.", Required = true };
        var reception = new Option<int[]>("--reception") { Description = "Número da recepção; obrigatório para o perfil Recepcao.", AllowMultipleArgumentsPerToken = true };
        var add = new Command("add", "Cria um usuário com senha temporária, mostrada uma vez.") { name, email, role, reception };
        add.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            await services.GetRequiredService<PrepareRoles>().RunAsync(cancellation);
            var details = new UserDetails(parsed.GetValue(name)!, parsed.GetValue(email)!, [parsed.GetValue(role)!], parsed.GetValue(reception) ?? []);
            var result = await services.GetRequiredService<CreateUser>().RunAsync(Actor.Portal, details, null, cancellation);
            if (result.Refusal is { } refusal)
            {
                await error.WriteLineAsync(refusal.Message);
                return 1;
            }
            await output.WriteLineAsync($"Usuário criado. Senha temporária, a trocar na primeira entrada: {result.TemporaryPassword}");
            return 0;
        }));
        return new Command("user", "Usuários do portal.") { add };
    }
}
