using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Invoices;

/// <summary>What one form of an invoice asks for, in words.</summary>
/// <param name="Title">Heading.</param>
/// <param name="Button">Text of the button that does it.</param>
/// <param name="Lead">What it means and the clause.</param>
/// <param name="Date">Label of the day; null asks for none.</param>
/// <param name="Text">Label of the text; null asks for none.</param>
/// <param name="Document">Label of the document; null asks for none.</param>
public sealed record InvoiceFormWords(string Title, string Button, string Lead, string? Date, string? Text, string? Document)
{
    /// <summary>The words of a form.</summary>
    public static InvoiceFormWords Of(InvoiceForm form) => form switch
    {
        InvoiceForm.Provisional => new("Receber provisoriamente", "Registrar recebimento", "Depois do mês de serviço, para a verificação posterior (TR 11.2.2.a).",
            "Dia do recebimento", "O que foi verificado", "Relatório (opcional)"),
        InvoiceForm.Definitive => new("Receber definitivamente", "Registrar recebimento", "Com relatório detalhado, comprovada a adequação do serviço (TR 11.2.2.b).",
            "Dia do recebimento", "O que foi verificado", "Relatório detalhado (obrigatório)"),
        InvoiceForm.Check => new("Concluir a conferência", "Concluir conferência", "Linhas, glosas e documentos conferidos. O atesto cabe a outra pessoa.", null, "Observação (opcional)", null),
        InvoiceForm.Attest => new("Atestar", "Atestar", "O atesto fixa o valor a pagar e deduz as glosas (TR 15.5.1 e 16.1). Não se desfaz.", null, "Observação (opcional)", "Termo de atesto (opcional)"),
        InvoiceForm.Payment => new("Registrar o pagamento", "Registrar pagamento", "Com o pagamento começam os 60 dias do recurso (TR 16.5) e da correção pela Defensoria (TR 16.8).",
            "Dia do pagamento", "Observação (opcional)", "Comprovante (opcional)"),
        InvoiceForm.Correction => new("Decidir a correção do atraso", "Registrar decisão", "As cláusulas dão duas leituras. Informe o IPCA de cada mês, compare e decida.",
            null, "Motivação", "Despacho ou parecer (obrigatório)"),
        InvoiceForm.Glosa => new("Propor glosa", "Propor glosa", "Técnica, por cobrança indevida, ou administrativa (TR 16.1). É deduzida desta fatura no atesto.", null, "Como o valor foi encontrado", "Documento (opcional)"),
        InvoiceForm.Notify => new("Notificar irregularidade", "Registrar notificação", "Documento que falta ou vence antes do fim do prazo de atesto: a contratada regulariza, e o pagamento segue (TR 15.1.3).",
            "Dia da notificação", "O que foi notificado", "Notificação enviada (opcional)"),
        InvoiceForm.Protocol => new("Anotar o protocolo", "Anotar protocolo", "Dia em que a fatura ficou protocolada com todos os documentos: começam os dias úteis do atesto (TR 15.5.1).",
            "Dia do protocolo", "Observação (opcional)", "Protocolo (opcional)"),
        InvoiceForm.Reopen => new("Reabrir a conferência", "Reabrir", "A conferência anterior deixa de valer.", null, "Motivo", null),
        _ => new("Devolver à contratada", "Devolver", "A fatura não pode ser atestada como está (TR 11.2.2 e 11.2.4). As glosas propostas nela ficam sem efeito.",
            "Dia da devolução", "O que a contratada precisa corrigir", "Ofício (opcional)"),
    };

    /// <summary>Names of the cases of a glosa.</summary>
    public static IReadOnlyList<(InvoiceGlosaCase Case, string Label)> Cases { get; } =
    [
        (InvoiceGlosaCase.UndueCharge, "Técnica: cobrança indevida (TR 16.1.b)"),
        (InvoiceGlosaCase.MissingDocument, "Administrativa: documento que falta ou venceu (TR 16.1.a)"),
        (InvoiceGlosaCase.MissingSignature, "Administrativa: falta de assinatura (TR 16.1.a)"),
        (InvoiceGlosaCase.Erasure, "Administrativa: rasura (TR 16.1.a)"),
        (InvoiceGlosaCase.Other, "Administrativa: outro parâmetro (TR 16.1.a)"),
    ];
}

/// <summary>A form of an invoice while it is filled in.</summary>
public sealed class InvoiceActDraft(InvoiceForm form, InvoiceLifeReading reading)
{
    public InvoiceForm Form { get; } = form;

    public InvoiceFormWords Words { get; } = InvoiceFormWords.Of(form);

    public DateOnly? Date { get; set; } = reading.Today;

    public string? Text { get; set; }

    public string? Order { get; set; }

    public string? Amount { get; set; }

    public InvoiceGlosaCase Case { get; set; }

    /// <summary>Position of the line of an undue charge.</summary>
    public int? Line { get; set; }

    /// <summary>Documents that are notified, or the one that is withheld for.</summary>
    public HashSet<string> Documents { get; } = [];

    public LateReading? Reading { get; set; }

    /// <summary>What was typed for each month.</summary>
    public Dictionary<BillingMonth, string?> Rates { get; } = reading.LateMonths.ToDictionary(m => m, _ => (string?)null);

    /// <summary>What is missing or unreadable; null when nothing is.</summary>
    public string? Missing()
    {
        if (Words.Date is not null && Date is not { Year: >= 2020 and < 2200 })
            return $"Informe: {Lower(Words.Date)}. Confira o ano.";
        if (Form == InvoiceForm.Payment && string.IsNullOrWhiteSpace(Order))
            return "Informe o número da ordem de pagamento.";
        if (Form == InvoiceForm.Correction && ReadRates() is null)
            return "Informe o IPCA de cada mês, como 0,44.";
        if (Form == InvoiceForm.Correction && Reading is null)
            return "Escolha a leitura que se adota.";
        if (Form == InvoiceForm.Notify && Documents.Count == 0)
            return "Escolha os documentos que faltam ou venceram.";
        if (Form != InvoiceForm.Glosa)
            return null;
        if (Case == InvoiceGlosaCase.UndueCharge && Line is null)
            return "Escolha a linha que foi cobrada indevidamente.";
        if (Case == InvoiceGlosaCase.MissingDocument && Documents.Count != 1)
            return "Escolha o documento que falta ou venceu.";
        return ContractText.ReadMoney(Amount) is null ? "Informe o valor da glosa, como 1.234,56." : null;
    }

    /// <summary>The index of each month; null while one is missing or unreadable.</summary>
    public IReadOnlyList<IndexRate>? ReadRates()
    {
        var rates = new List<IndexRate>();
        foreach (var (month, text) in Rates)
        {
            if (!decimal.TryParse(text?.Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, PortalCulture.Brazil, out var percent))
                return null;
            rates.Add(new(month, percent));
        }

        return rates;
    }

    /// <summary>The glosa. Call only when nothing is missing.</summary>
    public InvoiceGlosaForm ToGlosa(long invoice, long? document) => new(
        invoice, Case, null, Case == InvoiceGlosaCase.UndueCharge ? Line : null,
        Case == InvoiceGlosaCase.MissingDocument ? Documents.Single() : null, ContractText.ReadMoney(Amount)!.Value, Text ?? "", document);

    /// <summary>The act, with the net that stands beside the form now. Call only when nothing is missing.</summary>
    public InvoiceAct ToAct(decimal net, long? document)
    {
        var day = Date ?? reading.Today;
        return Form switch
        {
            InvoiceForm.Provisional => new InvoiceAct.ReceiveProvisionally(day, Text, document),
            InvoiceForm.Definitive => new InvoiceAct.ReceiveDefinitively(day, Text, document),
            InvoiceForm.Check => new InvoiceAct.Check(net, Text, document),
            InvoiceForm.Attest => new InvoiceAct.Attest(net, Text, document),
            InvoiceForm.Payment => new InvoiceAct.NotePayment(day, Order, Text, document),
            InvoiceForm.Correction => new InvoiceAct.DecideCorrection(Reading!.Value, ReadRates()!, Text, document),
            InvoiceForm.Notify => new InvoiceAct.NotifyIrregularity(day, [.. Documents], Text, document),
            InvoiceForm.Protocol => new InvoiceAct.NoteProtocol(day, Text, document),
            InvoiceForm.Reopen => new InvoiceAct.Reopen(Text),
            InvoiceForm.Return => new InvoiceAct.Return(day, Text, document),
            _ => throw new InvalidOperationException("A glosa is no act of the invoice."),
        };
    }

    private static string Lower(string label) => char.ToLowerInvariant(label[0]) + label[1..];
}
