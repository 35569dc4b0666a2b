using Dpemt.Portal.Contract.Papers;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>Data of papers, invented.</summary>
internal static class SamplePapers
{
    private static readonly TimeSpan Cuiaba = TimeSpan.FromHours(-4);
    private static readonly PaperContract Contract = new("001/2026", "2026.0.000000507-6", "SERPRO", "33.683.111/0001-07");

    internal static TechnicalReportData Report(int version = 1, string description = "A autenticação respondia 503.") => new(
        Contract, "2026-07", version, At(8, 3, 9), "Fábio Fiscal", null, new string('f', 64), At(7, 1), At(8, 1), 2_678_400, 14_400,
        99.4623m, 99.7m, false, false, "de 98 % a menos de 99,6 %: 0,5 %", 0.5m, 18_904.49m, false, "nota fiscal 77", 94.52m,
        "TR 5.7.1, v1",
        [new("Período", "31 dias", "2.678.400 s", "TR 5.6"), new("Índice", "(2.678.400 − 14.400) ÷ 2.678.400", "99,4623 %", "TR 5.7.1")],
        [new(12, "Envio", "total", At(7, 3, 10), At(7, 3, 14), 14_400, true, "SERPRO", null, null, description)],
        [0, 0, 14_400, .. Enumerable.Repeat(0m, 28)],
        [new("Envio", 44_400, 0, 240, 0, 0)],
        [new("Nível exigido", "99,7 %", "O capítulo do SLA é a regra específica.", "Fábio Fiscal", At(8, 2, 9))],
        new string('a', 64));

    internal static GlosaPaperData Decision(string reason = "Por e-mail") => new(
        Contract, 3, "disponibilidade", "2026-07", "Relatório técnico · nº 001/2026", new string('b', 64), 99.4623m, 99.7m,
        18_904.49m, 0.5m, 94.52m, 94.52m, new DateOnly(2026, 8, 25), "15 dias úteis a partir do dia útil seguinte ao e-mail (TR 27.18.1).",
        "Glosa mantida", "A defesa não trouxe prova de força maior.",
        [new(At(8, 3, 9), "Calculada", "Fábio Fiscal", null, 94.52m, null), new(At(8, 4, 9), "Notificada", "Fábio Fiscal", reason, null, new string('c', 64))]);

    internal static ConsumptionReportData Consumption(string label = "Mensagem Modelo de Marketing") => new(
        Contract, "2026-07", new(1, At(8, 3, 9), "Fábio Fiscal", null, new string('d', 64)), null, At(7, 1), At(8, 1), "America/Cuiaba",
        [
            new(2, "Assinatura mensal", null, 1, 425.5035m, 425.5035m, 425.50m), new(4, label, null, 9_395, 0.5849m, 5_495.1355m, 5_495.14m),
            new(5, "Mensagem Modelo de Utilidade – faixa 0", "de 1 a 250.000", 250_000, 0.0636m, 15_900m, 15_900m),
            new(6, "Mensagem Modelo de Utilidade – faixa 1", "de 250.001 a 2.000.000", 50_000, 0.0608m, 3_040m, 3_040m),
            new(18, "Envio de Mensagem – Modelo", null, 309_395, 0.02m, 6_187.90m, 6_187.90m),
        ],
        31_048.54m,
        [.. Enumerable.Range(1, 31).Select(d => new ReportDay(new(2026, 7, d), 0, d == 31 ? 9_395 : 0, d <= 30 ? 10_000 : 0, 0, 0, d <= 30 ? 10_000 : 9_395))],
        [new("Utilidade", "Cobrada", 300_000, 300_000, 300_000), new("Marketing", "Cobrada", 9_395, 9_395, 9_395)],
        [new("2026-06", new(2026, 7, 5), "Utilidade", "Cobrada", -3)], 12,
        [new("Modelos de marketing", "item 4", 112_728, 9_000, 9_395), new("Modelos de utilidade", "itens 5 a 10", 225_468, 1_000, 300_000)],
        new(new(2026, 6, 1), new(2027, 5, 31), 226_853.86m, 7_000.10m, 31_048.54m),
        [new("Item 4", "9.395 × R$ 0,5849 = R$ 5.495,1355", "R$ 5.495,14", "TR 6.1, 7.4"), new("Total", "soma das linhas já arredondadas", "R$ 31.048,54", "TR 7.4")],
        "medição 1", ["Conta a mensagem entregue ao aparelho, uma vez só."], "contrato 001/2026, importação 1", ["Mensagens enviadas pelo portal."]);

    internal static DateTimeOffset At(int month, int day, int hour = 0) => new(2026, month, day, hour, 0, 0, Cuiaba);
}
