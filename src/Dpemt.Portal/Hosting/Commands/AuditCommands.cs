using System.CommandLine;
using Dpemt.Portal.Identity.Audit;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verb <c>audit check</c>.</summary>
internal static class AuditCommands
{
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var check = new Command("check", "Confere a corrente da trilha de auditoria, registro por registro.");
        check.SetAction((_, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            var found = await services.GetRequiredService<CheckAuditTrail>().RunAsync(cancellation);
            if (found.Reason is { } reason)
            {
                await error.WriteLineAsync($"A trilha está quebrada no registro {found.BrokenAt}: {reason}");
                return 1;
            }

            await output.WriteLineAsync($"A trilha está íntegra: {found.Checked} registros conferidos.");
            return 0;
        }));
        return new Command("audit", "Confere a trilha de auditoria.") { check };
    }
}
