using System.CommandLine;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verbs <c>apikey add</c>, <c>apikey revoke</c> and <c>apikey list</c>.</summary>
internal static class ApiKeyCommands
{
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var command = new Command("apikey", "Cria, lista e revoga chaves da API.");
        command.Add(Add(output, error));
        command.Add(Revoke(output, error));
        command.Add(List(output, error));
        return command;
    }

    private static Command Add(TextWriter output, TextWriter error)
    {
        var name = new Option<string>("--name") { Description = "Nome do sistema que usará a chave.", Required = true, HelpName = "nome" };
        var scopes = new Option<string[]>("--scope")
        {
            Description = "O que a chave permite; pode ser repetida: " + string.Join(", ", ApiScopes.All.Keys) + ".",
            Required = true,
            HelpName = "escopo",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("add", "Cria uma chave e mostra o segredo uma única vez.") { name, scopes };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            var wanted = parsed.GetRequiredValue(scopes).SelectMany(s => s.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries)).ToList();
            var made = await services.GetRequiredService<CreateApiKey>().RunAsync(parsed.GetRequiredValue(name), wanted, Actor.Portal, cancellation);
            if (made.Refusal is { } refusal)
            {
                await error.WriteLineAsync(refusal);
                return 1;
            }

            await output.WriteLineAsync("Chave criada. Guarde-a agora: ela não será mostrada de novo.");
            await output.WriteLineAsync(made.Secret);
            return 0;
        }));
        return command;
    }

    private static Command Revoke(TextWriter output, TextWriter error)
    {
        var name = new Option<string>("--name") { Description = "Nome da chave.", Required = true, HelpName = "nome" };
        var command = new Command("revoke", "Revoga a chave ativa de um sistema.") { name };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            var revoked = await services.GetRequiredService<RevokeApiKey>().RunAsync(parsed.GetRequiredValue(name), Actor.Portal, cancellation);
            await (revoked ? output : error).WriteLineAsync(revoked ? "Chave revogada." : "Não há chave ativa com esse nome. Use apikey list para ver as chaves.");
            return revoked ? 0 : 1;
        }));
        return command;
    }

    private static Command List(TextWriter output, TextWriter error)
    {
        var command = new Command("list", "Lista as chaves, seus escopos e o último uso.");
        command.SetAction((_, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            foreach (var key in await services.GetRequiredService<ApiKeyList>().RunAsync(cancellation))
            {
                var state = key.RevokedAt is null ? "ativa" : "revogada";
                var used = key.LastUsedAt is { } at ? $"último uso {at:yyyy-MM-dd HH:mm} UTC" : "nunca usada";
                await output.WriteLineAsync($"{key.Name} · {state} · {used} · {string.Join(' ', key.Scopes)}");
            }

            return 0;
        }));
        return command;
    }
}
