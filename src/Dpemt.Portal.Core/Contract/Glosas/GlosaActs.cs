namespace Dpemt.Portal.Contract.Glosas;

/// <summary>How the defence was judged.</summary>
public enum GlosaOutcome
{
    Kept = 0,
    Reduced = 1,
    Dropped = 2,
}

/// <summary>Something that is done with a glosa, with what the record of it needs.</summary>
/// <param name="Reason">Why, in Portuguese; no personal data.</param>
/// <param name="DocumentId">The paper behind it.</param>
public abstract record GlosaAct(string? Reason, long? DocumentId)
{
    /// <summary>The contractor received the notification with the technical report (TR 5.8.2, 27.18.1).</summary>
    public sealed record Notify(DateOnly ReceivedOn, long? ReportDocument, string? Note = null) : GlosaAct(Note, ReportDocument);

    /// <summary>The defence came in. Late only when that is accepted on purpose, with a reason.</summary>
    public sealed record ReceiveDefence(DateOnly ReceivedOn, long? Document, bool AcceptLate = false, string? Why = null) : GlosaAct(Why, Document);

    /// <summary>The period of the defence is over.</summary>
    public sealed record NoteSilence() : GlosaAct(null, null);

    /// <summary>The office decides (TR 5.8.1). <paramref name="Reduced"/> is the amount that stands when it is reduced.</summary>
    public sealed record Decide(GlosaOutcome Outcome, decimal? Reduced, string? Reasons, long? Document) : GlosaAct(Reasons, Document);

    /// <summary>The billed value is known: the estimate gives way to it.</summary>
    public sealed record Recompute(decimal BilledValue, string? Why, long? Document) : GlosaAct(Why, Document);

    /// <summary>Takes it off an invoice (TR 5.8.2). <paramref name="TakenByOthers"/>: what other glosas took off the same invoice.</summary>
    public sealed record Apply(string InvoiceNumber, BillingMonth InvoiceMonth, decimal InvoiceValue, decimal TakenByOthers, string? Note = null, long? Document = null)
        : GlosaAct(Note, Document);

    /// <summary>An invoice that bore it was paid: the periods of appeal and own correction begin.</summary>
    public sealed record NotePayment(string InvoiceNumber, DateOnly PaidOn, string? Note = null, long? Document = null) : GlosaAct(Note, Document);

    /// <summary>The contractor appeals in writing (TR 16.5).</summary>
    public sealed record ReceiveAppeal(DateOnly ReceivedOn, long? Document, bool AcceptLate = false, string? Why = null) : GlosaAct(Why, Document);

    /// <summary>The office answers the appeal in writing (TR 16.7). <paramref name="Upheld"/> is what stays.</summary>
    public sealed record AnswerAppeal(DateOnly AnsweredOn, decimal Upheld, string? Reasons, long? Document) : GlosaAct(Reasons, Document);

    /// <summary>The office corrects what it withheld (TR 16.8), by hand or because a newer version of the month says so.</summary>
    public sealed record Correct(decimal NewAmount, string? Why, long? Document, bool FromMonthVersion = false) : GlosaAct(Why, Document);

    /// <summary>What was withheld too much went back with an invoice (TR 16.7, 16.9).</summary>
    public sealed record ReturnCredit(string InvoiceNumber, DateOnly On, string? Note = null, long? Document = null) : GlosaAct(Note, Document);

    /// <summary>A document joins the record; nothing else changes.</summary>
    public sealed record Attach(long? Document, string? Note = null) : GlosaAct(Note, Document);

    /// <summary>Nothing more can come (TR 16.6).</summary>
    public sealed record Finish(string? Note = null) : GlosaAct(Note, null);

    /// <summary>A newer version of the month takes its place.</summary>
    public sealed record Replace(string Why) : GlosaAct(Why, null);
}

/// <summary>Names of acts as stored and as shown.</summary>
public static class GlosaActs
{
    /// <summary>The first step of every glosa.</summary>
    public const string Computed = "apurada";

    private static readonly (Type Act, string Code, string Label)[] Names =
    [
        (typeof(Glosa), Computed, "Apurada"),
        (typeof(GlosaAct.Notify), "notificada", "Contratada notificada"),
        (typeof(GlosaAct.ReceiveDefence), "defesa-recebida", "Defesa recebida"),
        (typeof(GlosaAct.NoteSilence), "sem-defesa", "Prazo de defesa encerrado sem resposta"),
        (typeof(GlosaAct.Decide), "decidida", "Decidida"),
        (typeof(GlosaAct.Recompute), "recalculada", "Recalculada sobre o valor faturado"),
        (typeof(GlosaAct.Apply), "aplicada", "Deduzida da fatura"),
        (typeof(GlosaAct.NotePayment), "paga", "Pagamento da fatura anotado"),
        (typeof(GlosaAct.ReceiveAppeal), "recurso-recebido", "Recurso recebido"),
        (typeof(GlosaAct.AnswerAppeal), "recurso-respondido", "Recurso respondido"),
        (typeof(GlosaAct.Correct), "corrigida", "Corrigida pela Defensoria"),
        (typeof(GlosaAct.ReturnCredit), "credito-devolvido", "Crédito devolvido"),
        (typeof(GlosaAct.Attach), "documento-juntado", "Documento juntado"),
        (typeof(GlosaAct.Finish), "definitiva", "Definitiva"),
        (typeof(GlosaAct.Replace), "substituida", "Substituída"),
    ];

    private static readonly (GlosaState State, string Code, string Label)[] States =
    [
        (GlosaState.Computed, "apurada", "Apurada"),
        (GlosaState.Notified, "notificada", "Notificada"),
        (GlosaState.DefenceReceived, "com-defesa", "Com defesa"),
        (GlosaState.Undefended, "sem-defesa", "Sem defesa"),
        (GlosaState.Decided, "decidida", "Decidida"),
        (GlosaState.Applied, "aplicada", "Aplicada"),
        (GlosaState.Paid, "paga", "Paga"),
        (GlosaState.Appealed, "em-recurso", "Em recurso"),
        (GlosaState.Answered, "respondida", "Recurso respondido"),
        (GlosaState.Final, "definitiva", "Definitiva"),
        (GlosaState.Dropped, "afastada", "Afastada"),
        (GlosaState.Replaced, "substituida", "Substituída"),
    ];

    /// <summary>All states, in the order of a life.</summary>
    public static IReadOnlyList<GlosaState> AllStates { get; } = [.. States.Select(s => s.State)];

    /// <summary>Code of an act as stored.</summary>
    public static string CodeOf(GlosaAct act) => Array.Find(Names, n => n.Act == act.GetType()).Code;

    /// <summary>Name of a stored act on screens.</summary>
    public static string LabelOf(string code) => Array.Find(Names, n => n.Code == code).Label ?? code;

    /// <summary>Name of a state in addresses.</summary>
    public static string Code(this GlosaState state) => States[(int)state].Code;

    /// <summary>Name of a state on screens.</summary>
    public static string Label(this GlosaState state) => States[(int)state].Label;

    /// <summary>The state of a name in addresses, or null.</summary>
    public static GlosaState? Find(string? code) => Array.FindIndex(States, s => s.Code == code) is >= 0 and var found ? States[found].State : null;

    /// <summary>Name of a kind on screens.</summary>
    public static string Label(this GlosaKind kind) => kind switch
    {
        GlosaKind.Technical => "Técnica",
        GlosaKind.Administrative => "Administrativa",
        _ => "Disponibilidade",
    };

    /// <summary>Clause of a kind.</summary>
    public static string Clause(this GlosaKind kind) => kind switch
    {
        GlosaKind.Technical => "TR 16.1.b",
        GlosaKind.Administrative => "TR 16.1.a",
        _ => "TR 5.7.1 e 5.8.1",
    };

    /// <summary>How a decision is called on screens.</summary>
    public static string Label(this GlosaOutcome outcome) => outcome switch
    {
        GlosaOutcome.Reduced => "reduzida",
        GlosaOutcome.Dropped => "afastada",
        _ => "mantida",
    };
}
