using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>From the charged quantities at the contract's prices to the printed total: tiers, prices, rounding, lines that charge nothing contracted, the sum.</summary>
internal static class MoneySteps
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    internal static IEnumerable<NamedDifference> Of(OwnCount own, IReadOnlyList<NewInvoiceLine> known, IReadOnlyList<NewInvoiceLine> unknown, IReadOnlyList<NewInvoiceLine> all, decimal total, List<string> notes)
    {
        var steps = new List<NamedDifference>();
        foreach (var kind in known.GroupBy(l => own.Prices.Items.First(i => i.Number == l.Item).Kind))
            steps.AddRange(Tiers(own, kind.Key, [.. kind]));
        foreach (var line in known)
            steps.AddRange(Line(own.Prices, line, notes));
        steps.AddRange(SplitLines(own.Prices, known));
        foreach (var (line, position) in all.Select((l, i) => (l, i + 1)).Where(x => unknown.Contains(x.l, ReferenceEqualityComparer.Instance)))
        {
            steps.Add(new(DifferenceReason.UnknownItem, string.Create(CultureInfo.InvariantCulture, $"{DifferenceReason.UnknownItem.Code()}-linha-{position}"), [], line.Value,
                $"“{line.Description}” não é item do contrato", $"Linha inteira: {ContractText.Money(line.Value)}.", 0)
            { Line = position });
        }

        var sum = known.Concat(unknown).Sum(l => l.Value);
        if (total != sum)
        {
            steps.Add(new(DifferenceReason.SumOfLines, DifferenceReason.SumOfLines.Code(), [], total - sum, "O total impresso não é a soma das linhas",
                $"Soma das linhas {ContractText.Money(sum)}, total impresso {ContractText.Money(total)}.", 0));
        }

        return steps.GroupBy(s => (s.Code, s.Reason)).Select(g => g.Count() == 1 ? g.First() : g.First() with
        {
            Amount = g.Sum(s => s.Amount),
            Items = [.. g.SelectMany(s => s.Items).Distinct()],
            Memory = string.Join(" ", g.Select(s => s.Memory)),
        });
    }

    /// <summary>How the month's volume lies in the tiers, against the graduated way.</summary>
    private static IEnumerable<NamedDifference> Tiers(OwnCount own, ItemKind kind, IReadOnlyList<NewInvoiceLine> lines)
    {
        var items = own.Prices.Of(kind).ToList();
        if (items.Count < 2)
            yield break;
        var charged = items.ToDictionary(i => i.Number, i => lines.Where(l => l.Item == i.Number).Sum(l => l.Quantity));
        var volume = charged.Values.Sum();
        var amount = items.Sum(i => ContractMoney.Of(i, charged[i.Number])) - ContractMoney.Of(own.Prices, kind, volume);
        if (items.All(i => charged[i.Number] == i.PartOf(volume)))
            yield break;
        var before = own.Before?.GetValueOrDefault(kind) ?? 0;
        var only = items.Where(i => charged[i.Number] > 0).ToList();
        var name = before > 0 && items.All(i => charged[i.Number] == i.PartOf(before + volume) - i.PartOf(before)) ? "faixas contadas pelo ano do contrato, não pelo mês"
            : only.Count == 1 && volume >= Math.Max(1, only[0].From) && volume <= (only[0].To ?? long.MaxValue) ? "todo o volume cobrado na faixa que ele alcança, em vez de cada mensagem na sua faixa"
            : only.Count == 1 ? $"todo o volume cobrado na faixa do item {only[0].Number}"
            : "volume repartido entre as faixas de outro modo que o do contrato";
        yield return new(DifferenceReason.Tier, $"{DifferenceReason.Tier.Code()}-{kind.Code()}", [.. items.Where(i => charged[i.Number] != i.PartOf(volume)).Select(i => i.Number)], amount,
            $"Faixas de {kind.InText()}: {name}",
            string.Join(" ", items.Where(i => charged[i.Number] != 0 || i.PartOf(volume) != 0).Select(i => string.Create(Brazil, $"Item {i.Number}: cobradas {charged[i.Number]:N0}, na faixa {i.PartOf(volume):N0}, a R$ {i.UnitPrice:N4}."))), 0)
        {
            Parts = items.ToDictionary(i => i.Number, i => ContractMoney.Of(i, charged[i.Number]) - ContractMoney.Of(i, i.PartOf(volume))),
        };
    }

    private static IEnumerable<NamedDifference> Line(PriceList prices, NewInvoiceLine line, List<string> notes)
    {
        var item = prices.Items.First(i => i.Number == line.Item);
        var right = ContractMoney.Of(item, line.Quantity);
        if (line.Value == right)
        {
            // The value is what is paid: a price misprinted beside it charges nothing.
            if (line.UnitPrice != item.UnitPrice && line.Quantity > 0)
                notes.Add(string.Create(Brazil, $"Item {item.Number}: o preço impresso é R$ {line.UnitPrice:N4} e o do contrato R$ {item.UnitPrice:N4}, mas o valor está certo."));
            yield break;
        }

        var printed = ContractMoney.Round(line.Quantity * line.UnitPrice);
        if (printed != right)
            yield return Price(prices, item, line, printed - right);
        if (line.Value != printed)
            yield return Arithmetic(prices, item, line, printed);
    }

    private static NamedDifference Price(PriceList prices, ContractItem item, NewInvoiceLine line, decimal amount)
    {
        var tier = prices.Of(item.Kind).FirstOrDefault(i => i.Number != item.Number && i.UnitPrice == line.UnitPrice);
        var other = prices.Items.FirstOrDefault(i => i.Number != item.Number && i.UnitPrice == line.UnitPrice && i.UnitPrice > 0);
        var (reason, name) = item.UnitPrice == 0 ? (DifferenceReason.ServicePriced, "o contrato fixa preço zero")
            : tier is not null ? (DifferenceReason.Tier, $"preço da faixa do item {tier.Number}")
            : other is not null ? (DifferenceReason.WrongPrice, $"preço do item {other.Number}")
            : (DifferenceReason.WrongPrice, "preço que não é do contrato");
        return new(reason, $"{reason.Code()}-item-{item.Number}", [item.Number], amount,
            string.Create(Brazil, $"Item {item.Number} cobrado a R$ {line.UnitPrice:N4}: {name}"),
            string.Create(Brazil, $"{line.Quantity:N0} × (R$ {line.UnitPrice:N4} − R$ {item.UnitPrice:N4}), arredondado por linha: {ContractText.Money(amount)}."), 0);
    }

    private static NamedDifference Arithmetic(PriceList prices, ContractItem item, NewInvoiceLine line, decimal printed)
    {
        var amount = line.Value - printed;
        var exact = line.Quantity * line.UnitPrice;
        var used = prices.Items.FirstOrDefault(i => i.Number != item.Number && ContractMoney.Of(i, line.Quantity) == line.Value && line.Value > 0);
        var (reason, name) = line.Value == decimal.Floor(exact * 100) / 100 ? (DifferenceReason.Rounding, "valor truncado em centavos")
            : line.Value == decimal.Ceiling(exact * 100) / 100 ? (DifferenceReason.Rounding, "valor arredondado para cima")
            : line.Value == line.Quantity * ContractMoney.Round(line.UnitPrice) ? (DifferenceReason.Rounding, "preço arredondado a centavos antes de multiplicar")
            : line.Value == line.Quantity * (decimal.Ceiling(line.UnitPrice * 100) / 100) ? (DifferenceReason.Rounding, "cada mensagem arredondada para cima, a centavos")
            : used is not null && used.Kind == item.Kind ? (DifferenceReason.Tier, $"valor calculado com o preço da faixa do item {used.Number}")
            : used is not null ? (DifferenceReason.WrongPrice, $"valor calculado com o preço do item {used.Number}")
            : (DifferenceReason.LineArithmetic, "valor que não é quantidade × preço");
        return new(reason, $"{reason.Code()}-item-{item.Number}", [item.Number], amount, $"Item {item.Number}: {name}",
            string.Create(Brazil, $"{line.Quantity:N0} × R$ {line.UnitPrice:N4} = {ContractText.Money(printed)}; impresso {ContractText.Money(line.Value)}."), 0);
    }

    /// <summary>An item on several lines is rounded once for each of them.</summary>
    private static IEnumerable<NamedDifference> SplitLines(PriceList prices, IReadOnlyList<NewInvoiceLine> known)
    {
        foreach (var lines in known.GroupBy(l => l.Item!.Value).Where(g => g.Count() > 1))
        {
            var item = prices.Items.First(i => i.Number == lines.Key);
            var amount = lines.Sum(l => ContractMoney.Of(item, l.Quantity)) - ContractMoney.Of(item, lines.Sum(l => l.Quantity));
            if (amount != 0)
            {
                yield return new(DifferenceReason.Rounding, $"{DifferenceReason.Rounding.Code()}-linhas-{item.Number}", [item.Number], amount, $"Item {item.Number} repartido em {lines.Count()} linhas, cada uma arredondada",
                    $"O contrato arredonda o item uma vez no mês: {ContractText.Money(amount)} a mais pela repartição.", 0);
            }
        }
    }
}
