using System.Globalization;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>Writes steps of invoices with trail and change feed.</summary>
internal static class InvoiceBook
{
    /// <summary>Refusal when somebody else was faster.</summary>
    internal const string Conflict = "outra-pessoa";

    internal static ContractResult Changed() =>
        ContractResult.Refuse(Conflict, "Outra pessoa acabou de mexer nesta fatura. Confira o que mudou e repita, se ainda couber.");

    /// <summary>Adds a step and moves the invoice to the next version. The caller saves.</summary>
    internal static void Write(this PortalDbContext db, Actor who, Invoice invoice, InvoiceStep step, DateTimeOffset now)
    {
        step.InvoiceId = invoice.Id;
        step.Version = ++invoice.Version;
        step.StateBefore = invoice.State;
        step.At = now;
        step.ActorUserId = who.UserId;
        step.ActorName = who.Name;
        invoice.State = step.StateAfter;
        db.InvoiceSteps.Add(step);
        var key = invoice.Id.ToString(CultureInfo.InvariantCulture);
        db.Audit(who, AuditActions.InvoiceMoved, "fatura", key, now,
            InvoiceActs.LabelOf(step.Act) + (step.Amount is { } amount ? $": {ContractText.Money(amount)}" : ""));
        db.Announce(ChangeTopics.Invoice, key, now);
    }
}
