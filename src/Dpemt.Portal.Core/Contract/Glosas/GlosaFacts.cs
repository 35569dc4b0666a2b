using System.Collections.Immutable;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>A deduction as the life of a glosa sees it.</summary>
/// <param name="InvoiceNumber">The invoice.</param>
/// <param name="InvoiceMonth">Its month.</param>
/// <param name="InvoiceValue">Its whole value, R$.</param>
/// <param name="Amount">What it bore, R$.</param>
/// <param name="PaidOn">When it was paid; null while it is not.</param>
public sealed record Deduction(string InvoiceNumber, BillingMonth InvoiceMonth, decimal InvoiceValue, decimal Amount, DateOnly? PaidOn = null);

/// <summary>Periods of a glosa's life.</summary>
/// <param name="DefenceWorkingDays">Working days of the defence: a setting, since the TR names none (analogy to Lei 14.133/2021, art. 157).</param>
/// <param name="AppealDays">Days of the appeal after the payment (TR 16.5, 16.6).</param>
/// <param name="AnswerDays">Days to answer an appeal (TR 16.7).</param>
/// <param name="CorrectionDays">Days of an own correction after the payment (TR 16.8).</param>
public sealed record GlosaPeriods(int DefenceWorkingDays = 15, int AppealDays = 60, int AnswerDays = 60, int CorrectionDays = 60);

/// <summary>Everything that decides what can be done with a glosa. Money in R$ with two decimals.</summary>
public sealed record GlosaFacts
{
    public GlosaKind Kind { get; init; }
    public GlosaState State { get; init; }

    /// <summary>The month that it is about.</summary>
    public BillingMonth Month { get; init; }

    /// <summary>Number of the very invoice that it is withheld from (TR 16.1): it has no hearing before and takes from no other. Null for the other kinds.</summary>
    public string? OwnInvoice { get; init; }

    public decimal Base { get; init; }
    public bool BaseIsEstimate { get; init; }

    /// <summary>Discount in percent of <see cref="Base"/>; null when the amount is no percentage.</summary>
    public decimal? Percent { get; init; }

    public decimal Computed { get; init; }

    /// <summary>What stands today.</summary>
    public decimal Amount { get; init; }

    public decimal Returned { get; init; }
    public ImmutableArray<Deduction> Deductions { get; init; } = [];
    public DateOnly? DefenceDueOn { get; init; }
    public DateOnly? AppealDueOn { get; init; }
    public DateOnly? AnswerDueOn { get; init; }
    public DateOnly? CorrectionDueOn { get; init; }

    /// <summary>Day of the newest paper of this phase: nothing that answers it can be older.</summary>
    public DateOnly? LastEventOn { get; init; }

    /// <summary>Taken off invoices so far, what went back not counted off.</summary>
    public decimal Deducted => Deductions.Sum(d => d.Amount);

    /// <summary>What still has to be taken off an invoice; never negative.</summary>
    public decimal Outstanding => State is GlosaState.Dropped or GlosaState.Replaced ? 0m : Math.Max(0m, Amount - (Deducted - Returned));

    /// <summary>What has to go back to the contractor; never negative.</summary>
    public decimal CreditDue => Math.Max(0m, Deducted - Returned - Amount);

    /// <summary>True once an invoice bore some of it: it can be corrected, no more replaced.</summary>
    public bool IsApplied => !Deductions.IsEmpty;

    /// <summary>False for what was given up or replaced.</summary>
    public bool Stands => State is not (GlosaState.Dropped or GlosaState.Replaced);

    /// <summary>True when every invoice that bore it is paid.</summary>
    public bool AllPaid => IsApplied && Deductions.All(d => d.PaidOn is not null);
}

/// <summary>What an act makes of a glosa, or why it cannot be done.</summary>
/// <param name="Facts">The glosa afterwards; unchanged when refused.</param>
/// <param name="Refusal">The rule that stands against it.</param>
public sealed record GlosaMove(GlosaFacts Facts, Refusal? Refusal = null)
{
    /// <summary>What was computed or found, in Portuguese, with the clause.</summary>
    public string? Memory { get; init; }

    /// <summary>Day of what is recorded.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>The deadline that it opened.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>True when it came after its deadline.</summary>
    public bool Late { get; init; }

    /// <summary>The invoice that it is about.</summary>
    public string? InvoiceNumber { get; init; }

    /// <summary>What a further glosa of its own has to claim, R$: more than was notified needs a notification of its own.</summary>
    public decimal Complement { get; init; }
}
