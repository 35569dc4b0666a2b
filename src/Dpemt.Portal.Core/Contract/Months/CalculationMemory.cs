using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Months;

/// <summary>One step of the memory of calculation, in Portuguese.</summary>
/// <param name="What">What is found in this step.</param>
/// <param name="Formula">How.</param>
/// <param name="Value">The result.</param>
/// <param name="Clause">Where the contract says so.</param>
public sealed record CalculationStep(string What, string Formula, string Value, string Clause);

/// <summary>Writes the calculation of a month, step by step, as a paper that must survive a challenge shows it.</summary>
public static class CalculationMemory
{
    /// <summary>The steps of a judged month.</summary>
    /// <param name="judged">The month.</param>
    /// <param name="counted">Number of outages that count.</param>
    /// <param name="excluded">Number of outages that do not.</param>
    /// <param name="billed">Base of the discount.</param>
    /// <param name="gapDecision">The decision on the gap, when the month lies in it.</param>
    /// <param name="discount">Discount applied, percent.</param>
    /// <param name="glosa">The result, R$.</param>
    public static IReadOnlyList<CalculationStep> Of(
        MonthAvailability judged, int counted, int excluded, BilledAmount billed, ContractDecision? gapDecision, decimal discount, decimal glosa)
    {
        if (!judged.HasIndex)
            return [new("Período apurado", "mês civil dentro da vigência", "vazio: o contrato não estava em vigor", "TR 5.6.1")];
        var steps = new List<CalculationStep>
        {
            new("Período apurado",
                $"de {ContractText.Instant(judged.Period.Start)} a {ContractText.Instant(judged.Period.End)} (hora de Cuiabá), parte do mês civil em que o contrato esteve em vigor",
                ContractText.Seconds(judged.Period.Ticks), "TR 5.6.1"),
            new("Indisponibilidade",
                $"união de {Count(counted, "interrupção", "interrupções")}, parciais ou totais, em {Count(judged.Stretches.Count, "trecho", "trechos")}; nenhum instante conta duas vezes",
                $"{ContractText.Seconds(judged.DownTicks)} ({ContractText.Span(judged.DownTicks)})", "TR 5.7.1"),
        };
        if (excluded > 0)
            steps.Add(new("Interrupções que não contam", "excluídas por ato com motivo, autor e documento; o tempo que outra interrupção também cobre continua contado", Count(excluded, "interrupção", "interrupções"), "TR 5.9.2 e 5.7.1"));
        steps.Add(new("Índice de disponibilidade",
            $"({ContractText.Seconds(judged.Period.Ticks)} − {ContractText.Seconds(judged.DownTicks)}) ÷ {ContractText.Seconds(judged.Period.Ticks)} × 100, em tempo exato; mostrado com quatro casas, sem arredondar para cima",
            ContractText.Index(judged.Index), "TR 5.6.1"));
        steps.Add(new("Orçamento do mês",
            $"{ContractText.Percent(100m - judged.Rule.Required)} do período = {ContractText.Seconds(judged.BudgetTicks)}, menos a indisponibilidade, nunca abaixo de zero",
            ContractText.Seconds(judged.BudgetLeftTicks), "TR 5.6.1"));
        steps.Add(new("Nível de serviço", $"valor exato do índice comparado com {ContractText.Percent(judged.Rule.Required)}", judged.Met ? "cumprido" : "descumprido", judged.Rule.RequiredClause));
        steps.Add(new("Faixa", "valor exato do índice procurado na tabela de penalidades", BandText(judged, gapDecision), "TR 5.7.1"));
        steps.Add(new(billed.IsEstimate ? "Base do desconto (estimativa)" : "Base do desconto", "valor faturado do mês: " + billed.Source, ContractText.Money(billed.Value), billed.IsEstimate ? "TR 5.7.1 e 7.1" : "TR 5.7.1"));
        steps.Add(new("Glosa",
            $"{ContractText.Money(billed.Value)} × {ContractText.Percent(discount)}, arredondado uma vez ao centavo, meio para cima; vai para a fatura seguinte, depois do contraditório",
            ContractText.Money(glosa), "TR 5.7.1, 5.8.1 e 5.8.2"));
        return steps;
    }

    /// <summary>The band in words: <c>de 98 % a menos de 99,6 %: 0,5 %</c>.</summary>
    public static string BandText(MonthAvailability judged, ContractDecision? gapDecision) => judged.Band switch
    {
        { Below: { } below } band => $"de {ContractText.Percent(band.AtLeast)} a menos de {ContractText.Percent(below)}: {ContractText.Percent(band.Discount)}",
        { } band => $"a partir de {ContractText.Percent(band.AtLeast)}: sem desconto",
        null when gapDecision is not null => $"lacuna da tabela; decisão nº {gapDecision.Number} de {ContractTime.Local(gapDecision.At):dd/MM/yyyy}: {gapDecision.ChoiceText}",
        null => "lacuna da tabela: descumprimento sem desconto previsto; pede decisão",
    };

    private static string Count(int count, string one, string many) => $"{count} {(count == 1 ? one : many)}";
}
