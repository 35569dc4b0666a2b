using System.Globalization;

namespace Dpemt.Portal.Contract.Sanctions;

/// <summary>The fines of TR 27.3 to 27.7 as pure functions. Amounts in R$, rounded to cents once, half away from zero; days of delay are whole days.</summary>
public static class Fines
{
    /// <summary>Last day of the first rate of a delay (TR 27.3).</summary>
    public const int FirstRateDays = 15;

    /// <summary>Last day that is fined; one more authorises the termination (TR 27.16).</summary>
    public const int LastFinedDay = 30;

    private const decimal TotalPercent = 30m, FirstPercent = 0.5m, SecondPercent = 0.7m, GuaranteePercent = 0.5m, UnlistedPercent = 2m, InterestPercent = 1m;

    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    private const string Heard = "É uma proposta: a multa depende de processo com defesa prévia de 15 dias úteis (Lei 14.133/2021, art. 157) e de decisão de quem tem competência.";

    private const string Deducted = "A multa é descontada do pagamento a que a contratada fizer jus (TR 27.6); sem valores a receber, ela paga (TR 27.7).";

    private const string Termination = "O atraso passa de 30 dias: autoriza a Administração a promover a rescisão (TR 27.16). A multa não cresce depois do 30º dia.";

    /// <summary>Total breach: 30 % of the contract's current value (TR 27.3).</summary>
    public static FineProposal TotalBreach(decimal contractValue)
    {
        NotNegative(contractValue);
        return Exact(Part(contractValue, TotalPercent), "TR 27.3", [Line(contractValue, TotalPercent, "sobre o valor atualizado do contrato")], [Deducted, Heard]);
    }

    /// <summary>Delay: 0.5 % a day up to the 15th, 0.7 % a day from the 16th to the 30th, of the part not done (TR 27.3).</summary>
    /// <param name="undoneValue">Value of the part that was not done.</param>
    /// <param name="days">Days of delay; 0 for none.</param>
    public static FineProposal Delay(decimal undoneValue, int days)
    {
        NotNegative(undoneValue);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        int first = Math.Min(days, FirstRateDays), second = Math.Clamp(days - FirstRateDays, 0, LastFinedDay - FirstRateDays);
        var percent = (first * FirstPercent) + (second * SecondPercent);
        var memory = new List<CalculationLine> { new($"{Days(first)} (do 1º ao 15º) × {Percent(FirstPercent)} = {Percent(first * FirstPercent)}") };
        if (second > 0)
            memory.Add(new($"{Days(second)} (do 16º ao 30º) × {Percent(SecondPercent)} = {Percent(second * SecondPercent)}"));
        memory.Add(Line(undoneValue, percent, "sobre o valor da parte não realizada"));
        return Exact(Part(undoneValue, percent), "TR 27.3", memory, days > LastFinedDay ? [Termination, Deducted, Heard] : [Deducted, Heard]);
    }

    /// <summary>Guarantee not handed in: 0.5 % a day up to the 30th, of the contract's current value (TR 27.3).</summary>
    public static FineProposal Guarantee(decimal contractValue, int days)
    {
        NotNegative(contractValue);
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var counted = Math.Min(days, LastFinedDay);
        var percent = counted * GuaranteePercent;
        return Exact(
            Part(contractValue, percent), "TR 27.3",
            [new($"{Days(counted)} × {Percent(GuaranteePercent)} = {Percent(percent)}"), Line(contractValue, percent, "sobre o valor total atualizado do contrato")],
            days > LastFinedDay ? [Termination, Deducted, Heard] : [Deducted, Heard]);
    }

    /// <summary>A breach without a fine of its own: up to 2 % of the contract's current value (TR 27.5).</summary>
    public static FineProposal Unlisted(decimal contractValue)
    {
        NotNegative(contractValue);
        return new(
            0m, Part(contractValue, UnlistedPercent), "TR 27.5", [Line(contractValue, UnlistedPercent, "sobre o valor atualizado do contrato, no máximo")],
            ["O percentual é escolhido por quem decide, até 2 %, pelos critérios do TR 27.15.", .. Floor(contractValue, 0m), Deducted, Heard]);
    }

    /// <summary>Interest on a fine that was not paid in time: 1 % a month, simple (TR 27.7.1). Whole months count; the other reading, by days, is a remark.</summary>
    /// <param name="fine">The fine.</param>
    /// <param name="dueOn">Last day of its payment.</param>
    /// <param name="paidOn">Day of payment or of the calculation.</param>
    public static FineProposal UnpaidInterest(decimal fine, DateOnly dueOn, DateOnly paidOn)
    {
        NotNegative(fine);
        var months = 0;
        while (dueOn.AddMonths(months + 1) <= paidOn)
            months++;
        var days = Math.Max(0, paidOn.DayNumber - dueOn.AddMonths(months).DayNumber);
        var percent = months * InterestPercent;
        var daily = decimal.Round(fine * (percent + (InterestPercent * days / 30m)) / 100m, 2, MidpointRounding.AwayFromZero);
        var remarks = new List<string>();
        if (days > 0)
            remarks.Add($"O TR não diz se o mês começado conta. Aqui contam os meses completos; por dia (1/30 do mês) seriam {Money(daily)} de juros.");
        remarks.Add("Não paga, a multa segue para inscrição em dívida ativa (TR 27.8).");
        return Exact(
            Part(fine, percent), "TR 27.7.1",
            [
                new($"{months.ToString(Brazil)} {(months == 1 ? "mês completo" : "meses completos")} × {Percent(InterestPercent)} = {Percent(percent)}"),
                Line(fine, percent, "sobre a multa, juros simples"),
                new("Multa com juros", fine + Part(fine, percent)),
            ], remarks);
    }

    /// <summary>The limits of the law for a fine, when a proposal can fall outside of them.</summary>
    internal static IEnumerable<string> Floor(decimal contractValue, decimal lowest)
    {
        var floor = Part(contractValue, 0.5m);
        if (lowest < floor)
            yield return $"A Lei 14.133/2021, art. 156, § 3º, põe a multa entre 0,5 % e 30 % do valor do contrato: menos de {Money(floor)} precisa de exame da assessoria jurídica.";
    }

    internal static decimal Part(decimal value, decimal percent) => decimal.Round(value * percent / 100m, 2, MidpointRounding.AwayFromZero);

    internal static CalculationLine Line(decimal value, decimal percent, string what) =>
        new($"{Percent(percent)} de {Money(value)} {what}", Part(value, percent));

    internal static string Money(decimal value) => "R$ " + value.ToString("#,##0.00", Brazil);

    internal static string Percent(decimal value) => value.ToString("0.####", Brazil) + " %";

    private static string Days(int days) => days == 1 ? "1 dia" : days.ToString(Brazil) + " dias";

    private static FineProposal Exact(decimal amount, string clause, IReadOnlyList<CalculationLine> memory, IReadOnlyList<string> remarks) => new(amount, amount, clause, memory, remarks);

    private static void NotNegative(decimal value) => ArgumentOutOfRangeException.ThrowIfNegative(value);
}
