using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>A document of another invoice that would do here.</summary>
/// <param name="Document">It.</param>
/// <param name="InvoiceNumber">The invoice that it was handed in for.</param>
public sealed record ReusableDocument(PaymentDocument Document, string InvoiceNumber);

/// <summary>The life of an invoice for a screen.</summary>
/// <param name="Version">What an act has to name.</param>
/// <param name="Facts">Where it stands.</param>
/// <param name="Clocks">Its deadlines.</param>
/// <param name="Checklist">Its documents.</param>
/// <param name="Settlement">What it pays: frozen once attested.</param>
/// <param name="Glosas">Those that it bears or that were made from it.</param>
/// <param name="Unripe">Glosas of this and earlier months that are not decided yet, or rest on an estimate: a later invoice bears them.</param>
/// <param name="Steps">Its steps, the first one first.</param>
/// <param name="Reusable">For each document that is missing or ends too soon, the newest one that would do.</param>
/// <param name="Files">The files that are named.</param>
/// <param name="LateMonths">Months whose index a late payment needs; empty when it was in time.</param>
/// <param name="Today">Local day of the reading.</param>
public sealed record InvoiceLifeReading(
    int Version, InvoiceFacts Facts, InvoiceClocks Clocks, Checklist Checklist, Settlement Settlement, IReadOnlyList<GlosaRow> Glosas, IReadOnlyList<GlosaRow> Unripe,
    IReadOnlyList<InvoiceStep> Steps, IReadOnlyList<ReusableDocument> Reusable, IReadOnlyDictionary<long, DocumentLine> Files, IReadOnlyList<BillingMonth> LateMonths, DateOnly Today);

/// <summary>Reads the life of one invoice.</summary>
public sealed class InvoiceLifeView(IDbContextFactory<PortalDbContext> contexts, ContractDocuments documents, GlosaTime time)
{
    /// <summary>The reading, or null when there is no such invoice.</summary>
    public async Task<InvoiceLifeReading?> RunAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await InvoiceMaterial.ReadAsync(db, id, tracked: false, time, cancellation) is not { } material)
            return null;
        var (facts, sight) = (material.Facts, material.Sight);
        var reusable = await ReusableAsync(db, id, sight.Checklist, cancellation);
        var files = sight.Checklist.Lines.Select(l => l.Document?.DocumentId).Concat(material.Steps.Select(s => s.DocumentId)).Concat(reusable.Select(r => (long?)r.Document.DocumentId));
        var named = sight.Settlement.Lines.Select(l => l.Glosa).Concat(sight.Settlement.Waiting.Select(w => w.Glosa)).ToHashSet();
        IReadOnlyList<BillingMonth> late = facts.PaidOn is { } paid && paid > sight.Clocks.PayBy
            ? LatePayment.Months(sight.Clocks.PayBy, facts.DeliveredOn, paid, sight.Deadlines) : [];
        return new(
            material.Invoice.Version, facts, sight.Clocks, sight.Checklist, sight.Settlement,
            [.. material.Glosas.Where(g => g.InvoiceId == id || named.Contains(g.Id)).Select(GlosaList.ToRow)],
            await UnripeAsync(db, material.Invoice, cancellation),
            material.Steps, reusable, await documents.LinesAsync([.. files.OfType<long>().Distinct()], cancellation), late, sight.Today);
    }

    /// <summary>Both corrections of a late payment by an index that a person types; null when it was in time or an index is missing.</summary>
    public async Task<IReadOnlyList<LateCorrection>?> CorrectAsync(long id, IReadOnlyCollection<IndexRate> rates, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await InvoiceMaterial.ReadAsync(db, id, tracked: false, time, cancellation) is not { Facts: { PaidOn: { } paid, AttestedNet: { } net } facts } material)
            return null;
        var sight = material.Sight;
        return paid <= sight.Clocks.PayBy || LatePayment.Months(sight.Clocks.PayBy, facts.DeliveredOn, paid, sight.Deadlines).Any(m => rates.All(r => r.Month != m))
            ? null
            : LatePayment.Of(net, sight.Clocks.PayBy, facts.DeliveredOn, paid, sight.Deadlines, rates);
    }

    private static async Task<IReadOnlyList<GlosaRow>> UnripeAsync(PortalDbContext db, Invoice invoice, CancellationToken cancellation)
    {
        if (invoice.State is not (InvoiceState.Registered or InvoiceState.Checked))
            return [];
        var month = invoice.Month.FirstDay;
        var found = await db.Glosas.AsNoTracking().Include(g => g.Deductions)
            .Where(g => g.InvoiceId == null && g.Month <= month && (g.State < GlosaState.Decided || (g.State == GlosaState.Decided && g.BaseIsEstimate)))
            .OrderBy(g => g.Month).ThenBy(g => g.Id).AsSplitQuery().ToListAsync(cancellation);
        return found.ConvertAll(GlosaList.ToRow);
    }

    private static async Task<IReadOnlyList<ReusableDocument>> ReusableAsync(PortalDbContext db, long id, Checklist checklist, CancellationToken cancellation)
    {
        var kinds = checklist.Faults.Where(l => l.Required.Expires).Select(l => l.Required.Id).ToList();
        if (kinds.Count == 0)
            return [];
        var found = await db.PaymentDocuments.AsNoTracking()
            .Where(d => kinds.Contains(d.Kind) && d.InvoiceId != id && d.ValidUntil >= checklist.Until)
            .Join(db.Invoices, d => d.InvoiceId, i => i.Id, (d, i) => new ReusableDocument(d, i.Number)).ToListAsync(cancellation);
        return [.. found.GroupBy(r => r.Document.Kind).Select(g => g.MaxBy(r => r.Document.Id)!)];
    }
}
