using System.Globalization;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>Writes the memory of an adjustment step by step, with the clause of each.</summary>
internal static class AdjustmentSteps
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    internal static AdjustmentMemory Memory(AdjustmentForm form, string baseReading, DateOnly baseOn, DateOnly dueOn, MonthTerms terms, IReadOnlyList<IndexMonth> months)
    {
        var factor = IndexAdjustment.FactorOf(months.Select(m => m.Percent));
        var items = IndexAdjustment.Items(terms.Prices, factor);
        var steps = new List<AdjustmentStep>
        {
            new("TR 21.1, 21.2 e 21.5", $"O ano conta da {baseReading}, {Text(baseOn)}, e se completa em {Text(dueOn)}."),
            form.Kind == AdjustmentKind.Request
                ? new("TR 21.2 e 21.3", $"A contratada requereu em {Text(form.RequestedOn!.Value)}, com memorial do cálculo.")
                : new("TR 21.4", factor < 1
                    ? "Verificação anual, sem requerimento: houve deflação, e os preços se reduzem."
                    : "Verificação anual, sem requerimento: não houve deflação, e os preços ficam."),
        };
        steps.AddRange(Calculation(months, factor));
        steps.Add(new("TR 21.10", $"Novos preços desde {terms.Month.Label}, por apostilamento: {Totals(items)}."));
        return new(baseOn, baseReading, months, factor, items, steps, terms.PriceVersion);
    }

    internal static AdjustmentMemory Settlement(AdjustmentMemory provisional, BillingMonth from, IReadOnlyList<IndexMonth> months)
    {
        var factor = IndexAdjustment.FactorOf(months.Select(m => m.Percent));
        IReadOnlyList<AdjustedItem> items =
        [
            .. provisional.Items.Select(i =>
            {
                // What the provisional calculation left alone stays alone.
                var price = i.NewPrice == i.OldPrice && IndexAdjustment.PriceOf(i.OldPrice, provisional.Factor) != i.OldPrice ? i.OldPrice : IndexAdjustment.PriceOf(i.OldPrice, factor);
                return i with { NewPrice = price, NewTotal = decimal.Round(i.Quantity * price, 2, MidpointRounding.AwayFromZero) };
            }),
        ];
        List<AdjustmentStep> steps =
        [
            new("TR 21.6", $"O índice definitivo toma o lugar do provisório (fator {Number(provisional.Factor)}), sobre os mesmos preços de antes e desde o mesmo mês, {from.Label}."),
            .. Calculation(months, factor),
            new("TR 21.6 e 21.10", $"Preços definitivos: {Totals(items)}. A diferença dos meses já cobrados se liquida mês a mês."),
        ];
        return new(provisional.BaseOn, provisional.BaseReading, months, factor, items, steps, provisional.PriceVersion);
    }

    private static IEnumerable<AdjustmentStep> Calculation(IReadOnlyList<IndexMonth> months, decimal factor)
    {
        yield return new("TR 21.2", $"IPCA de doze meses, de {Label(months[0])} a {Label(months[^1])}: " + string.Join("; ", months.Select(m => $"{Label(m)} {Signed(m.Percent)}{(m.StandIn ? " (repetido)" : "")}")) + ".");
        if (months.Any(m => m.StandIn))
            yield return new("TR 21.6", $"Provisório: {string.Join(", ", months.Where(m => m.StandIn).Select(Label))} sem divulgação, pela última variação conhecida; a diferença se liquida com o índice definitivo.");
        yield return new("TR 21.2", $"Fator = produto de (1 + variação ÷ 100) = {Number(factor)}, sem arredondar; acumulado {Signed(decimal.Truncate((factor - 1) * 1_000_000) / 10_000)}, aqui cortado em quatro casas.");
        yield return new("TR 6.1", "Preço novo = preço × fator, arredondado uma vez em quatro casas, meio para longe de zero. A instalação (item 1), já feita, fica como está; preço zero continua zero.");
    }

    private static string Totals(IReadOnlyList<AdjustedItem> items) =>
        $"as quantidades contratadas passam de {ContractText.Money(items.Sum(i => i.OldTotal))} para {ContractText.Money(items.Sum(i => i.NewTotal))}";

    private static string Label(IndexMonth month) => new BillingMonth(month.Month).Label;

    private static string Text(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);

    private static string Signed(decimal percent) => percent.ToString("0.00##", Brazil) + "\u00A0%";

    private static string Number(decimal factor) => factor.ToString("0.0000000000##################", Brazil);
}
