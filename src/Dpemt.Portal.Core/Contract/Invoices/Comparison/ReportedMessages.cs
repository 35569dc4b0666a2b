using System.Globalization;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Comparison;

/// <summary>Hands over the very messages that a difference names, with Meta's ids; that it was done is recorded.</summary>
public sealed class ReportedMessages(IDbContextFactory<PortalDbContext> contexts, ReadComparison comparison, TimeProvider clock)
{
    private const int Chunk = 500;

    /// <summary>The table, or null when the difference names no messages. Meta's ids encode phone numbers: the caller has checked who asks.</summary>
    public async Task<ExportTable?> RunAsync(Actor who, long invoiceId, string code, CancellationToken cancellation)
    {
        var (report, rows) = await comparison.RowsOfAsync(invoiceId, code, cancellation);
        if (report is null || rows.Count == 0)
            return null;
        var lines = new List<IReadOnlyList<object?>>(rows.Count);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var chunk in rows.Chunk(Chunk))
        {
            var wanted = chunk.ToList();
            var found = await db.UsageReportMessages.AsNoTracking().Where(m => m.ReportId == report.Id && wanted.Contains(m.Row)).OrderBy(m => m.Row).ToListAsync(cancellation);
            lines.AddRange(found.Select(m => (IReadOnlyList<object?>)[(long)m.Row, m.Wamid, m.At, CategoryName(m.Category), m.Delivered ? "Entregue" : "Não entregue"]));
        }

        db.Audit(who, AuditActions.DataRevealed, "fatura", invoiceId.ToString(CultureInfo.InvariantCulture), clock.GetUtcNow(), $"Mensagens do relatório, motivo {code}, {lines.Count} linhas");
        await db.SaveChangesAsync(cancellation);
        return new("Mensagens",
            [new("Linha do relatório", ExportKind.Count), new("Identificador (wamid)", ExportKind.Text, 60), new("Data e hora", ExportKind.Instant, 20), new("Categoria cobrada"), new("Situação no relatório")], lines);
    }

    private static string CategoryName(ItemKind kind) => kind switch
    {
        ItemKind.Marketing => "Marketing",
        ItemKind.Utility => "Utilidade",
        ItemKind.Authentication => "Autenticação",
        _ => "Serviço",
    };
}
