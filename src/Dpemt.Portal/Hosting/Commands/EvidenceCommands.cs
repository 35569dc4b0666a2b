using System.CommandLine;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verb <c>evidence check</c>.</summary>
internal static class EvidenceCommands
{
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var check = new Command("check", "Confere a corrente da evidência de disponibilidade, dia por dia.");
        check.SetAction((_, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            var found = await services.GetRequiredService<CheckEvidence>().RunAsync(cancellation);
            foreach (var fault in found.Faults)
                await error.WriteLineAsync($"{fault.Day:dd/MM/yyyy}, {NameOf(fault.Series)}: {fault.Fault}.");
            if (found.Faults.Count > 0)
                return 1;
            await output.WriteLineAsync($"A evidência está íntegra: {found.Checked} linhas conferidas.");
            return 0;
        }));
        return new Command("evidence", "Confere a evidência de disponibilidade.") { check };
    }

    private static string NameOf(int series) => series is >= 0 and < EvidenceDay.Traffic ? ((ServiceComponent)series).Label() : "Tráfego";
}
