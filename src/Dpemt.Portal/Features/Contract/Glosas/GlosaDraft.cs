using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Web.Features.Contract.Documents;

namespace Dpemt.Portal.Web.Features.Contract.Glosas;

/// <summary>What one form of a glosa asks for, in words.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Button">Text of the button that does it.</param>
/// <param name="Lead">What it means and the clause.</param>
/// <param name="Date">Label of the day; null asks for none.</param>
/// <param name="Reason">Label of the text; null asks for none.</param>
/// <param name="Document">Label of the document; null asks for none.</param>
/// <param name="Amount">Label of an amount; null asks for none.</param>
public sealed record GlosaFormWords(string Title, string Button, string Lead, string? Date, string? Reason, string? Document, string? Amount)
{
    /// <summary>The words of a form.</summary>
    public static GlosaFormWords Of(GlosaForm form) => form switch
    {
        GlosaForm.Notify => new("Notificar a contratada", "Registrar notificação",
            "Envie a notificação com o relatório técnico por e-mail e registre aqui. O prazo de defesa começa no dia útil seguinte ao recebimento do e-mail (TR 27.18.1).",
            "Dia em que o e-mail foi recebido", "Observação (opcional)", "Notificação ou relatório técnico (obrigatório)", null),
        GlosaForm.Defence => new("Receber a defesa", "Registrar defesa", "O contraditório vem antes da decisão (TR 5.8.1).",
            "Dia do recebimento", "Observação (opcional; motivo, se fora do prazo)", "Defesa da contratada (obrigatória)", null),
        GlosaForm.Decide => new("Decidir", "Registrar decisão", "Mantenha, reduza ou afaste a glosa, com os motivos (TR 5.8.1).", null, "Motivos", "Despacho (opcional)", null),
        GlosaForm.BilledValue => new("Informar o valor faturado", "Recalcular", "A base da glosa é o valor faturado do mês (TR 5.7.1). O cálculo anterior continua na linha do tempo.",
            null, "Observação (opcional)", "Fatura (opcional)", "Valor faturado do mês"),
        GlosaForm.Apply => new("Deduzir da fatura", "Registrar dedução", "A glosa é deduzida da fatura seguinte ao mês (TR 5.8.2), até o valor dela.", null, "Observação (opcional)", "Aviso de crédito (opcional)", null),
        GlosaForm.Payment => new("Anotar o pagamento", "Anotar pagamento", "Com o pagamento começam os 60 dias do recurso (TR 16.5) e da correção pela Defensoria (TR 16.8).",
            "Dia do pagamento", "Observação (opcional)", "Comprovante (opcional)", null),
        GlosaForm.Appeal => new("Receber recurso", "Registrar recurso", "Por escrito, até 60 dias após o pagamento (TR 16.5).",
            "Dia do recebimento formal", "Observação (opcional; motivo, se fora do prazo)", "Recurso da contratada (obrigatório)", null),
        GlosaForm.Answer => new("Responder ao recurso", "Registrar resposta", "Por escrito, até 60 dias após o recebimento (TR 16.7).", "Dia da resposta", "Resultado da análise", "Resposta enviada (opcional)", "Valor mantido"),
        GlosaForm.Correct => new("Corrigir o valor", "Registrar correção", "Até 60 dias após o pagamento (TR 16.8). O que foi deduzido a mais volta à contratada.", null, "Motivo", "Documento (opcional)", "Valor certo"),
        GlosaForm.Credit => new("Devolver o crédito", "Registrar devolução", "O acerto segue o calendário de pagamentos (TR 16.9).", "Dia da devolução", "Observação (opcional)", "Comprovante (opcional)", null),
        GlosaForm.Attach => new("Juntar documento", "Juntar à glosa", "O documento entra na linha do tempo, com seu nome, a hora e o hash. Nada mais muda.", null, "Observação (opcional)", "Documento (obrigatório)", null),
        _ => new("Encerrar", "Encerrar", "A glosa passa a definitiva.", null, "Observação (opcional)", null, null),
    };
}

/// <summary>A form of a glosa while it is filled in.</summary>
public sealed class GlosaDraft(GlosaForm form, DateOnly today)
{
    private (PickedFile File, long Id)? _stored;

    public GlosaForm Form { get; } = form;

    public GlosaFormWords Words { get; } = GlosaFormWords.Of(form);

    public DateOnly? Date { get; set; } = today;

    public string? Reason { get; set; }

    public string? Amount { get; set; }

    public GlosaOutcome? Outcome { get; set; }

    public bool AcceptLate { get; set; }

    public string? InvoiceNumber { get; set; }

    /// <summary>As <c>yyyy-MM</c>.</summary>
    public string? InvoiceMonth { get; set; }

    public string? InvoiceValue { get; set; }

    public PickedFile? File { get; set; }

    /// <summary>Issue the decision and join it to the record, once it is recorded.</summary>
    public bool IssuesDecision { get; set; } = true;

    public bool AsksForInvoice => Form is GlosaForm.Apply or GlosaForm.Payment or GlosaForm.Credit;

    public bool CanBeLate => Form is GlosaForm.Defence or GlosaForm.Appeal;

    /// <summary>What is missing or unreadable; null when nothing is.</summary>
    public string? Missing()
    {
        if (Words.Date is not null && Date is not { Year: >= 2020 and < 2200 })
            return $"Informe: {Lower(Words.Date)}. Confira o ano.";
        if (Words.Amount is not null && ContractText.ReadMoney(Amount) is null)
            return $"Informe: {Lower(Words.Amount)}, como 1.234,56.";
        if (Form == GlosaForm.Decide && Outcome is null)
            return "Escolha a decisão: manter, reduzir ou afastar.";
        if (Form == GlosaForm.Decide && Outcome == GlosaOutcome.Reduced && ContractText.ReadMoney(Amount) is null)
            return "Informe o valor reduzido, como 1.234,56.";
        if (AsksForInvoice && string.IsNullOrWhiteSpace(InvoiceNumber))
            return Form == GlosaForm.Credit ? "Informe a fatura ou o pagamento da devolução." : "Informe o número da fatura.";
        if (Form == GlosaForm.Apply && !BillingMonth.TryParse(InvoiceMonth, out _))
            return "Informe a competência da fatura, como 08/2026.";
        return Form == GlosaForm.Apply && ContractText.ReadMoney(InvoiceValue) is null ? "Informe o valor da fatura, como 1.234,56." : null;
    }

    /// <summary>The act as it would be once the papers are attached and the reason is written: what the rest of the form brings about.</summary>
    public GlosaAct ToPreview() => ToAct(0, string.IsNullOrWhiteSpace(Reason) ? "—" : Reason);

    /// <summary>The act. Call only when nothing is missing.</summary>
    public GlosaAct ToAct(long? document) => ToAct(document, Reason);

    private GlosaAct ToAct(long? document, string? reason)
    {
        var day = Date ?? today;
        var number = InvoiceNumber?.Trim() ?? "";
        return Form switch
        {
            GlosaForm.Notify => new GlosaAct.Notify(day, document, reason),
            GlosaForm.Defence => new GlosaAct.ReceiveDefence(day, document, AcceptLate, reason),
            GlosaForm.Decide => new GlosaAct.Decide(Outcome!.Value, Outcome == GlosaOutcome.Reduced ? ContractText.ReadMoney(Amount) : null, reason, document),
            GlosaForm.BilledValue => new GlosaAct.Recompute(ContractText.ReadMoney(Amount)!.Value, reason, document),
            GlosaForm.Apply => new GlosaAct.Apply(number, ReadMonth(), ContractText.ReadMoney(InvoiceValue)!.Value, 0m, reason, document),
            GlosaForm.Payment => new GlosaAct.NotePayment(number, day, reason, document),
            GlosaForm.Appeal => new GlosaAct.ReceiveAppeal(day, document, AcceptLate, reason),
            GlosaForm.Answer => new GlosaAct.AnswerAppeal(day, ContractText.ReadMoney(Amount)!.Value, reason, document),
            GlosaForm.Correct => new GlosaAct.Correct(ContractText.ReadMoney(Amount)!.Value, reason, document),
            GlosaForm.Credit => new GlosaAct.ReturnCredit(number, day, reason, document),
            GlosaForm.Attach => new GlosaAct.Attach(document, reason),
            _ => new GlosaAct.Finish(reason),
        };
    }

    /// <summary>Stores the file once, however often the act is refused afterwards; gives its number.</summary>
    public async Task<(ContractResult? Refused, long? Document)> StoreAsync(Func<PickedFile, Task<ContractResult>> store)
    {
        if (File is not { } file)
            return (null, null);
        if (!ReferenceEquals(_stored?.File, file))
        {
            var result = await store(file);
            if (!result.Done)
                return (result, null);
            _stored = (file, result.Id!.Value);
        }

        return (null, _stored!.Value.Id);
    }

    private BillingMonth ReadMonth() => BillingMonth.TryParse(InvoiceMonth, out var month) ? month : throw new InvalidOperationException("The month was not checked.");

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];
}
