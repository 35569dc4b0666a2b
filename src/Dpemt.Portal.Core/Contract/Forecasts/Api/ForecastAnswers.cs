using System.Globalization;

namespace Dpemt.Portal.Contract.Forecasts.Api;

/// <summary>The contract year of the answer.</summary>
public sealed record YearItem(int Numero, string Inicio, string Fim);

/// <summary>The earliest and the latest end; <c>null</c> when it lasts through the year.</summary>
public sealed record EndRangeItem(string? De, string? Ate);

/// <summary>What the contract's own figures say from the first day.</summary>
public sealed record PlanItem(string PorMes, string CrescimentoPercentual, string? EsgotaEm, int? MesDoContrato);

/// <summary>One balance; numbers are decimal texts, days <c>yyyy-MM-dd</c>.</summary>
public sealed record BalanceItem(
    string Saldo, IReadOnlyList<int> Itens, string Contratado, string Usado, string Restante, string PercentualUsado, string? RitmoPorDia, int? JanelaDias,
    string? EsgotaEm, string? EsgotaPeloRitmo, EndRangeItem Intervalo, string NoFimDoAno, string TetoLegal, int Alerta, PlanItem Planejado);

/// <summary>The answer of <c>GET /api/v1/contrato/previsao</c>.</summary>
public sealed record ForecastItem(string Contrato, YearItem Ano, string Hoje, string? ContadoDesde, string Precos, IReadOnlyList<BalanceItem> Itens);

/// <summary>Writes a forecast as the API gives it.</summary>
public static class ForecastAnswers
{
    /// <summary>The answer.</summary>
    public static ForecastItem Of(ContractForecast forecast) => new(
        forecast.Contract.Number, new(forecast.Year.Number, Day(forecast.Year.First), Day(forecast.Year.Last)), Day(forecast.Today), Day(forecast.CountedFrom),
        forecast.PriceVersion, [.. forecast.Balances.Select(b => Of(b, forecast.Year))]);

    private static BalanceItem Of(BalanceForecast balance, ContractYear year) => new(
        Balances.Code(balance.Kind), [.. balance.Facts.Items.Select(i => i.Number)], Number(balance.Contracted), Number(balance.Used), Number(balance.Left),
        balance.PercentUsed.ToString("0.0", CultureInfo.InvariantCulture), balance.Main?.PerDay.ToString("0.0", CultureInfo.InvariantCulture), balance.Main?.Days,
        Day(balance.EndsOn), Day(balance.Projections.FirstOrDefault(p => p.Method == ForecastMethod.Pace && p.From == balance.Main?.From)?.EndsOn),
        new(Day(balance.Earliest), Day(balance.Latest)), decimal.Ceiling(balance.AtYearEnd).ToString("0", CultureInfo.InvariantCulture), Number(balance.Ceiling), balance.AlertLevel,
        new(
            balance.Plan.PerMonth.ToString("0.####", CultureInfo.InvariantCulture), balance.Plan.GrowthPercent.ToString("0.####", CultureInfo.InvariantCulture),
            Day(balance.Plan.EndsOn), balance.Plan.EndsOn is { } end ? year.MonthOf(end) : null));

    private static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string? Day(DateOnly? day) => day is { } known ? Day(known) : null;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
