using System.CommandLine;
using System.CommandLine.Invocation;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The help page in Portuguese; the library translates only half of its own.</summary>
internal sealed class PortugueseHelp : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var output = parseResult.InvocationConfiguration.Output;
        var command = parseResult.CommandResult.Command;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("Uso: " + Usage(command));
        Table(output, "Comandos", command.Subcommands.Select(c => (Words(c.Name, c.Options), c.Description ?? "")));
        Table(output, "Opções", command.Options.Where(o => !o.Hidden).Select(o => (Label(o), o.Description + (o.Required ? " Obrigatória." : ""))));
        if (command is RootCommand)
        {
            output.WriteLine();
            output.WriteLine("As configurações vêm de variáveis de ambiente (por exemplo Protection__KeyFile) ou de --Chave=valor ao iniciar o portal.");
        }

        return 0;
    }

    private static string Usage(Command command)
    {
        var path = new Stack<string>();
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            path.Push(at is RootCommand ? "dotnet run --project src/Dpemt.Portal --" : at.Name);
        return string.Join(' ', path) + (command.Subcommands.Count > 0 ? " [comando]" : "") + (command.Options.Count > 0 ? " [opções]" : "");
    }

    private static string Words(string name, IEnumerable<Option> options) =>
        string.Join(' ', options.Where(o => o.Required).Select(Label).Prepend(name));

    private static string Label(Option option) => option.ValueType == typeof(bool) || option.HelpName is null
        ? string.Join(", ", option.Aliases.Where(a => a.StartsWith('-')).Prepend(option.Name))
        : $"{option.Name} <{option.HelpName}>";

    private static void Table(TextWriter output, string title, IEnumerable<(string Left, string Right)> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        var width = all.Max(l => l.Left.Length) + 3;
        output.WriteLine();
        output.WriteLine(title + ":");
        foreach (var (left, right) in all)
            output.WriteLine("  " + left.PadRight(width) + right);
    }
}
