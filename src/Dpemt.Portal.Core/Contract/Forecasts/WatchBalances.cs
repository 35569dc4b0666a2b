using System.Globalization;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>
/// Tells by e-mail when 80, 90 and 100 % of a balance are used, each once in a contract year. For a daily job: it looks at what stands,
/// so a missed or doubled run does no harm; a jump over several marks tells the highest one.
/// </summary>
public sealed class WatchBalances(ForecastView forecasts, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary>Looks at all balances.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        if (await forecasts.RunAsync(cancellation) is not { } forecast)
            return;
        foreach (var balance in forecast.Balances.Where(b => b.AlertLevel > 0))
            await TellAsync(forecast, balance, cancellation);
    }

    /// <summary>The key of an alert: contract year, balance, mark.</summary>
    public static string KeyOf(ContractForecast forecast, BalanceForecast balance) => string.Create(
        CultureInfo.InvariantCulture, $"saldo-{forecast.Contract.RecordId}-{forecast.Year.First:yyyyMMdd}-{Balances.Code(balance.Kind)}-{balance.AlertLevel}");

    private async Task TellAsync(ContractForecast forecast, BalanceForecast balance, CancellationToken cancellation)
    {
        var name = $"{Balances.Name(balance.Kind)} ({Balances.ItemsText(balance.Facts.Items)})";
        var title = balance.AlertLevel == 100
            ? $"Saldo esgotado: {name}"
            : $"{balance.AlertLevel} % do saldo usados: {name}";
        var end = balance.EndsOn is { } day ? $"Fim previsto: {Day(day)}{Range(balance)}." : $"Previsão: dura até o fim do ano contratual, {Day(forecast.Year.Last)}.";
        var body = $"{name}\n\nUsado: {Number(balance.Used)} de {Number(balance.Contracted)} mensagens ({balance.PercentUsed.ToString("0.#", Brazil)} %).\nRestam: {Number(balance.Left)}.\n"
            + $"Ano contratual: {Day(forecast.Year.First)} a {Day(forecast.Year.Last)}.\n{(balance.ExhaustedOn is { } over ? $"Passou do contratado em {Day(over)}." : end)}\n\n"
            + "O que cabe decidir: acréscimo dentro do teto de 25 % (Lei 14.133/2021, art. 125), e enviar somente o essencial até lá.\n\nNo portal: /contrato/consumo/previsao\n";
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        try
        {
            if (await db.TellAsync(NoticeSubjects.Consumption, KeyOf(forecast, balance), title, body, clock.GetUtcNow(), cancellation))
                await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Another instance told the same at the same moment: the key is unique.
        }
    }

    private static string Range(BalanceForecast balance) => balance.Earliest == balance.Latest ? ""
        : $", entre {Day(balance.Earliest!.Value)} e {(balance.Latest is { } last ? Day(last) : "depois do fim do ano contratual")}";

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Number(long count) => count.ToString("N0", Brazil);
}
