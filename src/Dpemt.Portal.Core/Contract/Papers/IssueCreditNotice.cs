using System.Globalization;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Papers;

/// <summary>A glosa as the credit notice tells it.</summary>
/// <param name="Number">Number of the correction, to be named in an appeal (TR 16.5).</param>
/// <param name="Kind">Technical, administrative or availability, in words.</param>
/// <param name="Clause">The clause that allows it.</param>
/// <param name="Month">The month that it is about, <c>yyyy-MM</c>.</param>
/// <param name="Reason">Why and how it was computed.</param>
/// <param name="Amount">What this invoice bears of it, R$.</param>
/// <param name="Rest">What goes to a later invoice, R$.</param>
public sealed record CreditNoticeLine(long Number, string Kind, string Clause, string Month, string Reason, decimal Amount, decimal Rest);

/// <summary>What the credit notice of an invoice says (TR 16.1). Money in R$.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Invoice">Number of the invoice.</param>
/// <param name="Month">Its month, <c>yyyy-MM</c>.</param>
/// <param name="IssuedOn">Day of issue.</param>
/// <param name="ProtocolledOn">Day of the protocol, or null.</param>
/// <param name="Total">What it bills.</param>
/// <param name="Lines">All glosas that it bears.</param>
/// <param name="Deducted">Their sum.</param>
/// <param name="Net">What is paid.</param>
/// <param name="CheckedBy">Who checked it.</param>
/// <param name="AttestedBy">Who attested it.</param>
/// <param name="AttestedOn">When.</param>
/// <param name="PayBy">Last day of the payment (TR 15.1.1).</param>
/// <param name="PaidOn">Day of the payment, or null while it waits.</param>
/// <param name="PaymentOrder">Number of the payment order.</param>
/// <param name="AppealBy">Last day of an appeal; null before the payment.</param>
/// <param name="AppealDays">Days of an appeal after the payment (TR 16.5).</param>
/// <param name="AnswerDays">Days to answer it (TR 16.7).</param>
public sealed record CreditNoticeData(
    PaperContract Contract, string Invoice, string Month, DateOnly IssuedOn, DateOnly? ProtocolledOn, decimal Total, IReadOnlyList<CreditNoticeLine> Lines,
    decimal Deducted, decimal Net, string CheckedBy, string AttestedBy, DateOnly AttestedOn, DateOnly PayBy, DateOnly? PaidOn, string? PaymentOrder,
    DateOnly? AppealBy, int AppealDays, int AnswerDays)
{
    /// <summary>Its figures as tables: the glosas, and the sum.</summary>
    public IReadOnlyList<ExportTable> Tables() =>
    [
        new("Glosas",
            [
                new("Correção nº", ExportKind.Count, 12), new("Tipo", Width: 18), new("Cláusula", Width: 18), new("Competência", Width: 14), new("Motivo e cálculo", Width: 70),
                new("Glosa (R$)", ExportKind.Money), new("Passa à próxima fatura (R$)", ExportKind.Money, 24),
            ],
            [.. Lines.Select(l => (object?[])[l.Number, l.Kind, l.Clause, l.Month, l.Reason, l.Amount, l.Rest])]),
        new("Valores",
            [new("Medida", Width: 40), new("Valor (R$)", ExportKind.Money, 24)],
            [["Valor da fatura", Total], ["Soma das glosas", Deducted], ["Valor a pagar", Net]]),
    ];
}

/// <summary>Issues the credit notice of an attested invoice (TR 16.1). It tells what the attestation fixed and computes nothing.</summary>
public sealed class IssueCreditNotice(InvoiceLifeView invoices, GlosaDetails glosas, GlosaTime time, CurrentContract contracts, PaperArchive archive)
{
    /// <summary>Issues it, or finds the one that says the same. After the payment it names the last day of the appeal.</summary>
    public async Task<ContractResult> RunAsync(Actor who, long invoiceId, CancellationToken cancellation)
    {
        if (await invoices.RunAsync(invoiceId, cancellation) is not { } reading)
            return ContractResult.Refuse("fatura", "Esta fatura não existe.");
        var facts = reading.Facts;
        if (facts.State is not (InvoiceState.Attested or InvoiceState.Paid) || facts is not { AttestedNet: { } net, AttestedOn: { } attestedOn })
            return ContractResult.Refuse("sem-atesto", "O aviso de crédito sai depois do atesto: é ele que fixa o valor.");
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado. Importe o contrato antes de emitir documentos.");
        var (lines, appeal) = await LinesAsync(facts.Number, reading.Settlement, cancellation);
        var deducted = lines.Sum(l => l.Amount);
        if (facts.Total - deducted != net)
            return ContractResult.Refuse("soma", $"As glosas somam {ContractText.Money(deducted)}, e o atesto fixou {ContractText.Money(net)} a pagar. Avise a CDI: o aviso não pode ser emitido assim.");
        var periods = await time.PeriodsAsync(cancellation);
        var data = new CreditNoticeData(
            new(contract.Number, contract.Terms.Process, contract.Terms.ContractorName, contract.Terms.ContractorCnpj),
            facts.Number, facts.Month.ToString(), facts.IssuedOn, facts.ProtocolledOn, facts.Total, lines, deducted, net,
            facts.CheckedByName ?? "", facts.AttestedByName ?? "", attestedOn, reading.Clocks.PayBy, facts.PaidOn, facts.PaymentOrder,
            facts.PaidOn is null ? null : appeal, periods.AppealDays, periods.AnswerDays);
        var paper = await archive.IssueAsync(who, PaperKind.CreditNotice, invoiceId, $"Aviso de crédito da fatura {facts.Number}, {facts.Month.Label}", data, cancellation);
        return ContractResult.Ok(paper.Id);
    }

    private async Task<(IReadOnlyList<CreditNoticeLine> Lines, DateOnly? AppealBy)> LinesAsync(string number, Settlement settlement, CancellationToken cancellation)
    {
        var lines = new List<CreditNoticeLine>();
        DateOnly? appeal = null;
        foreach (var line in settlement.Lines)
        {
            var glosa = (await glosas.RunAsync(line.Glosa, cancellation))!;
            appeal = glosa.Glosa.AppealDueOn > appeal || appeal is null ? glosa.Glosa.AppealDueOn : appeal;
            lines.Add(new(line.Glosa, line.Kind.Label(), line.Kind.Clause(), line.Month.ToString(), ReasonOf(glosa), line.Amount, RestOf(glosa, number)));
        }

        return (lines, appeal);
    }

    /// <summary>What the deduction from this invoice left for later ones, whatever became of it since: the notice says the same for ever.</summary>
    private static decimal RestOf(GlosaReading reading, string number)
    {
        if (reading.Steps.LastOrDefault(s => s.InvoiceNumber == number && s.Act == "aplicada") is not { } step)
            return 0m;
        var until = reading.Facts.Deductions.Select(d => d.InvoiceNumber).ToList().IndexOf(number) + 1;
        return Math.Max(0m, step.AmountAfter - reading.Facts.Deductions.Take(until).Sum(d => d.Amount));
    }

    /// <summary>How the glosa was computed; of an availability glosa also the index it rests on.</summary>
    private static string ReasonOf(GlosaReading reading)
    {
        var glosa = reading.Glosa;
        var computed = reading.Steps.FirstOrDefault(s => s.Act == GlosaActs.Computed)?.Memory ?? "";
        var decided = reading.Steps.LastOrDefault(s => s.Act == "decidida");
        return (glosa.Index is { } index ? $"Índice de {ContractText.Index(index)} em {reading.Facts.Month.Label}. " : "")
            + computed
            + (decided is not null && decided.AmountAfter != decided.AmountBefore ? $" Reduzida por decisão de {ContractTime.DayOf(decided.At).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)} para {ContractText.Money(decided.AmountAfter)}." : "");
    }
}
