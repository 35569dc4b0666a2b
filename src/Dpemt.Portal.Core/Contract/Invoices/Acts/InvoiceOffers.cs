using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>The forms of an invoice that an officer can be offered.</summary>
public enum InvoiceForm
{
    Provisional = 0,
    Check = 1,
    Definitive = 2,
    Attest = 3,
    Payment = 4,
    Correction = 5,
    Glosa = 6,
    Notify = 7,
    Protocol = 8,
    Reopen = 9,
    Return = 10,
}

/// <summary>What can be done with an invoice, the next step first.</summary>
public static class InvoiceOffers
{
    /// <summary>The forms; empty when nothing is left to do. Whoever checked it is not offered the attestation.</summary>
    /// <param name="facts">The invoice.</param>
    /// <param name="checklist">Its documents.</param>
    /// <param name="clocks">Its deadlines.</param>
    /// <param name="who">The officer.</param>
    public static IReadOnlyList<InvoiceForm> Of(InvoiceFacts facts, Checklist checklist, InvoiceClocks clocks, Actor who) => [.. Listed(facts, checklist, clocks, who)];

    private static IEnumerable<InvoiceForm> Listed(InvoiceFacts facts, Checklist checklist, InvoiceClocks clocks, Actor who)
    {
        var open = facts.State is InvoiceState.Registered or InvoiceState.Checked;
        if (facts.State == InvoiceState.Registered)
            yield return facts.ProvisionalOn is null ? InvoiceForm.Provisional : InvoiceForm.Check;
        if (open && facts is { ProvisionalOn: not null, DefinitiveOn: null })
            yield return InvoiceForm.Definitive;
        if (facts is { State: InvoiceState.Checked, DefinitiveOn: not null } && facts.CheckedBy != who.UserId)
            yield return InvoiceForm.Attest;
        if (facts.State == InvoiceState.Registered)
            yield return InvoiceForm.Glosa;
        if (facts.State == InvoiceState.Attested)
            yield return InvoiceForm.Payment;
        if (facts.State == InvoiceState.Paid && facts.PaidOn > clocks.PayBy)
            yield return InvoiceForm.Correction;
        if ((open || facts.State == InvoiceState.Attested) && checklist.Faults.Any())
            yield return InvoiceForm.Notify;
        if (open && facts.ProtocolledOn is null)
            yield return InvoiceForm.Protocol;
        if (facts.State == InvoiceState.Checked)
            yield return InvoiceForm.Reopen;
        if (open)
            yield return InvoiceForm.Return;
    }
}
