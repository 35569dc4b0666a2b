namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>Something that is done with an invoice, with what the record of it needs.</summary>
/// <param name="Text">What the person writes, in Portuguese; no personal data of citizens.</param>
/// <param name="DocumentId">The paper behind it.</param>
public abstract record InvoiceAct(string? Text, long? DocumentId)
{
    /// <summary>The invoice was protocolled with all its documents: five working days begin (TR 15.5.1).</summary>
    public sealed record NoteProtocol(DateOnly On, string? Note = null, long? Document = null) : InvoiceAct(Note, Document);

    /// <summary>Provisional receipt of the service (TR 11.2.2.a).</summary>
    public sealed record ReceiveProvisionally(DateOnly On, string? Report, long? Document = null) : InvoiceAct(Report, Document);

    /// <summary>Definitive receipt with its detailed report (TR 11.2.2.b).</summary>
    public sealed record ReceiveDefinitively(DateOnly On, string? Report, long? Document) : InvoiceAct(Report, Document);

    /// <summary>The contractor was told of missing or expired documents; the payment goes on (TR 15.1.3).</summary>
    public sealed record NotifyIrregularity(DateOnly On, IReadOnlyList<string> Documents, string? What, long? Document = null) : InvoiceAct(What, Document);

    /// <summary>Sent back to the contractor, with the reason (TR 11.2.2, 11.2.4).</summary>
    public sealed record Return(DateOnly On, string? Reason, long? Document = null) : InvoiceAct(Reason, Document);

    /// <summary>The first officer has checked it and proposes <paramref name="Net"/>.</summary>
    public sealed record Check(decimal Net, string? Note = null, long? Document = null) : InvoiceAct(Note, Document);

    /// <summary>Back to checking, with the reason.</summary>
    public sealed record Reopen(string? Reason) : InvoiceAct(Reason, null);

    /// <summary>A second officer attests <paramref name="Net"/>: it is fixed from now on (TR 15.5.1).</summary>
    public sealed record Attest(decimal Net, string? Note = null, long? Document = null) : InvoiceAct(Note, Document);

    /// <summary>It was paid: the periods of appeal and own correction of its glosas begin (TR 16.5, 16.8).</summary>
    public sealed record NotePayment(DateOnly PaidOn, string? Order, string? Note = null, long? Document = null) : InvoiceAct(Note, Document);

    /// <summary>Which clause corrects the late payment, with the index of each month; decided with a reason.</summary>
    public sealed record DecideCorrection(LateReading Reading, IReadOnlyList<IndexRate> Rates, string? Reason, long? Document) : InvoiceAct(Reason, Document);
}

/// <summary>Names of an invoice's steps as stored and as shown.</summary>
public static class InvoiceActs
{
    public const string GlosaProposed = "glosa-proposta";
    public const string DocumentAttached = "documento-entregue";
    public const string Provisional = "recebimento-provisorio";
    public const string Definitive = "recebimento-definitivo";
    public const string Notified = "irregularidade-notificada";
    public const string Checked = "conferida";
    public const string Attested = "atestada";
    public const string Paid = "paga";
    public const string Correction = "correcao-do-atraso";

    private static readonly (Type? Act, string Code, string Label)[] Names =
    [
        (null, GlosaProposed, "Glosa proposta"),
        (null, DocumentAttached, "Documento entregue"),
        (typeof(InvoiceAct.NoteProtocol), "protocolada", "Protocolo completo"),
        (typeof(InvoiceAct.ReceiveProvisionally), Provisional, "Recebimento provisório"),
        (typeof(InvoiceAct.ReceiveDefinitively), Definitive, "Recebimento definitivo"),
        (typeof(InvoiceAct.NotifyIrregularity), Notified, "Contratada notificada de irregularidade"),
        (typeof(InvoiceAct.Return), "devolvida", "Devolvida à contratada"),
        (typeof(InvoiceAct.Check), Checked, "Conferida"),
        (typeof(InvoiceAct.Reopen), "reaberta", "Conferência reaberta"),
        (typeof(InvoiceAct.Attest), Attested, "Atestada"),
        (typeof(InvoiceAct.NotePayment), Paid, "Pagamento registrado"),
        (typeof(InvoiceAct.DecideCorrection), Correction, "Correção do atraso decidida"),
    ];

    /// <summary>Code of an act as stored.</summary>
    public static string CodeOf(InvoiceAct act) => Array.Find(Names, n => n.Act == act.GetType()).Code;

    /// <summary>Name of a stored step on screens.</summary>
    public static string LabelOf(string code) => Array.Find(Names, n => n.Code == code).Label ?? code;
}
