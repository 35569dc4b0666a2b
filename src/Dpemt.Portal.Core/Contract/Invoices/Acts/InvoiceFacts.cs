using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>Everything that decides what can be done with an invoice: its registration and what its steps say.</summary>
public sealed record InvoiceFacts
{
    public InvoiceState State { get; init; }
    public string Number { get; init; } = "";

    /// <summary>The month that it is about.</summary>
    public BillingMonth Month { get; init; }

    public DateOnly IssuedOn { get; init; }
    public DateOnly? ProtocolledOn { get; init; }

    /// <summary>R$ to cents.</summary>
    public decimal Total { get; init; }

    /// <summary>Day of the provisional receipt; null before.</summary>
    public DateOnly? ProvisionalOn { get; init; }

    /// <summary>Day of the definitive receipt; null before.</summary>
    public DateOnly? DefinitiveOn { get; init; }

    /// <summary>Documents whose lack was notified to the contractor (TR 15.1.3).</summary>
    public IReadOnlyList<string> Notified { get; init; } = [];

    /// <summary>Who checked it last; counts only while it is checked or beyond.</summary>
    public Guid? CheckedBy { get; init; }

    /// <summary>Name of who checked it last.</summary>
    public string? CheckedByName { get; init; }

    /// <summary>The net that she proposed, R$.</summary>
    public decimal? CheckedNet { get; init; }

    /// <summary>The net that was attested, R$: fixed.</summary>
    public decimal? AttestedNet { get; init; }

    /// <summary>Local day of the attestation.</summary>
    public DateOnly? AttestedOn { get; init; }

    public string? AttestedByName { get; init; }
    public DateOnly? PaidOn { get; init; }

    /// <summary>Number of the payment order.</summary>
    public string? PaymentOrder { get; init; }

    /// <summary>Day from which the correction of TR 15.1.8 counts: delivery of the invoice.</summary>
    public DateOnly DeliveredOn => ProtocolledOn ?? IssuedOn;

    /// <summary>Reads them.</summary>
    /// <param name="invoice">The registration.</param>
    /// <param name="steps">Its steps, the first one first.</param>
    public static InvoiceFacts Of(Invoice invoice, IReadOnlyList<InvoiceStep> steps)
    {
        InvoiceStep? Last(string act) => steps.LastOrDefault(s => s.Act == act);
        var check = Last(InvoiceActs.Checked);
        var attested = Last(InvoiceActs.Attested);
        var paid = Last(InvoiceActs.Paid);
        return new()
        {
            State = invoice.State,
            Number = invoice.Number,
            Month = invoice.Month,
            IssuedOn = invoice.IssuedOn,
            ProtocolledOn = invoice.ProtocolledOn,
            Total = invoice.Total,
            ProvisionalOn = Last(InvoiceActs.Provisional)?.EventOn,
            DefinitiveOn = Last(InvoiceActs.Definitive)?.EventOn,
            Notified = [.. steps.Where(s => s.Act == InvoiceActs.Notified).SelectMany(s => (s.Reference ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries)).Distinct()],
            CheckedBy = check?.ActorUserId,
            CheckedByName = check?.ActorName,
            CheckedNet = check?.Amount,
            AttestedNet = attested?.Amount,
            AttestedOn = attested is null ? null : ContractTime.DayOf(attested.At),
            AttestedByName = attested?.ActorName,
            PaidOn = paid?.EventOn,
            PaymentOrder = paid?.Reference,
        };
    }
}

/// <summary>What an act makes of an invoice, or why it cannot be done.</summary>
/// <param name="State">The state afterwards; unchanged when refused.</param>
/// <param name="Refusal">The rule that stands against it.</param>
public sealed record InvoiceMove(InvoiceState State, Refusal? Refusal = null)
{
    /// <summary>What was computed or found, in Portuguese, with the clause.</summary>
    public string? Memory { get; init; }

    /// <summary>Day of what is recorded.</summary>
    public DateOnly? EventOn { get; init; }

    /// <summary>Net, payment or correction, R$.</summary>
    public decimal? Amount { get; init; }

    /// <summary>Payment order, or documents of a notification.</summary>
    public string? Reference { get; init; }

    /// <summary>True when it came after its deadline.</summary>
    public bool Late { get; init; }
}
