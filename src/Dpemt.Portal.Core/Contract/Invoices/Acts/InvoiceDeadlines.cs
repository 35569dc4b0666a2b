using System.Globalization;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>The deadlines of invoices that are not paid: attestation by both clocks, payment, proofs that end too soon (TR 15).</summary>
public sealed class InvoiceDeadlines(ContractCalendar calendar) : IDeadlineSource
{
    private static readonly IReadOnlyList<InvoiceState> Running = [InvoiceState.Registered, InvoiceState.Checked, InvoiceState.Attested];

    /// <summary>Where an invoice is shown.</summary>
    public static string Href(long id) => "contrato/faturas/" + id.ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OpenDeadline>> ListAsync(PortalDbContext db, CancellationToken cancellation)
    {
        var invoices = await db.Invoices.AsNoTracking().Where(i => Running.Contains(i.State)).OrderBy(i => i.Id).ToListAsync(cancellation);
        if (invoices.Count == 0)
            return [];
        var terms = await PaymentTerms.OfAsync(db, cancellation);
        var ids = invoices.ConvertAll(i => i.Id);
        var documents = await db.PaymentDocuments.AsNoTracking().Where(d => ids.Contains(d.InvoiceId)).ToListAsync(cancellation);
        var found = new List<OpenDeadline>();
        foreach (var invoice in invoices)
        {
            var clocks = InvoiceClocks.Of(invoice.IssuedOn, invoice.ProtocolledOn, terms, await calendar.ForAsync(invoice.IssuedOn, cancellation));
            found.AddRange(Of(invoice, clocks));
            if (invoice.State != InvoiceState.Attested)
                found.AddRange(Ending(invoice, Checklist.Of(terms.Documents, documents.FindAll(d => d.InvoiceId == invoice.Id), clocks.DocumentsUntil, new HashSet<string>())));
        }

        return found;
    }

    /// <inheritdoc/>
    public Task LapseAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Attestation and payment of one invoice.</summary>
    public static IEnumerable<OpenDeadline> Of(Invoice invoice, InvoiceClocks clocks)
    {
        if (invoice.State is InvoiceState.Registered or InvoiceState.Checked)
        {
            var byIssue = $"Atesto da fatura {invoice.Number} de {invoice.Month.Label}: 30 dias da emissão";
            var byProtocol = $"Atesto da fatura {invoice.Number} de {invoice.Month.Label}: 5 dias úteis do protocolo";
            yield return One(invoice, "atesto-emissao", clocks.AttestByIssue, byIssue + Note(clocks, clocks.AttestByIssue), "TR 15.1.1.1");
            if (clocks.AttestByProtocol is { } protocol)
                yield return One(invoice, "atesto-protocolo", protocol, byProtocol + Note(clocks, protocol), "TR 15.5.1");
        }

        if (invoice.State is InvoiceState.Registered or InvoiceState.Checked or InvoiceState.Attested)
            yield return One(invoice, "pagamento", clocks.PayBy, $"Pagamento da fatura {invoice.Number} de {invoice.Month.Label}", "TR 15.1.1");
    }

    private static IEnumerable<OpenDeadline> Ending(Invoice invoice, Checklist checklist) =>
        checklist.Lines.Where(l => l is { Standing: DocumentStanding.EndsTooSoon, Document.ValidUntil: not null }).Select(l => One(
            invoice, "certidao-" + l.Required.Id, l.Document!.ValidUntil!.Value,
            $"{l.Required.Label}: vence antes do fim do prazo de atesto da fatura {invoice.Number}", $"{l.Required.Clause} e 15.5", DeadlineParty.Contractor));

    private static string Note(InvoiceClocks clocks, DateOnly day) =>
        clocks.AttestByProtocol is null || clocks.WarnOn == clocks.LateAfter ? "" : day == clocks.WarnOn ? " (aviso)" : " (último prazo)";

    private static OpenDeadline One(Invoice invoice, string name, DateOnly due, string title, string clause, DeadlineParty party = DeadlineParty.Office) => new(
        $"fatura-{invoice.Id.ToString(CultureInfo.InvariantCulture)}-{name}-{due.ToString("yyyyMMdd", CultureInfo.InvariantCulture)}", due, title, clause, party, Href(invoice.Id));
}
