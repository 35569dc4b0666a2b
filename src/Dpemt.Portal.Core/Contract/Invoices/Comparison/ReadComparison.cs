using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices.Reports;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>A glosa of the month before that waits to be taken off an invoice (TR 5.8.2).</summary>
/// <param name="GlosaId">It.</param>
/// <param name="Month">The month of the unavailability.</param>
/// <param name="State">Where it stands: only a decided one can be taken off.</param>
/// <param name="Outstanding">What is still to be taken off, R$.</param>
public sealed record PendingDeduction(long GlosaId, BillingMonth Month, GlosaState State, decimal Outstanding);

/// <summary>An invoice beside our count and its report.</summary>
/// <param name="Comparison">The comparison.</param>
/// <param name="PriceVersion">Which prices, in words.</param>
/// <param name="Report">The report that was compared; null while none was imported.</param>
/// <param name="Pending">Availability glosas of months before that wait for an invoice.</param>
/// <param name="Started">Glosas that stand of this invoice, by <see cref="InvoiceGlosaForm.Key"/>.</param>
public sealed record ComparedInvoice(
    InvoiceComparison Comparison, string PriceVersion, UsageReport? Report, IReadOnlyList<PendingDeduction> Pending, IReadOnlyDictionary<string, long> Started);

/// <summary>Compares a registered invoice with what we counted and what its newest report says. Stores nothing.</summary>
public sealed class ReadComparison(IDbContextFactory<PortalDbContext> contexts, MeteredMonths months, PricesInForce prices, CurrentContract contract)
{
    private readonly OwnMessages _own = new(contexts);

    /// <summary>The comparison, or null without such an invoice.</summary>
    public async Task<ComparedInvoice?> RunAsync(long invoiceId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Invoices.AsNoTracking().Include(i => i.Lines.OrderBy(l => l.Position)).SingleOrDefaultAsync(i => i.Id == invoiceId, cancellation) is not { } invoice)
            return null;
        var month = await months.ReadAsync(invoice.Month, cancellation);
        var list = await prices.OfAsync(invoice.Month, cancellation);
        var own = new OwnCount(
            list.Prices, Quantities.Of(month.Used), await _own.ReadingsAsync(invoice.Month, cancellation), await BeforeAsync(invoice.Month, cancellation),
            await SetupBilledInAsync(db, invoice, list.Prices, cancellation));
        var report = await db.UsageReports.AsNoTracking().Where(r => r.InvoiceId == invoiceId && r.CompletedAt != null).OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancellation);
        var claim = report is null ? null : await ClaimAsync(db, invoice.Month, report, list.Prices, cancellation);
        var lines = invoice.Lines.Select(l => new NewInvoiceLine(l.Item, l.Description, l.Quantity, l.UnitPrice, l.Value)).ToList();
        var started = await db.Glosas.AsNoTracking().Where(g => g.InvoiceId == invoiceId && g.StandingKey != null).ToDictionaryAsync(g => g.StandingKey!, g => g.Id, cancellation);
        var comparison = CompareInvoice.Of(own, claim, lines, invoice.Total);
        if (list.Rule.Reading != TierReading.Graduated || list.Rule.Period != TierPeriod.Month)
            comparison = comparison with { Notes = [.. comparison.Notes, $"Foi adotada outra leitura das faixas ({list.Rule.Name}). Esta comparação usa faixas graduadas por mês: confira as diferenças de faixa antes de propor glosa."] };
        return new(comparison, list.Version, report, await PendingAsync(db, invoice.Month, cancellation), started);
    }

    /// <summary>Rows of the invoice's newest report that a difference names; empty when it rests on counts.</summary>
    public async Task<(UsageReport? Report, IReadOnlyList<int> Rows)> RowsOfAsync(long invoiceId, string code, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var found = await db.Invoices.AsNoTracking().Where(i => i.Id == invoiceId).Select(i => new { i.Month }).SingleOrDefaultAsync(cancellation);
        var report = await db.UsageReports.AsNoTracking().Where(r => r.InvoiceId == invoiceId && r.CompletedAt != null).OrderByDescending(r => r.Version).FirstOrDefaultAsync(cancellation);
        return found is null || report is not { ByMessage: true } ? (report, []) : (report, (await EvidenceAsync(db, found.Month, report.Id, cancellation)).Evidence.RowsOf(code));
    }

    private async Task<ReportClaim> ClaimAsync(PortalDbContext db, BillingMonth month, UsageReport report, PriceList list, CancellationToken cancellation)
    {
        if (report.ByMessage)
            return (await EvidenceAsync(db, month, report.Id, cancellation)).Claim;
        var lines = await db.UsageReportLines.AsNoTracking().Where(l => l.ReportId == report.Id).OrderBy(l => l.Row).ToListAsync(cancellation);
        var claimed = lines.Aggregate(Quantities.None, (sum, line) =>
            list.Items.FirstOrDefault(i => i.Number == line.Item) is { } item ? sum + Quantities.Of((item.Kind, line.Quantity)) : sum);
        return new(claimed, lines, null, []);
    }

    private async Task<(MessageEvidence Evidence, ReportClaim Claim)> EvidenceAsync(PortalDbContext db, BillingMonth month, long reportId, CancellationToken cancellation)
    {
        var listed = new List<ListedMessage>();
        var rows = db.UsageReportMessages.AsNoTracking().Where(m => m.ReportId == reportId).OrderBy(m => m.Row).Select(m => new { m.Row, m.WamidIndex, m.Category, m.Delivered });
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            listed.Add(new(row.Row, OwnMessages.KeyOf(row.WamidIndex), row.Category, row.Delivered));
        var own = await _own.ReadAsync(month, listed, cancellation);
        var evidence = new MessageEvidence(month, own);
        foreach (var message in listed)
            evidence.Add(message);
        var claim = evidence.Claim();
        // Where the portal holds no message at all it has nothing to hold against single ones.
        return (evidence, own.Count == 0 ? claim with { Evidence = null } : claim);
    }

    private async Task<IReadOnlyDictionary<ItemKind, long>> BeforeAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (await contract.FindAsync(cancellation) is not { } inForce)
            return new Dictionary<ItemKind, long>();
        // Contract years run from the month of its beginning.
        var start = BillingMonth.Of(inForce.InForce.Start);
        while (start.Plus(12) <= month)
            start = start.Plus(12);
        return start >= month
            ? new Dictionary<ItemKind, long>()
            : (await months.DaysAsync(start, month.Plus(-1), cancellation)).GroupBy(d => d.Kind).ToDictionary(g => g.Key, g => g.Sum(d => d.Quantity));
    }

    private static async Task<string?> SetupBilledInAsync(PortalDbContext db, Invoice invoice, PriceList list, CancellationToken cancellation)
    {
        var items = list.Of(ItemKind.Setup).Select(i => (int?)i.Number).ToList();
        return await db.Invoices.AsNoTracking()
            .Where(i => i.Id != invoice.Id && i.Month < invoice.Month && i.State != InvoiceState.Replaced && i.State != InvoiceState.Returned && i.Lines.Any(l => items.Contains(l.Item)))
            .OrderBy(i => i.Id).Select(i => i.Number).FirstOrDefaultAsync(cancellation);
    }

    private static async Task<IReadOnlyList<PendingDeduction>> PendingAsync(PortalDbContext db, BillingMonth month, CancellationToken cancellation)
    {
        // Earlier ones that no invoice bore yet are due too; a handful at most.
        var first = month.FirstDay;
        var glosas = await db.Glosas.AsNoTracking().Include(g => g.Deductions)
            .Where(g => g.Kind == GlosaKind.Availability && g.Month < first && g.State != GlosaState.Dropped && g.State != GlosaState.Replaced && g.State != GlosaState.Final)
            .OrderBy(g => g.Month).ToListAsync(cancellation);
        return [.. glosas.Select(g => new PendingDeduction(g.Id, new(g.Month), g.State, g.ToFacts().Outstanding)).Where(p => p.Outstanding > 0)];
    }
}
