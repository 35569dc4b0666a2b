using System.CommandLine;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verb <c>demo seed</c>.</summary>
internal static class DemoCommands
{
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var seed = new Command("seed", "Preenche o que falta dos dados de demonstração. Só em Development.");
        seed.SetAction((_, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            if (!services.GetRequiredService<IHostEnvironment>().IsDevelopment())
            {
                await error.WriteLineAsync("Dados de demonstração só existem em Development: fora dele não há usuário nem chave de fábrica.");
                return 1;
            }

            await DevelopmentDatabase.MigrateAsync(services, cancellation);
            await DemoData.SeedAsync(services, output, cancellation);
            return 0;
        }, onOldTables: true));
        return new Command("demo", "Dados de demonstração.") { seed };
    }
}
