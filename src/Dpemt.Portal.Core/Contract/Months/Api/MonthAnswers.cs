using System.Globalization;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Months.Api;

/// <summary>A band of the table, as other systems read it.</summary>
/// <param name="De">Lowest index in percent, included.</param>
/// <param name="Ate">First index above it in percent, not included; null for none.</param>
public sealed record BandItem(string De, string? Ate);

/// <summary>A step of the memory of calculation.</summary>
public sealed record StepItem(string Passo, string Formula, string Valor, string Clausula);

/// <summary>A stretch of time with its offset; <c>fim</c> is null while it lasts.</summary>
public sealed record StretchItem(DateTimeOffset Inicio, DateTimeOffset? Fim);

/// <summary>What a simulation answers.</summary>
/// <param name="Competencia"><c>yyyy-MM</c>.</param>
/// <param name="PeriodoSegundos">Judged time, seconds.</param>
/// <param name="IndisponivelSegundos">Union of the outages that count, seconds.</param>
/// <param name="Indice">Percent, cut to four decimals.</param>
/// <param name="SlaCumprido">True when the required index was met.</param>
/// <param name="Lacuna">True when no band says what follows.</param>
/// <param name="Faixa">The band; null in the gap.</param>
/// <param name="DescontoPercentual">Percent.</param>
/// <param name="Glosa">R$.</param>
/// <param name="OrcamentoRestanteSegundos">Seconds of outage that the required index still allows.</param>
/// <param name="Regra">The rule in words, with its version.</param>
/// <param name="Memoria">The calculation, step by step.</param>
public sealed record SimulationItem(
    string Competencia, string PeriodoSegundos, string IndisponivelSegundos, string Indice, bool SlaCumprido, bool Lacuna, BandItem? Faixa, string DescontoPercentual,
    string Glosa, string OrcamentoRestanteSegundos, string Regra, IReadOnlyList<StepItem> Memoria);

/// <summary>An incident behind a month's index.</summary>
public sealed record MonthOutageItem(
    long Incidente, string Componente, string Abrangencia, DateTimeOffset Inicio, DateTimeOffset? Fim, bool Excluida, string? MotivoDaExclusao, string IndisponivelSegundos);

/// <summary>Minutes per verdict of a component.</summary>
public sealed record CoverageItem(string Componente, long Disponivel, long Degradado, long Indisponivel, long Nosso, long SemEvidencia);

/// <summary>What the month costs by one reading of the contract.</summary>
public sealed record ReadingItem(string Leitura, string Clausula, bool SlaCumprido, string DescontoPercentual, string Glosa, bool Adotada);

/// <summary>A closed version.</summary>
public sealed record VersionItem(int Numero, DateTimeOffset FechadaEm, string Indice, string DescontoPercentual, string Glosa, string Sha256, string? Motivo);

/// <summary>A month's index with all that it rests on.</summary>
/// <param name="Competencia"><c>yyyy-MM</c>.</param>
/// <param name="Situacao"><c>nao-iniciada</c>, <c>em-curso</c>, <c>encerrada</c> or <c>fechada</c>.</param>
/// <param name="Periodo">The judged time.</param>
/// <param name="PeriodoSegundos">Its length, seconds.</param>
/// <param name="IndisponivelSegundos">Union of the outages that count, seconds.</param>
/// <param name="Indice">Percent, cut to four decimals.</param>
/// <param name="SlaCumprido">True when the required index was met.</param>
/// <param name="Lacuna">True when no band says what follows.</param>
/// <param name="Faixa">The band; null in the gap.</param>
/// <param name="DescontoPercentual">Percent, with the decision on the gap.</param>
/// <param name="Glosa">R$.</param>
/// <param name="OrcamentoRestanteSegundos">Seconds of outage that the required index still allows.</param>
/// <param name="ValorFaturado">Base of the discount, R$.</param>
/// <param name="ValorEstimado">True while no billed value was recorded.</param>
/// <param name="Regra">The rule in words, with its version.</param>
/// <param name="Interrupcoes">The incidents behind the index.</param>
/// <param name="Cobertura">What was measured; empty without evidence.</param>
/// <param name="Leituras">The readings of the contract side by side.</param>
/// <param name="Versoes">The closed versions, newest first.</param>
/// <param name="Memoria">The calculation, step by step.</param>
public sealed record MonthItem(
    string Competencia, string Situacao, StretchItem Periodo, string PeriodoSegundos, string IndisponivelSegundos, string Indice, bool SlaCumprido, bool Lacuna,
    BandItem? Faixa, string DescontoPercentual, string Glosa, string OrcamentoRestanteSegundos, string ValorFaturado, bool ValorEstimado, string Regra,
    IReadOnlyList<MonthOutageItem> Interrupcoes, IReadOnlyList<CoverageItem> Cobertura, IReadOnlyList<ReadingItem> Leituras, IReadOnlyList<VersionItem> Versoes,
    IReadOnlyList<StepItem> Memoria);

/// <summary>Writes months for other systems: decimals as text with a point, instants with the offset of Cuiabá.</summary>
public static class MonthAnswers
{
    /// <summary>A real month.</summary>
    public static MonthItem Of(MonthReading reading)
    {
        var judged = reading.Availability;
        return new(
            reading.Month.ToString(), State(reading.State), new(Local(judged.Period.Start), Local(judged.Period.End)), Seconds(judged.Period.Ticks), Seconds(judged.DownTicks),
            Index(judged.Index), judged.Met, judged.Gap, Band(judged), Number(reading.Discount), Money(reading.Glosa), Seconds(judged.BudgetLeftTicks),
            Money(reading.Billed.Value), reading.Billed.IsEstimate, judged.Rule.InWords,
            [.. reading.Outages.Select(Outage)],
            [.. reading.Material.Coverage.Select(c => new CoverageItem(c.Component.Code(), c.Minutes.Up, c.Minutes.Degraded, c.Minutes.Down, c.Minutes.Ours, c.Minutes.NoEvidence))],
            [.. reading.Readings.Select(r => new ReadingItem(r.Name, r.Clause, r.Met, Number(r.Discount), Money(r.Glosa), r.Holds))],
            [.. reading.Versions.Select(v => new VersionItem(v.Number, Local(v.At), Index(v.Index), Number(v.Discount), Money(v.Glosa), v.Sha256, v.Reason))],
            Steps(reading.Memory));
    }

    internal static SimulationItem Of(BillingMonth month, MonthAvailability judged, int counted, int excluded, decimal billed)
    {
        var glosa = judged.GlosaOn(billed);
        var memory = CalculationMemory.Of(judged, counted, excluded, new BilledAmount(billed, false, "informado na simulação"), null, judged.Discount, glosa);
        return new(
            month.ToString(), Seconds(judged.Period.Ticks), Seconds(judged.DownTicks), Index(judged.Index), judged.Met, judged.Gap, Band(judged), Number(judged.Discount),
            Money(glosa), Seconds(judged.BudgetLeftTicks), judged.Rule.InWords, Steps(memory));
    }

    private static MonthOutageItem Outage(MonthOutage outage)
    {
        var incident = outage.Incident;
        return new(
            incident.Id, incident.Component.Code(), incident.Scope.Code(), Local(incident.StartAt), incident.EndAt is { } end ? Local(end) : null, !outage.Counts,
            incident.ExclusionReason, Seconds(outage.Stretch.Ticks));
    }

    private static BandItem? Band(MonthAvailability judged) => judged.Band is { } band ? new(Number(band.AtLeast), band.Below is { } below ? Number(below) : null) : null;

    private static IReadOnlyList<StepItem> Steps(IReadOnlyList<CalculationStep> memory) => [.. memory.Select(s => new StepItem(s.What, s.Formula, s.Value, s.Clause))];

    private static string State(MonthState state) => state switch
    {
        MonthState.Future => "nao-iniciada",
        MonthState.Current => "em-curso",
        MonthState.Closed => "fechada",
        _ => "encerrada",
    };

    private static DateTimeOffset Local(DateTimeOffset instant) => ContractTime.Local(instant);

    private static string Seconds(long ticks) => ((decimal)ticks / TimeSpan.TicksPerSecond).ToString("0.#######", CultureInfo.InvariantCulture);

    private static string Index(decimal value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Number(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static string Money(decimal value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
