using System.CommandLine;
using System.Globalization;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verb <c>contract import</c>: how the contract comes into a new installation.</summary>
internal static class ContractCommands
{
    private const long LargestFile = 5L * 1024 * 1024;

    internal static Command Create(TextWriter output, TextWriter error) => new("contract", "Importa o contrato que o portal fiscaliza.") { Import(output, error) };

    private static Command Import(TextWriter output, TextWriter error)
    {
        var file = new Option<string>("--file") { Description = "Arquivo JSON com os termos do contrato.", Required = true, HelpName = "arquivo" };
        var number = new Option<string>("--number") { Description = "Número do contrato, como as pessoas o citam.", Required = true, HelpName = "número" };
        var from = new Option<string>("--from") { Description = "Primeiro dia de vigência, como 2026-06-01.", Required = true, HelpName = "dia" };
        var until = new Option<string>("--until") { Description = "Último dia de vigência, como 2031-05-31; sem ela, a vigência não tem fim.", HelpName = "dia" };
        var command = new Command("import", "Confere e guarda os termos; a importação mais nova vale.") { file, number, from, until };
        command.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            if (Day(parsed.GetRequiredValue(from)) is not { } first)
                return await FailAsync(error, "--from não é um dia. Use a forma 2026-06-01.");
            DateOnly? last = null;
            if (parsed.GetValue(until) is { } text)
            {
                last = Day(text);
                if (last is null)
                    return await FailAsync(error, "--until não é um dia. Use a forma 2031-05-31.");
            }

            var path = parsed.GetRequiredValue(file);
            if (await ReadAsync(path, cancellation) is not { } document)
                return await FailAsync(error, $"Não foi possível ler o arquivo “{path}”. Confira o caminho; ele pode ter até 5 MB.");
            var result = await services.GetRequiredService<ImportContract>().RunAsync(Actor.Portal, parsed.GetRequiredValue(number), first, last, document, cancellation);
            if (result.Refusal is { } refusal)
                return await FailAsync(error, refusal.Message);
            await output.WriteLineAsync($"Contrato importado. Vigência desde {first:dd/MM/yyyy}{(last is { } end ? $" até {end:dd/MM/yyyy}" : "")}.");
            if (result.Note is { } note)
                await output.WriteLineAsync(note);
            return 0;
        }));
        return command;
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<string?> ReadAsync(string path, CancellationToken cancellation)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: <= LargestFile } ? await File.ReadAllTextAsync(path, cancellation) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    private static async Task<int> FailAsync(TextWriter error, string message)
    {
        await error.WriteLineAsync(message);
        return 1;
    }
}
