using Dpemt.Portal.Contract.Calendar;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>The deadlines of an invoice. The contract sets two for the attestation: the earlier one warns, the later one is overdue.</summary>
/// <param name="AttestByIssue">Last day of 30 days from the issue (TR 15.1.1.1).</param>
/// <param name="AttestByProtocol">Last day of 5 working days from the protocol with all documents (TR 15.5.1); null while it is not protocolled.</param>
/// <param name="PayBy">Last day of the payment, 30 days from the issue (TR 15.1.1).</param>
public sealed record InvoiceClocks(DateOnly AttestByIssue, DateOnly? AttestByProtocol, DateOnly PayBy)
{
    /// <summary>The day that warns.</summary>
    public DateOnly WarnOn => AttestByProtocol < AttestByIssue ? AttestByProtocol.Value : AttestByIssue;

    /// <summary>The last day that is not late.</summary>
    public DateOnly LateAfter => AttestByProtocol > AttestByIssue ? AttestByProtocol.Value : AttestByIssue;

    /// <summary>The day until which the proofs have to be valid: the end of the attestation's period of TR 15.5.1, the clause that follows TR 15.5; before the protocol that of TR 15.1.1.1.</summary>
    public DateOnly DocumentsUntil => AttestByProtocol ?? AttestByIssue;

    /// <summary>Counts them.</summary>
    public static InvoiceClocks Of(DateOnly issuedOn, DateOnly? protocolledOn, PaymentTerms terms, Deadlines deadlines) => new(
        deadlines.Due(issuedOn, terms.AttestDays, DeadlineUnit.Days),
        protocolledOn is { } protocol ? deadlines.Due(protocol, terms.AttestWorkingDays, DeadlineUnit.WorkingDays) : null,
        deadlines.Due(issuedOn, terms.PayDays, DeadlineUnit.Days));
}
