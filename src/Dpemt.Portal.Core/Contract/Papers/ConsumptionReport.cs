using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>The parts of the consumption report, drawn from frozen lines. Pure.</summary>
internal static class ConsumptionReport
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    private static readonly (ItemKind Kind, string Name)[] Kinds =
    [
        (ItemKind.Setup, "Instalação"), (ItemKind.Subscription, "Assinatura mensal"), (ItemKind.Service, "Mensagens de serviço"), (ItemKind.Marketing, "Modelos de marketing"),
        (ItemKind.Utility, "Modelos de utilidade"), (ItemKind.Authentication, "Modelos de autenticação"), (ItemKind.SendSimple, "Envio simples"), (ItemKind.SendTemplate, "Envio de modelo"),
    ];

    /// <summary>All items of the contract with what is due of them.</summary>
    internal static IReadOnlyList<ReportItem> Items(PriceList prices, ConsumptionFacts facts)
    {
        var due = facts.Itens.ToDictionary(i => i.Item);
        return [.. prices.Items.Select(item =>
        {
            var line = due.GetValueOrDefault(item.Number);
            var price = line?.PrecoUnitario ?? item.UnitPrice;
            var quantity = line?.Quantidade ?? 0;
            return new ReportItem(item.Number, item.Label, prices.Of(item.Kind).Count() > 1 ? Tier(item) : null, quantity, price, quantity * price, line?.Valor ?? 0);
        })];
    }

    internal static IReadOnlyList<ReportDay> Days(IEnumerable<FrozenLine> lines) =>
    [
        .. lines.GroupBy(l => l.Dia).OrderBy(g => g.Key).Select(g => new ReportDay(
            g.Key, Charged(g, ItemKind.Service), Charged(g, ItemKind.Marketing), Charged(g, ItemKind.Utility), Charged(g, ItemKind.Authentication),
            g.Where(l => l.Categoria == ConsumptionWords.Code(ItemKind.Service)).Sum(l => l.Enviadas), g.Where(l => l.Categoria != ConsumptionWords.Code(ItemKind.Service)).Sum(l => l.Enviadas)))
        .Where(d => d with { Day = default } != new ReportDay(default, 0, 0, 0, 0, 0, 0)),
    ];

    internal static IReadOnlyList<ReportReason> Reasons(IEnumerable<FrozenLine> lines) =>
    [
        .. lines.GroupBy(l => (Category: ConsumptionWords.CategoryOf(l.Categoria), Reason: ConsumptionWords.ReasonOf(l.Motivo))).OrderBy(g => g.Key)
            .Select(g => new ReportReason(Label(g.Key.Category), Label(g.Key.Reason), g.Sum(l => l.Mensagens), g.Sum(l => l.Cobradas), g.Sum(l => l.Enviadas))),
    ];

    internal static IReadOnlyList<ReportAdjustment> Adjustments(IEnumerable<FrozenLine> lines) =>
    [
        .. lines.Where(l => l.Ajuste).GroupBy(l => (l.Competencia, l.Dia, Category: ConsumptionWords.CategoryOf(l.Categoria), Reason: ConsumptionWords.ReasonOf(l.Motivo)))
            .OrderBy(g => g.Key.Competencia, StringComparer.Ordinal).ThenBy(g => g.Key.Dia).ThenBy(g => g.Key.Category).ThenBy(g => g.Key.Reason)
            .Select(g => new ReportAdjustment(g.Key.Competencia, g.Key.Dia, Label(g.Key.Category), Label(g.Key.Reason), g.Sum(l => l.Mensagens))),
    ];

    /// <summary>The same as <see cref="ConsumptionSums.Differs"/>, of frozen lines.</summary>
    internal static long MetaDiffers(IEnumerable<FrozenLine> lines) => lines
        .Where(l => l.Motivo != ConsumptionWords.Code(ChargeReason.NotDelivered)
            && ((l.Meta != ConsumptionWords.Code(MetaWord.Silent) && (l.Meta == ConsumptionWords.Code(MetaWord.Charged)) != l.TarifaCobra) || l.CategoriaMeta != l.Categoria))
        .Sum(l => l.Mensagens);

    internal static IReadOnlyList<ReportBalance> Balances(PriceList prices, IReadOnlyList<MonthQuantities> before, MonthQuantities month) =>
    [
        .. Kinds.Select(k =>
        {
            var items = prices.Of(k.Kind).ToList();
            var numbers = items.Count == 1 ? $"item {items[0].Number}" : $"itens {items[0].Number} a {items[^1].Number}";
            return new ReportBalance(k.Name, numbers, items.Sum(i => i.Quantity), before.Sum(b => b.Of(k.Kind)), month.Of(k.Kind));
        }),
    ];

    internal static IReadOnlyList<PaperStep> Memory(PriceList prices, IReadOnlyList<ReportItem> items, decimal total)
    {
        var steps = new List<PaperStep>();
        foreach (var tiers in prices.Items.GroupBy(i => i.Kind))
        {
            var due = items.Where(i => i.Quantity > 0 && tiers.Any(t => t.Number == i.Number)).ToList();
            if (due.Count > 1)
            {
                steps.Add(new(
                    "Faixas de " + tiers.Key.Label().ToLower(Brazil), string.Join(" + ", due.Select(d => $"{Count(d.Quantity)} (item {d.Number})")), Count(due.Sum(d => d.Quantity)),
                    "TR 6.1: cada mensagem paga o preço da faixa em que cai"));
            }

            steps.AddRange(due.Select(d => new PaperStep(
                $"Item {d.Number}", $"{Count(d.Quantity)} × R$ {Price(d.UnitPrice)} = R$ {Exact(d.Exact)}", ContractText.Money(d.Value), "TR 6.1, 7.4")));
        }

        var exact = items.Sum(i => i.Exact);
        steps.Add(new("Total", "soma das linhas já arredondadas", ContractText.Money(total), "TR 7.4"));
        steps.Add(new(
            "Arredondamento", $"linha a linha, uma vez, meio centavo para cima; sem arredondar daria R$ {Exact(exact)}",
            (total < exact ? "−" : "") + "R$\u00A0" + Exact(Math.Abs(total - exact)), "regra do portal"));
        return steps;
    }

    private static long Charged(IEnumerable<FrozenLine> lines, ItemKind kind) => lines.Where(l => l.Categoria == ConsumptionWords.Code(kind)).Sum(l => l.Cobradas);

    private static string Tier(ContractItem item) =>
        item.To is { } to ? $"de {Count(Math.Max(1, item.From))} a {Count(to)}" : $"a partir de {Count(item.From)}";

    private static string Label(ItemKind? kind) => kind?.Label() ?? "outra";

    private static string Label(ChargeReason? reason) => reason?.Label() ?? "outro";

    private static string Count(long number) => number.ToString("N0", Brazil);

    private static string Price(decimal price) => price.ToString("#,##0.0000", Brazil);

    private static string Exact(decimal value) => value.ToString("#,##0.00##", Brazil);
}

/// <summary>The year of a contract: twelve months from its first day, which its quantities are for (TR 6.1).</summary>
internal static class ContractYears
{
    /// <summary>The year that a month's last day lies in; the first one for a month before the contract.</summary>
    internal static (DateOnly From, DateOnly To) Of(DateOnly start, BillingMonth month)
    {
        var number = 0;
        while (month.LastDay >= start.AddMonths(12 * (number + 1)))
            number++;
        return (start.AddMonths(12 * number), start.AddMonths(12 * (number + 1)).AddDays(-1));
    }
}
