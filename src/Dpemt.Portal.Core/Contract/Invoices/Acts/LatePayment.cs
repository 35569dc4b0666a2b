using System.Globalization;
using Dpemt.Portal.Contract.Calendar;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>Which clause corrects a late payment of ours. The numbers are stored in no table; the codes are.</summary>
public enum LateReading
{
    /// <summary>From the due date to the payment, when the delay is the office's alone (TR 15.1.7).</summary>
    FromDueDate = 0,

    /// <summary>From 30 working days after the delivery (TR 15.1.8).</summary>
    AfterWorkingDays = 1,

    /// <summary>None: the delay is not the office's alone, or was suspended (TR 15.1.6, 15.1.7).</summary>
    None = 2,
}

/// <summary>The index of a month.</summary>
/// <param name="Month">The month.</param>
/// <param name="Percent">Its variation in percent, as published; may be negative.</param>
public sealed record IndexRate(BillingMonth Month, decimal Percent);

/// <summary>What one reading gives.</summary>
/// <param name="Reading">The clause.</param>
/// <param name="From">Last day without correction.</param>
/// <param name="Until">Day of the payment.</param>
/// <param name="Correction">R$ to cents, never below zero.</param>
/// <param name="Memory">The calculation in words.</param>
public sealed record LateCorrection(LateReading Reading, DateOnly From, DateOnly Until, decimal Correction, string Memory);

/// <summary>Corrects a late payment by IPCA, in both readings that the contract allows. Pure.</summary>
public static class LatePayment
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary>The months whose index is needed for both readings.</summary>
    public static IReadOnlyList<BillingMonth> Months(DateOnly dueOn, DateOnly deliveredOn, DateOnly paidOn, Deadlines deadlines)
    {
        var first = new[] { dueOn, deadlines.Due(deliveredOn, PaymentTerms.CorrectionWorkingDays, DeadlineUnit.WorkingDays) }.Min().AddDays(1);
        var months = new List<BillingMonth>();
        for (var month = new BillingMonth(first); first <= paidOn && month <= new BillingMonth(paidOn); month = month.Plus(1))
            months.Add(month);
        return months;
    }

    /// <summary>Both readings, with the net that was paid late.</summary>
    /// <param name="net">What was paid, R$.</param>
    /// <param name="dueOn">Last day of the payment (TR 15.1.1).</param>
    /// <param name="deliveredOn">Day on which the invoice was delivered.</param>
    /// <param name="paidOn">Day of the payment.</param>
    /// <param name="deadlines">The state's calendar.</param>
    /// <param name="rates">The index of each month of <see cref="Months"/>.</param>
    public static IReadOnlyList<LateCorrection> Of(
        decimal net, DateOnly dueOn, DateOnly deliveredOn, DateOnly paidOn, Deadlines deadlines, IReadOnlyCollection<IndexRate> rates) =>
    [
        One(LateReading.FromDueDate, net, dueOn, paidOn, rates),
        One(LateReading.AfterWorkingDays, net, deadlines.Due(deliveredOn, PaymentTerms.CorrectionWorkingDays, DeadlineUnit.WorkingDays), paidOn, rates),
    ];

    /// <summary>The words of a reading.</summary>
    public static string Label(this LateReading reading) => reading switch
    {
        LateReading.FromDueDate => "Desde o vencimento (TR 15.1.7)",
        LateReading.AfterWorkingDays => "Depois de 30 dias úteis da entrega (TR 15.1.8)",
        _ => "Sem correção: o atraso não é só da Defensoria (TR 15.1.6 e 15.1.7)",
    };

    /// <summary>A month in part counts by its days; months are compounded; rounded once at the end. A fall of prices takes nothing off the value that is owed.</summary>
    private static LateCorrection One(LateReading reading, decimal net, DateOnly from, DateOnly until, IReadOnlyCollection<IndexRate> rates)
    {
        var factor = 1m;
        var parts = new List<string>();
        for (var day = from.AddDays(1); day <= until;)
        {
            var month = new BillingMonth(day);
            var last = month.LastDay < until ? month.LastDay : until;
            var days = last.DayNumber - day.DayNumber + 1;
            var rate = rates.First(r => r.Month == month).Percent;
            factor *= 1m + (rate / 100m * days / month.Days);
            parts.Add($"{month.Label}: {rate.ToString("0.####", Brazil)} % × {days}/{month.Days} dias");
            day = last.AddDays(1);
        }

        var correction = Math.Max(0m, decimal.Round(net * (factor - 1m), 2, MidpointRounding.AwayFromZero));
        var memory = parts.Count == 0
            ? $"{reading.Label()}: não há dias a corrigir até {Day(until)}."
            : $"{reading.Label()}: de {Day(from.AddDays(1))} a {Day(until)}, IPCA {string.Join("; ", parts)}; fator {factor.ToString("0.00000000", Brazil)}; "
                + $"{ContractText.Money(net)} × (fator − 1) = {ContractText.Money(correction)}, arredondado uma vez ao centavo.";
        return new(reading, from, until, correction, memory);
    }

    private static string Day(DateOnly day) => day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
