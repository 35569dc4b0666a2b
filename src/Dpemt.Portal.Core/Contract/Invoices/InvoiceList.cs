using Dpemt.Portal.Contract.Invoices.Reports;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices;

/// <summary>What is asked of the list of invoices.</summary>
/// <param name="State">Only this state; null for all but the replaced registrations.</param>
/// <param name="Year">Only months of this year; null for all.</param>
/// <param name="Skip">Lines before the page.</param>
/// <param name="Take">Lines of the page, 1 to 200.</param>
public sealed record InvoiceQuery(InvoiceState? State = null, int? Year = null, int Skip = 0, int Take = 25);

/// <summary>An invoice in the list.</summary>
public sealed record InvoiceRow(
    long Id, string Number, BillingMonth Month, DateOnly IssuedOn, DateOnly? ProtocolledOn, decimal Total, InvoiceState State, bool HasReport);

/// <summary>A page of invoices.</summary>
/// <param name="Rows">The lines, newest month first.</param>
/// <param name="Total">Lines that fit, on all pages.</param>
public sealed record InvoiceRows(IReadOnlyList<InvoiceRow> Rows, int Total);

/// <summary>Lists invoices.</summary>
public sealed class InvoiceList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads a page.</summary>
    public async Task<InvoiceRows> RunAsync(InvoiceQuery query, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = db.Invoices.AsNoTracking();
        rows = query.State is { } state ? rows.Where(i => i.State == state) : rows.Where(i => i.State != InvoiceState.Replaced);
        if (query.Year is { } year and >= 2000 and <= 2199)
        {
            BillingMonth from = new(year, 1), until = new(year, 12);
            rows = rows.Where(i => i.Month >= from && i.Month <= until);
        }

        var total = await rows.CountAsync(cancellation);
        var page = await rows.OrderByDescending(i => i.Month).ThenByDescending(i => i.Id)
            .Skip(Math.Max(0, query.Skip)).Take(Math.Clamp(query.Take, 1, 200))
            .Select(i => new InvoiceRow(
                i.Id, i.Number, i.Month, i.IssuedOn, i.ProtocolledOn, i.Total, i.State,
                db.UsageReports.Any(r => r.InvoiceId == i.Id && r.CompletedAt != null)))
            .ToListAsync(cancellation);
        return new(page, total);
    }
}

/// <summary>One invoice with what belongs to its registration.</summary>
/// <param name="Invoice">It with its lines by position; untracked.</param>
/// <param name="Corrects">The registration that it corrects.</param>
/// <param name="CorrectedBy">The registration that corrects it.</param>
/// <param name="Reports">Detailed reports, the newest version first; complete ones only.</param>
public sealed record InvoiceReading(Invoice Invoice, InvoiceRow? Corrects, InvoiceRow? CorrectedBy, IReadOnlyList<UsageReport> Reports);

/// <summary>Reads one invoice.</summary>
public sealed class InvoiceDetails(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The invoice, or null.</summary>
    public async Task<InvoiceReading?> RunAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var invoice = await db.Invoices.AsNoTracking().Include(i => i.Lines.OrderBy(l => l.Position)).SingleOrDefaultAsync(i => i.Id == id, cancellation);
        if (invoice is null)
            return null;
        var others = await db.Invoices.AsNoTracking().Where(i => i.CorrectsId == id || i.Id == invoice.CorrectsId)
            .Select(i => new InvoiceRow(i.Id, i.Number, i.Month, i.IssuedOn, i.ProtocolledOn, i.Total, i.State, false)).ToListAsync(cancellation);
        var reports = await db.UsageReports.AsNoTracking().Where(r => r.InvoiceId == id && r.CompletedAt != null).OrderByDescending(r => r.Version).ToListAsync(cancellation);
        return new(invoice, others.Find(o => o.Id == invoice.CorrectsId), others.Find(o => o.Id != invoice.CorrectsId), reports);
    }
}
