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

    internal static DateTimeOffset At(int month, int day, int hour = 0) => new(2026, month, day, hour, 0, 0, Cuiaba);
}
