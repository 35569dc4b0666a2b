using Dpemt.Portal.Exports;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>The figures of a paper as tables, for spreadsheets and CSV. The first table is the one that CSV gives.</summary>
public static class PaperTables
{
    /// <summary>Tables of a technical report: interruptions, steps of the calculation, days, coverage.</summary>
    public static IReadOnlyList<ExportTable> Of(TechnicalReportData data) =>
    [
        new("Interrupções",
            [
                new("Incidente", ExportKind.Count, 11), new("Componente"), new("Abrangência", Width: 12), new("Início", ExportKind.Instant, 20), new("Fim", ExportKind.Instant, 20),
                new("Segundos no mês", ExportKind.Number, 16), new("Conta", Width: 8), new("Causa"), new("Motivo da exclusão", Width: 40), new("SHA-256 da prova", Width: 30), new("Descrição", Width: 60),
            ],
            [.. data.Outages.Select(o => (object?[])[o.Incident, o.Component, o.Scope, o.Start, o.End, o.SecondsInMonth, o.Counts ? "Sim" : "Não", o.Cause, o.Note, o.DocumentSha256, o.Description])])
        {
            Landscape = true,
        },
        new("Cálculo",
            [new("Passo", ExportKind.Count, 8), new("O que", Width: 40), new("Como", Width: 60), new("Resultado", Width: 24), new("Cláusula", Width: 18)],
            [.. data.Memory.Select((m, i) => (object?[])[i + 1, m.What, m.How, m.Value, m.Clause])]),
        new("Resultado",
            [new("Medida", Width: 40), new("Valor", ExportKind.Number, 24), new("Como", Width: 60)],
            [
                ["Segundos do período", data.PeriodSeconds, null],
                ["Segundos indisponíveis", new ExportFigure(data.DownSeconds, ExportKind.Number, $"Dias!B{ExportTable.FirstRow + data.DownSecondsByDay.Count}"), "soma da planilha Dias"],
                // Rounded far beyond any second before it is cut: a binary fraction must not fall below what it stands for.
                ["Índice (%)", new ExportFigure(data.Index, ExportKind.Price, "TRUNC(ROUND((B5-B6)/B5*100,10),4)"), "(período − indisponível) ÷ período, cortado em quatro casas"],
                ["Exigido (%)", data.Required, "TR 5.6.1"], ["Desconto (%)", data.Discount, "TR 5.7.1: " + data.Band],
                ["Base (R$)", new ExportFigure(data.Base, ExportKind.Money), data.BaseSource],
                ["Glosa (R$)", new ExportFigure(data.Glosa, ExportKind.Money, "ROUND(B10*B9/100,2)"), "base × desconto, arredondada uma vez, meio centavo para cima"],
            ]),
        new("Dias",
            [new("Dia", ExportKind.Count, 8), new("Segundos indisponíveis", ExportKind.Number, 24)],
            [.. data.DownSecondsByDay.Select((s, i) => (object?[])[i + 1, s])])
        {
            Totals = ["Mês", new ExportFigure(data.DownSecondsByDay.Sum(), ExportKind.Number, ExportTable.SumOf('B', data.DownSecondsByDay.Count))],
        },
        new("Cobertura",
            [new("Componente"), new("Disponível (min)", ExportKind.Count), new("Degradado (min)", ExportKind.Count), new("Indisponível (min)", ExportKind.Count), new("Falha nossa (min)", ExportKind.Count), new("Sem evidência (min)", ExportKind.Count)],
            [.. data.Coverage.Select(c => (object?[])[c.Component, c.Up, c.Degraded, c.Down, c.Ours, c.NoEvidence])]),
    ];

    /// <summary>Tables of a notification or a decision: what happened, and the amounts.</summary>
    public static IReadOnlyList<ExportTable> Of(GlosaPaperData data) =>
    [
        new("Andamento",
            [new("Quando", ExportKind.Instant, 20), new("O que", Width: 30), new("Quem", Width: 26), new("Motivo", Width: 60), new("Valor (R$)", ExportKind.Money), new("SHA-256 do documento", Width: 30)],
            [.. data.Events.Select(e => (object?[])[e.At, e.What, e.Author, e.Reason, e.Amount, e.DocumentSha256])]),
        new("Valores",
            [new("Medida", Width: 40), new("Valor", ExportKind.Number, 24)],
            [
                ["Base (R$)", new ExportFigure(data.Base, ExportKind.Money)], ["Desconto (%)", data.Percent],
                // Kept as it was recorded: a technical glosa is no percentage of a base.
                ["Calculado (R$)", new ExportFigure(data.Computed, ExportKind.Money)], ["Atual (R$)", new ExportFigure(data.Current, ExportKind.Money)],
            ]),
    ];
}
