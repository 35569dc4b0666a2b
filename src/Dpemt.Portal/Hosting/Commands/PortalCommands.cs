using System.CommandLine;
using System.CommandLine.Help;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verbs of the portal. Without one, the portal starts.</summary>
public static class PortalCommands
{
    /// <summary>Runs what the command line asks for. Returns the exit code: 0 when it was done.</summary>
    public static async Task<int> InvokeAsync(string[] args, TextWriter? output = null, TextWriter? error = null)
    {
        // The library takes its headings and faults from the culture.
        System.Globalization.CultureInfo.CurrentUICulture = PortalCulture.Brazil;
        output ??= Console.Out;
        error ??= Console.Error;
        var parsed = Root(output, error).Parse(args);
        if (parsed.Errors.Count > 0 && parsed.Action is not PortugueseHelp)
            return await RefuseAsync(parsed, error);
        return await parsed.InvokeAsync(new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            // The host listens to the signals by itself, and needs its time to finish what it has begun.
            ProcessTerminationTimeout = null,
            Output = output,
            Error = error,
        });
    }

    private static RootCommand Root(TextWriter output, TextWriter error)
    {
        var root = new RootCommand("Portal da Defensoria para o atendimento por WhatsApp. Sem comando, inicia o portal.")
        {
            // Settings may be given as --Chave=valor; everything else is refused below.
            TreatUnmatchedTokensAsErrors = false,
        };
        root.Options.Clear();
        root.Add(new HelpOption { Description = "Mostra esta ajuda.", Action = new PortugueseHelp(), Recursive = true });
        root.Add(Migrate(output, error));
        root.Add(UserCommands.Create(output, error));
        root.Add(ApiKeyCommands.Create(output, error));
        root.Add(DemoCommands.Create(output, error));
        root.Add(AuditCommands.Create(output, error));
        root.Add(ContractCommands.Create(output, error));
        root.Add(EvidenceCommands.Create(output, error));
        root.Add(ConsumptionCommands.Create(output, error));
        root.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.UnmatchedTokens.FirstOrDefault(t => !IsSetting(t)) is not { } unknown)
                return await StartPortal.RunAsync([.. parsed.UnmatchedTokens], output, error, cancellation);
            await error.WriteLineAsync($"Comando desconhecido: “{unknown}”. Use --help para ver os comandos.");
            return 1;
        });
        return root;
    }

    /// <summary>The library says in English that an option is missing.</summary>
    private static async Task<int> RefuseAsync(ParseResult parsed, TextWriter error)
    {
        var missing = parsed.CommandResult.Command.Options.Where(o => o.Required && parsed.GetResult(o) is null or { Implicit: true }).ToList();
        foreach (var option in missing)
            await error.WriteLineAsync($"Falta a opção {option.Name}. {option.Description}");
        foreach (var fault in missing.Count == 0 ? parsed.Errors : [])
            await error.WriteLineAsync(fault.Message);
        await error.WriteLineAsync("Acrescente --help para ver o uso.");
        return 1;
    }

    private static bool IsSetting(string token) => token.StartsWith("--", StringComparison.Ordinal) && token.Contains('=', StringComparison.Ordinal);

    private static Command Migrate(TextWriter output, TextWriter error)
    {
        var command = new Command("migrate", "Cria ou atualiza as tabelas do banco de dados.");
        command.SetAction((_, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            var applied = await DevelopmentDatabase.MigrateAsync(services, cancellation);
            await output.WriteLineAsync(applied.Count == 0 ? "O banco de dados já está em dia." : $"Migrações aplicadas: {string.Join(", ", applied)}.");
            return 0;
        }, onOldTables: true));
        return command;
    }
}
