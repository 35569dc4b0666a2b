using Dpemt.Portal.Exports;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>
/// The consumption report as a workbook that a controller's office can follow: every value is a formula over the quantities and
/// prices beside it, and must give what is printed. The first table is the one that CSV gives.
/// </summary>
public static class ConsumptionTables
{
    private const int First = ExportTable.FirstRow;

    /// <summary>Resumo, Itens, Dias, Motivos, Ajustes, Saldo, Fontes e regra; in CSV the items.</summary>
    public static IReadOnlyList<ExportTable> Of(ConsumptionReportData data)
    {
        var items = Items(data);
        return [Summary(data, items), items, Days(data), Reasons(data), .. data.Adjustments.Count > 0 ? [Adjustments(data)] : Array.Empty<ExportTable>(), Balances(data), Sources(data)];
    }

    /// <summary>The items: unit price, quantity and value of each.</summary>
    public static ExportTable Items(ConsumptionReportData data) => new(
        "Itens",
        [new("Item", ExportKind.Count, 8), new("Descrição", Width: 48), new("Faixa do mês", Width: 28), new("Quantidade", ExportKind.Count, 14), new("Preço unitário (R$)", ExportKind.Price, 14), new("Valor (R$)", ExportKind.Money, 18)],
        [.. data.Items.Select(i => (object?[])[i.Number, i.Label, i.Tier, i.Quantity, i.UnitPrice, new ExportFigure(i.Value, ExportKind.Money, "ROUND(D{row}*E{row},2)")])])
    {
        Totals = ["Total", "soma das linhas já arredondadas ao centavo", null, null, null, new ExportFigure(data.Total, ExportKind.Money, ExportTable.SumOf('F', data.Items.Count))],
        Landscape = true,
    };

    private static ExportTable Summary(ConsumptionReportData data, ExportTable items)
    {
        var (used, left) = (data.Value.Used, data.Value.Left);
        return new(
            "Resumo",
            [new("O que", Width: 40), new("Valor", Width: 30), new("Como", Width: 56)],
            [
                ["Contrato", data.Contract.Number, "processo " + data.Contract.Process],
                ["Contratada", data.Contract.Contractor, "CNPJ " + data.Contract.ContractorCnpj],
                ["Competência", $"{data.Month[5..]}/{data.Month[..4]}", $"de {ContractText.Instant(data.PeriodStart)} a {ContractText.Instant(data.PeriodEnd)}, {data.Zone}"],
                ["Situação", data.Closing is { } closing ? $"fechada, versão {closing.Number}" : "prévia: competência não fechada",
                    data.Closing is { } closed ? $"{ContractText.Instant(closed.At)}, {closed.By}" : data.CountedUntil is { } until ? "contado até " + ContractText.Instant(until) : null],
                ["Valor do mês", new ExportFigure(data.Total, ExportKind.Money, $"Itens!F{items.TotalsRow}"), "soma da planilha Itens"],
                ["Valor do contrato no ano contratual", new ExportFigure(data.Value.Contracted, ExportKind.Money), $"de {data.Value.YearFrom:dd/MM/yyyy} a {data.Value.YearTo:dd/MM/yyyy} (TR 7.1)"],
                ["Apurado antes deste mês", new ExportFigure(data.Value.Before, ExportKind.Money), "soma dos meses anteriores do ano contratual"],
                ["Apurado até este mês", new ExportFigure(used, ExportKind.Money, $"B{First + 6}+B{First + 4}"), "antes + este mês"],
                ["Saldo do contrato", new ExportFigure(left, ExportKind.Money, $"B{First + 5}-B{First + 7}"), "valor − apurado"],
                ["Parte usada", new ExportFigure(data.Value.Percent, ExportKind.Percent, Share($"B{First + 7}", $"B{First + 5}")), "apurado ÷ valor"],
                ["Regra de contagem", data.RuleVersion, "na íntegra na planilha Fontes e regra"],
                ["Preços", data.PriceVersion, null],
            ])
        {
            Landscape = true,
        };
    }

    private static ExportTable Days(ConsumptionReportData data) => new(
        "Dias",
        [
            new("Dia", ExportKind.Day, 12), new("Serviço", ExportKind.Count, 12), new("Marketing", ExportKind.Count, 12), new("Utilidade", ExportKind.Count, 12),
            new("Autenticação", ExportKind.Count, 14), new("Envio simples", ExportKind.Count, 14), new("Envio de modelo", ExportKind.Count, 14), new("Enviadas", ExportKind.Count, 14),
        ],
        [.. data.Days.Select(d => (object?[])[
            d.Day, d.Service, d.Marketing, d.Utility, d.Authentication, d.SendSimple, d.SendTemplate, new ExportFigure(d.SendSimple + d.SendTemplate, ExportKind.Count, "F{row}+G{row}")])])
    {
        Totals =
        [
            "Mês", SumOfDays(data, 'B', d => d.Service), SumOfDays(data, 'C', d => d.Marketing), SumOfDays(data, 'D', d => d.Utility), SumOfDays(data, 'E', d => d.Authentication), SumOfDays(data, 'F', d => d.SendSimple), SumOfDays(data, 'G', d => d.SendTemplate),
            SumOfDays(data, 'H', d => d.SendSimple + d.SendTemplate),
        ],
        Landscape = true,
    };

    private static ExportTable Reasons(ConsumptionReportData data) => new(
        "Motivos",
        [new("Categoria", Width: 18), new("Motivo", Width: 28), new("Mensagens", ExportKind.Count, 14), new("Preço da categoria devido", ExportKind.Count, 16), new("Envio devido", ExportKind.Count, 14)],
        [.. data.Reasons.Select(r => (object?[])[r.Category, r.Reason, r.Messages, r.Charged, r.Sent])])
    {
        Totals =
        [
            "Mês", null, new ExportFigure(data.Reasons.Sum(r => r.Messages), ExportKind.Count, ExportTable.SumOf('C', data.Reasons.Count)),
            new ExportFigure(data.Reasons.Sum(r => r.Charged), ExportKind.Count, ExportTable.SumOf('D', data.Reasons.Count)),
            new ExportFigure(data.Reasons.Sum(r => r.Sent), ExportKind.Count, ExportTable.SumOf('E', data.Reasons.Count)),
        ],
    };

    private static ExportTable Adjustments(ConsumptionReportData data) => new(
        "Ajustes",
        [new("Da competência", Width: 16), new("Conhecido em", ExportKind.Day, 14), new("Categoria", Width: 18), new("Motivo", Width: 28), new("Mensagens", ExportKind.Count, 14)],
        [.. data.Adjustments.Select(a => (object?[])[$"{a.Month[5..]}/{a.Month[..4]}", a.KnownOn, a.Category, a.Reason, a.Messages])]);

    private static ExportTable Balances(ConsumptionReportData data) => new(
        "Saldo",
        [
            new("Categoria", Width: 26), new("Itens", Width: 16), new("Contratado no ano", ExportKind.Count, 16), new("Usado antes", ExportKind.Count, 14), new("Neste mês", ExportKind.Count, 14),
            new("Usado até este mês", ExportKind.Count, 16), new("Saldo", ExportKind.Count, 14), new("Usado (%)", ExportKind.Percent, 12),
        ],
        [.. data.Balances.Select(b => (object?[])[
            b.Name, b.Items, b.Contracted, b.Before, b.InMonth, new ExportFigure(b.Used, ExportKind.Count, "D{row}+E{row}"), new ExportFigure(b.Left, ExportKind.Count, "C{row}-F{row}"),
            new ExportFigure(b.Percent, ExportKind.Percent, Share("F{row}", "C{row}"))])])
    {
        Landscape = true,
    };

    private static ExportTable Sources(ConsumptionReportData data) => new(
        "Fontes e regra",
        [new("Parte", Width: 26), new("Texto", Width: 100)],
        [
            .. data.Sources.Select((s, i) => (object?[])[i == 0 ? "Fontes" : null, s]),
            .. data.Rule.Select((s, i) => (object?[])[i == 0 ? "Regra: " + data.RuleVersion : null, s]),
            .. data.Memory.Select((m, i) => (object?[])[i == 0 ? "Memória de cálculo" : null, $"{m.What}: {m.How} → {m.Value} ({m.Clause})"]),
            ["Arredondamento", "Cada linha de Itens é arredondada uma vez ao centavo, meio centavo para cima; o total soma as linhas já arredondadas."],
        ])
    {
        Landscape = true,
    };

    private static ExportFigure SumOfDays(ConsumptionReportData data, char column, Func<ReportDay, long> of) =>
        new(data.Days.Sum(of), ExportKind.Count, ExportTable.SumOf(column, data.Days.Count));

    private static string Share(string part, string whole) => $"IF({whole}=0,0,ROUND({part}*100/{whole},2))";
}
