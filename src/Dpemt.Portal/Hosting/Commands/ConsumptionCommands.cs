using System.CommandLine;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Hosting.Commands;

/// <summary>The verb <c>consumption rebuild</c>.</summary>
internal static class ConsumptionCommands
{
    internal static Command Create(TextWriter output, TextWriter error)
    {
        var month = new Argument<string?>("mes") { Description = "Competência, como 2026-07; sem ela, tudo.", Arity = ArgumentArity.ZeroOrOne };
        var rebuild = new Command("rebuild", "Refaz a contagem do consumo a partir das mensagens; com um mês, como 2026-07, só a dele. Competência fechada não muda: a diferença vai para ajustes de hoje.") { month };
        rebuild.SetAction((parsed, cancellation) => VerbHost.RunAsync(error, async services =>
        {
            BillingMonth? only = null;
            if (parsed.GetValue(month) is { } text)
            {
                if (!BillingMonth.TryParse(text, out var given))
                {
                    await error.WriteLineAsync("A competência é um mês como 2026-07.");
                    return 1;
                }

                only = given;
            }

            var found = await services.GetRequiredService<RebuildConsumption>().RunAsync(only, null, cancellation);
            await output.WriteLineAsync(Words(found));
            if (found.ClosedLinesWrong == 0)
                return 0;
            await error.WriteLineAsync($"{Count(found.ClosedLinesWrong)} linhas de competências fechadas não somam suas mensagens. Elas não foram alteradas: confira a trilha de auditoria.");
            return 1;
        }));
        return new Command("consumption", "Confere e refaz a contagem do consumo.") { rebuild };
    }

    private static string Words(RebuildResult found) => found.WasRight
        ? $"A contagem estava certa: {Count(found.Messages)} mensagens conferidas."
        : $"{Count(found.Messages)} mensagens conferidas, {Count(found.Moved)} mudaram de lugar, {Count(found.LinesMended)} linhas corrigidas.";

    private static string Count(long value) => value.ToString("N0", PortalCulture.Brazil);
}
