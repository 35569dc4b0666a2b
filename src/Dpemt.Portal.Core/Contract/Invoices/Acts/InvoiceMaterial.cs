using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>An invoice with all that its life rests on, read in one context: for acts tracked, for screens not.</summary>
internal sealed record InvoiceMaterial(
    Invoice Invoice, InvoiceFacts Facts, IReadOnlyList<InvoiceStep> Steps, IReadOnlyList<PaymentDocument> Documents, IReadOnlyList<Glosa> Glosas, InvoiceSight Sight)
{
    private static readonly IReadOnlyList<GlosaState> Ripe = [GlosaState.Decided, GlosaState.Applied, GlosaState.Paid, GlosaState.Answered];

    internal static async Task<InvoiceMaterial?> ReadAsync(PortalDbContext db, long id, bool tracked, GlosaTime time, CancellationToken cancellation)
    {
        var tracking = tracked ? QueryTrackingBehavior.TrackAll : QueryTrackingBehavior.NoTracking;
        if (await db.Invoices.AsTracking(tracking).SingleOrDefaultAsync(i => i.Id == id, cancellation) is not { } invoice)
            return null;
        var steps = await db.InvoiceSteps.AsNoTracking().Where(s => s.InvoiceId == id).OrderBy(s => s.Version).ToListAsync(cancellation);
        var documents = await db.PaymentDocuments.AsNoTracking().Where(d => d.InvoiceId == id).OrderBy(d => d.Id).ToListAsync(cancellation);
        var glosas = await GlosasAsync(db, invoice, tracking, cancellation);
        var facts = InvoiceFacts.Of(invoice, steps);
        var now = time.Now;
        var deadlines = await time.DeadlinesAsync(invoice.IssuedOn, cancellation);
        var terms = await PaymentTerms.OfAsync(db, cancellation);
        var clocks = InvoiceClocks.Of(invoice.IssuedOn, invoice.ProtocolledOn, terms, deadlines);
        var withheldFor = glosas.Where(g => g is { Case: InvoiceGlosaCase.MissingDocument, Code: not null } && g.InvoiceId == id && g.ToFacts().Stands).Select(g => g.Code!);
        var checklist = Checklist.Of(terms.Documents, await WithReportAsync(db, id, documents, cancellation), clocks.DocumentsUntil, new HashSet<string>(facts.Notified.Concat(withheldFor)));
        // Once attested nothing more can be taken off it: only what it bears counts.
        var open = invoice.State is InvoiceState.Registered or InvoiceState.Checked;
        var bearing = glosas.Where(g => g.Deductions.Exists(d => d.InvoiceNumber == invoice.Number) || (open && (g.InvoiceId is null || g.InvoiceId == id || g.Deductions.Count > 0)));
        var settlement = Settlement.Of(invoice.Number, invoice.Month, invoice.Total, bearing.Select(g => (g.Id, g.ToFacts())), await time.PeriodsAsync(cancellation), deadlines, now);
        if (!open)
            settlement = settlement with { Lines = [.. settlement.Lines.Where(l => l.Act is null)], Waiting = [] };
        return new(invoice, facts, steps, documents, glosas, new(clocks, checklist, settlement, deadlines, ContractTime.DayOf(now)));
    }

    private static Task<List<Glosa>> GlosasAsync(PortalDbContext db, Invoice invoice, QueryTrackingBehavior tracking, CancellationToken cancellation) =>
        db.Glosas.AsTracking(tracking).Include(g => g.Deductions)
            .Where(g => g.InvoiceId == invoice.Id || g.Deductions.Any(d => d.InvoiceNumber == invoice.Number) || Ripe.Contains(g.State))
            .OrderBy(g => g.Id).AsSplitQuery().ToListAsync(cancellation);

    /// <summary>An imported report of consumption is the document itself: nobody has to hand it in twice.</summary>
    private static async Task<IReadOnlyCollection<PaymentDocument>> WithReportAsync(PortalDbContext db, long id, List<PaymentDocument> documents, CancellationToken cancellation)
    {
        if (documents.Exists(d => d.Kind == RequiredDocument.ConsumptionReport)
            || await db.UsageReports.AsNoTracking().Where(r => r.InvoiceId == id && r.CompletedAt != null).OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancellation) is not { } report)
        {
            return documents;
        }

        return
        [
            .. documents,
            new()
            {
                InvoiceId = id,
                Kind = RequiredDocument.ConsumptionReport,
                DocumentId = report.DocumentId,
                IssuedOn = ContractTime.DayOf(report.ImportedAt),
                AddedAt = report.ImportedAt,
                AddedByUserId = report.ImportedByUserId,
                AddedByName = report.ImportedByName,
            },
        ];
    }
}
