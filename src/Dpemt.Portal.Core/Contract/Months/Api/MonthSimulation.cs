using System.Globalization;
using System.Text.RegularExpressions;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Months.Api;

/// <summary>The contract's life in a simulation: instants with offset; <c>fim</c> is the first instant after it, null for none.</summary>
public sealed record LifeInput(string? Inicio, string? Fim);

/// <summary>An outage in a simulation: instants with offset; <c>fim</c> null counts to the end of the period.</summary>
public sealed record OutageInput(string? Inicio, string? Fim, string? Componente, string? Abrangencia, bool? Excluida);

/// <summary>What a simulation is asked.</summary>
/// <param name="Competencia"><c>yyyy-MM</c>.</param>
/// <param name="Vigencia">The contract's life; that of the imported contract when absent.</param>
/// <param name="Interrupcoes">The outages; none when absent.</param>
/// <param name="ValorFaturado">Billed value of the month, R$ with a point, at most two decimals.</param>
public sealed record SimulationInput(string? Competencia, LifeInput? Vigencia, IReadOnlyList<OutageInput?>? Interrupcoes, string? ValorFaturado);

/// <summary>Computes a month from given outages by the rules of the contract. Stores nothing.</summary>
public sealed partial class MonthSimulation(CurrentContract contracts)
{
    /// <summary>Most outages of one simulation.</summary>
    public const int MaxOutages = 10_000;

    /// <summary>The month lies outside the given life of the contract.</summary>
    public const string OutOfForce = "fora-da-vigencia";

    private const string InstantForm = "Use ISO 8601 com fuso, como 2026-07-03T10:00:00-04:00.";

    /// <summary>The simulated month, or what is wrong with the input.</summary>
    public async Task<(SimulationItem? Item, Refusal? Refusal)> RunAsync(SimulationInput input, CancellationToken cancellation)
    {
        try
        {
            var contract = BillingMonth.TryParse(input.Competencia, out var month) ? await contracts.FindAsync(month, cancellation) : null;
            return (Simulate(input, contract), null);
        }
        catch (BadInput fault)
        {
            return (null, fault.Refusal);
        }
    }

    private static SimulationItem Simulate(SimulationInput input, ContractInForce? contract)
    {
        if (!BillingMonth.TryParse(input.Competencia, out var month))
            throw new BadInput("competencia-invalida", "“competencia” é um mês como 2026-07.");
        var life = input.Vigencia is { } given ? Life(given)
            : contract?.InForce ?? throw new BadInput("vigencia-invalida", "Nenhum contrato foi importado: informe “vigencia” com “inicio” e “fim”.");
        var outages = Outages(input.Interrupcoes ?? []);
        if (input.ValorFaturado is not { } text || !Money().IsMatch(text))
            throw new BadInput("valor-invalido", "“valorFaturado” é um texto decimal com ponto e até duas casas, como \"18904.49\".");
        var billed = decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        var judged = MonthAvailability.Of(month.Whole, life, outages, contract?.Terms.Rule ?? AvailabilityRule.Signed);
        if (!judged.HasIndex)
            throw new BadInput(OutOfForce, $"O contrato não estava em vigor em {month.Label}: não há índice a calcular.");
        var inside = outages.Where(o => !new Period(o.Start, o.End ?? judged.Period.End).Within(judged.Period).IsEmpty).ToList();
        return MonthAnswers.Of(month, judged, inside.Count(o => !o.Excluded), inside.Count(o => o.Excluded), billed);
    }

    private static Period Life(LifeInput life)
    {
        var start = Instant(life.Inicio, "vigencia-invalida", "vigencia.inicio");
        var end = life.Fim is null ? DateTimeOffset.MaxValue : Instant(life.Fim, "vigencia-invalida", "vigencia.fim");
        return end > start ? new(start, end) : throw new BadInput("vigencia-invalida", "“vigencia.fim” precisa vir depois de “vigencia.inicio”.");
    }

    private static List<Outage> Outages(IReadOnlyList<OutageInput?> inputs)
    {
        if (inputs.Count > MaxOutages)
            throw new BadInput("interrupcoes-demais", $"Envie até {MaxOutages} interrupções por simulação.");
        return [.. inputs.Select((input, i) => ReadOutage(input, $"interrupcoes[{i}]"))];
    }

    private static Outage ReadOutage(OutageInput? input, string at)
    {
        if (input is null)
            throw new BadInput("interrupcao-invalida", $"“{at}” está nula.");
        var start = Instant(input.Inicio, "interrupcao-invalida", at + ".inicio");
        DateTimeOffset? end = input.Fim is null ? null : Instant(input.Fim, "interrupcao-invalida", at + ".fim");
        if (end < start)
            throw new BadInput("interrupcao-invalida", $"“{at}.fim” vem antes de “{at}.inicio”.");
        var component = ServiceComponents.Find(input.Componente)
            ?? throw new BadInput("componente-invalido", $"“{at}.componente” é um de: {string.Join(", ", ServiceComponents.All.Select(c => c.Code()))}.");
        var scope = ServiceComponents.FindScope(input.Abrangencia) ?? throw new BadInput("abrangencia-invalida", $"“{at}.abrangencia” é parcial ou total.");
        return new(start, end, component, scope, input.Excluida ?? false);
    }

    private static DateTimeOffset Instant(string? text, string code, string member) =>
        text is not null && WithOffset().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) && instant.Year is >= 2000 and < 2200
            ? instant.ToUniversalTime()
            : throw new BadInput(code, $"“{member}” não é um instante entre 2000 e 2199. {InstantForm}");

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,7})?)?(Z|[+-]\d{2}:\d{2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithOffset();

    [GeneratedRegex(@"^[0-9]{1,12}(\.[0-9]{1,2})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Money();

    /// <summary>Leaves the reading at the first fault.</summary>
    private sealed class BadInput(string code, string message) : Exception(message)
    {
        internal Refusal Refusal { get; } = new(code, message);
    }
}
