namespace Dpemt.Portal.Contract.Glosas;

/// <summary>Why an amount is withheld. The numbers are stored.</summary>
public enum GlosaKind
{
    /// <summary>Availability below the SLA (TR 5.7.1, 5.8.1).</summary>
    Availability = 0,

    /// <summary>Something was charged that is not due (TR 16.1.b).</summary>
    Technical = 1,

    /// <summary>A paper or a form is missing (TR 16.1.a).</summary>
    Administrative = 2,
}

/// <summary>Where a glosa stands. The numbers are stored.</summary>
public enum GlosaState
{
    /// <summary>Computed, known only to the office.</summary>
    Computed = 0,

    /// <summary>The contractor was notified; the period of the defence runs (TR 5.8.1).</summary>
    Notified = 1,
    DefenceReceived = 2,

    /// <summary>The period of the defence passed in silence.</summary>
    Undefended = 3,

    /// <summary>Kept or reduced; waits for an invoice.</summary>
    Decided = 4,

    /// <summary>Deducted from an invoice, in part or whole, that is not paid yet (TR 5.8.2).</summary>
    Applied = 5,

    /// <summary>The invoices that it was deducted from are paid; the period of the appeal runs (TR 16.5).</summary>
    Paid = 6,
    Appealed = 7,
    Answered = 8,

    /// <summary>Final by silence (TR 16.6) or after the answer.</summary>
    Final = 9,

    /// <summary>Given up by decision.</summary>
    Dropped = 10,

    /// <summary>Another one stands in its place, or a newer version of the month has no discount.</summary>
    Replaced = 11,
}

/// <summary>An amount withheld from the contractor's invoices, with the figures that it rests on. How it came here is in <see cref="GlosaStep"/>.</summary>
public sealed class Glosa
{
    public long Id { get; set; }
    public GlosaKind Kind { get; set; }
    public GlosaState State { get; set; }

    /// <summary>First day of the month that it is about.</summary>
    public DateOnly Month { get; set; }

    /// <summary>Set while it stands: no second one with the same key can, so that no minute is deducted twice. Null for complements.</summary>
    public string? StandingKey { get; set; }

    /// <summary>The closed version of the month that the figures come from; null for the kinds that come from an invoice.</summary>
    public long? MonthVersionId { get; set; }

    /// <summary>The invoice that it was made from and is withheld from (TR 16.1); null for the other kinds and for complements.</summary>
    public long? InvoiceId { get; set; }

    /// <summary>Number of that invoice.</summary>
    public string? InvoiceNumber { get; set; }

    /// <summary>Why an amount of that invoice is withheld.</summary>
    public InvoiceGlosaCase? Case { get; set; }

    /// <summary>Contract item of an undue charge.</summary>
    public int? Item { get; set; }

    /// <summary>Position of the line of an undue charge.</summary>
    public int? Line { get; set; }

    /// <summary>Short name of the reason.</summary>
    public string? Code { get; set; }

    /// <summary>The newest version of the month that was brought to bear on it, also when it changed nothing.</summary>
    public long? SeenVersionId { get; set; }

    /// <summary>Number of the version that the figures come from, as people see it, from 1.</summary>
    public int? MonthVersion { get; set; }

    /// <summary>The month's index in percent, four decimals, cut; null for other kinds.</summary>
    public decimal? Index { get; set; }

    /// <summary>Discount in percent of <see cref="Base"/>; null when the amount is no percentage.</summary>
    public decimal? Percent { get; set; }

    /// <summary>What the percentage is taken of, R$: the billed value of the month (TR 5.7.1).</summary>
    public decimal Base { get; set; }

    /// <summary>True while <see cref="Base"/> only stands for a billed value that is not known yet.</summary>
    public bool BaseIsEstimate { get; set; }

    /// <summary>The rule that was applied.</summary>
    public required string RuleVersion { get; set; }

    /// <summary>Hash of the evidence of the month, hexadecimal.</summary>
    public string? EvidenceHash { get; set; }

    /// <summary>What was computed, R$, never negative.</summary>
    public decimal Computed { get; set; }

    /// <summary>What stands today, R$: computed, then decided, corrected or upheld.</summary>
    public decimal Amount { get; set; }

    /// <summary>What went back to the contractor after a correction or an appeal, R$.</summary>
    public decimal Returned { get; set; }

    /// <summary>Last day of the defence, local.</summary>
    public DateOnly? DefenceDueOn { get; set; }

    /// <summary>Last day of the appeal (TR 16.5).</summary>
    public DateOnly? AppealDueOn { get; set; }

    /// <summary>Last day to answer the appeal (TR 16.7).</summary>
    public DateOnly? AnswerDueOn { get; set; }

    /// <summary>Last day of an own correction (TR 16.8).</summary>
    public DateOnly? CorrectionDueOn { get; set; }

    /// <summary>Day from which the next document of the contractor can date: of the notification, then of the payment.</summary>
    public DateOnly? LastEventOn { get; set; }

    /// <summary>The glosa that this one adds to.</summary>
    public long? ComplementOfId { get; set; }

    /// <summary>The glosa in whose place this one stands.</summary>
    public long? ReplacesId { get; set; }

    /// <summary>Grows with each step: an act is written against the version that was read.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset ChangedAt { get; set; }

    /// <summary>The invoices that it was deducted from.</summary>
    public List<GlosaDeduction> Deductions { get; } = [];
}

/// <summary>What one invoice bore of a glosa.</summary>
public sealed class GlosaDeduction
{
    public long Id { get; set; }
    public long GlosaId { get; set; }
    public required string InvoiceNumber { get; set; }

    /// <summary>First day of the month of the invoice.</summary>
    public DateOnly InvoiceMonth { get; set; }

    /// <summary>Whole value of the invoice, R$.</summary>
    public decimal InvoiceValue { get; set; }

    /// <summary>What was taken off, R$.</summary>
    public decimal Amount { get; set; }

    /// <summary>Day on which the invoice was paid, local; null while it is not.</summary>
    public DateOnly? PaidOn { get; set; }
}

/// <summary>One step of a glosa's life. Never changed or deleted.</summary>
public sealed class GlosaStep
{
    public long Id { get; set; }
    public long GlosaId { get; set; }

    /// <summary>The version that this step made.</summary>
    public int Version { get; set; }

    /// <summary>What was done: a code of <see cref="GlosaActs"/>.</summary>
    public required string Act { get; set; }

    public GlosaState StateBefore { get; set; }
    public GlosaState StateAfter { get; set; }
    public decimal AmountBefore { get; set; }
    public decimal AmountAfter { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? ActorUserId { get; set; }
    public required string ActorName { get; set; }

    /// <summary>Day of what is recorded, local: receipt of the e-mail, of a document, payment.</summary>
    public DateOnly? EventOn { get; set; }

    public string? Reason { get; set; }

    /// <summary>What was computed or found, in Portuguese, with the clause.</summary>
    public string? Memory { get; set; }

    public long? DocumentId { get; set; }
    public string? InvoiceNumber { get; set; }

    /// <summary>The deadline that this step opened.</summary>
    public DateOnly? DueOn { get; set; }

    /// <summary>True when something came after its deadline and was accepted on purpose, or was answered late.</summary>
    public bool Late { get; set; }
}
