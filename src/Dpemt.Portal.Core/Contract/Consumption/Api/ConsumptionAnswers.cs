using System.Globalization;

namespace Dpemt.Portal.Contract.Consumption.Api;

/// <summary>Messages of one category and reason.</summary>
/// <param name="Categoria"><c>servico</c>, <c>marketing</c>, <c>utilidade</c> or <c>autenticacao</c>.</param>
/// <param name="Motivo"><c>cobrada</c>, <c>gratuita</c>, <c>nao-entregue</c> or <c>servico</c>.</param>
/// <param name="Quantidade">Messages, adjustments included.</param>
public sealed record ReasonItem(string Categoria, string Motivo, string Quantidade);

/// <summary>What became known in this month of a closed one.</summary>
/// <param name="Competencia">The closed month.</param>
/// <param name="Categoria">As in <see cref="ReasonItem"/>.</param>
/// <param name="Motivo">As in <see cref="ReasonItem"/>.</param>
/// <param name="Quantidade">Messages; negative when they are taken out.</param>
public sealed record AdjustmentItem(string Competencia, string Categoria, string Motivo, string Quantidade);

/// <summary>A month by the portal's own count.</summary>
/// <param name="Competencia"><c>yyyy-MM</c>.</param>
/// <param name="Situacao"><c>nao-iniciada</c>, <c>em-curso</c>, <c>encerrada</c> or <c>fechada</c>.</param>
/// <param name="ContadoAte">Everything known before this is counted; null while nothing was.</param>
/// <param name="Linhas">A line for each contract item with a quantity above zero, tiers split into their items.</param>
/// <param name="Total">R$.</param>
/// <param name="Motivos">Why the messages are charged or free.</param>
/// <param name="Ajustes">Adjustments of closed months, counted in this one.</param>
/// <param name="DiferencasDaMeta">Messages of which Meta said something else than the portal's tariff.</param>
/// <param name="Regra">Version of the counting rule.</param>
/// <param name="Precos">Which prices, in words.</param>
/// <param name="Versao">Number of the closed version that holds; null while the month is open.</param>
/// <param name="Sha256">Its hash.</param>
public sealed record ConsumptionMonthItem(
    string Competencia, string Situacao, DateTimeOffset? ContadoAte, IReadOnlyList<ConsumptionLineItem> Linhas, string Total, IReadOnlyList<ReasonItem> Motivos,
    IReadOnlyList<AdjustmentItem> Ajustes, string DiferencasDaMeta, string Regra, string Precos, int? Versao, string? Sha256);

/// <summary>Writes a reading in the words of the API.</summary>
public static class ConsumptionAnswers
{
    /// <summary>The month.</summary>
    public static ConsumptionMonthItem Of(ConsumptionReading reading)
    {
        var closed = reading.State == ConsumptionState.Closed ? reading.Closings[0] : null;
        return new(
            reading.Month.ToString(),
            reading.State switch
            {
                ConsumptionState.Future => "nao-iniciada",
                ConsumptionState.Current => "em-curso",
                ConsumptionState.Ended => "encerrada",
                _ => "fechada",
            },
            reading.CountedUntil is { } until ? ContractTime.Local(until) : null,
            [.. reading.Metered.Price.Lines.Select(l => new ConsumptionLineItem(l.Item.Number, Text(l.Quantity, "0"), Text(l.Item.UnitPrice, "0.0000"), Text(l.Value, "0.00")))],
            Text(reading.Metered.Price.Total, "0.00"),
            [.. reading.Lines.GroupBy(l => (l.Category, l.Reason)).OrderBy(g => g.Key).Select(g => new ReasonItem(ConsumptionWords.Code(g.Key.Category), ConsumptionWords.Code(g.Key.Reason), Sum(g)))],
            [.. reading.Adjustments.GroupBy(l => (l.OfMonth, l.Category, l.Reason)).OrderBy(g => g.Key)
                .Select(g => new AdjustmentItem(g.Key.OfMonth.ToString(), ConsumptionWords.Code(g.Key.Category), ConsumptionWords.Code(g.Key.Reason), Sum(g)))],
            Sum(reading.Differing), reading.Rule.Version, reading.Metered.PriceVersion, closed?.Number, closed?.Sha256);
    }

    private static string Sum(IEnumerable<ConsumptionDay> lines) => Text(lines.Sum(l => l.Messages), "0");

    private static string Text(decimal value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
