using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Invoices.Files;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Reports;

/// <summary>
/// Imports the contractor's detailed report of an invoice. The file is read twice, row by row: a file with one row that cannot
/// be read is refused as a whole before anything is stored.
/// </summary>
public sealed class ImportUsageReport(
    IDbContextFactory<PortalDbContext> contexts, ContractDocuments documents, PricesInForce prices, MessageIndex index, TimeProvider clock)
{
    /// <summary>Largest file, bytes: a month of 300 000 messages as CSV.</summary>
    public const long MaxSize = 60L * 1024 * 1024;

    private const int Batch = 2_000;
    private const int ShownFaults = 10;

    /// <summary>Imports a file as the newest version of the invoice's report.</summary>
    /// <param name="who">Who imports.</param>
    /// <param name="invoiceId">The invoice.</param>
    /// <param name="name">Name of the file; CSV or XLSX.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="progress">Told how many rows were stored.</param>
    /// <param name="cancellation">Breaks off; what was stored by then is not used.</param>
    public async Task<ContractResult> RunAsync(Actor who, long invoiceId, string name, byte[] bytes, IProgress<int>? progress, CancellationToken cancellation)
    {
        if (bytes.LongLength > MaxSize)
            return ContractResult.Refuse("arquivo-grande", "O arquivo passa de 60 MB. Exporte-o como CSV ou divida-o.");
        if (Path.GetExtension(name).ToLowerInvariant() is not (".csv" or ".xlsx"))
            return ContractResult.Refuse("tipo-de-arquivo", "O relatório detalhado se importa em CSV ou XLSX. Um PDF pode ser guardado como documento da fatura.");
        Invoice? invoice;
        await using (var db = await contexts.CreateDbContextAsync(cancellation))
            invoice = await db.Invoices.AsNoTracking().SingleOrDefaultAsync(i => i.Id == invoiceId, cancellation);
        if (invoice is null)
            return ContractResult.Refuse("nao-existe", "Não há esta fatura.");
        if (invoice.State is not (InvoiceState.Registered or InvoiceState.Returned))
            return ContractResult.Refuse("estado", "O relatório se importa enquanto a fatura está em conferência.");
        var file = new UsageReportFile(name, bytes, (await prices.OfAsync(invoice.Month, cancellation)).Prices);
        var sha = Convert.ToHexStringLower(SHA256.HashData(bytes));
        int rows;
        try
        {
            var (count, faults) = await Task.Run(() => Check(file, cancellation), cancellation);
            if (faults.Count > 0)
                return ContractResult.Refuse("linhas-ilegiveis", string.Join(" ", faults.Select(f => f.Text)) + (faults.Count == ShownFaults ? " Pode haver outras." : "") + " Nada foi importado.");
            if (count == 0)
                return ContractResult.Refuse("sem-linhas", "O relatório não tem linhas.");
            rows = count;
        }
        catch (UnreadableFileException fault)
        {
            return ContractResult.Refuse("arquivo-ilegivel", fault.Message + " Nada foi importado.");
        }

        var (kept, packed) = Fit(name, bytes);
        var document = await documents.StoreAsync(who, kept, packed, cancellation);
        if (!document.Done)
            return document;
        var report = await StartAsync(who, invoiceId, document.Id!.Value, sha, file.ByMessage, rows, cancellation);
        if (report is null)
            return ContractResult.Refuse("outra-pessoa", "Outra pessoa importou um relatório desta fatura neste instante. Confira e tente de novo.");
        await StoreRowsAsync(report, file, progress, cancellation);
        await CompleteAsync(who, invoice, report, cancellation);
        return ContractResult.Ok(report.Id);
    }

    private static (int Rows, List<ReportFault> Faults) Check(UsageReportFile file, CancellationToken cancellation)
    {
        var (rows, faults) = (0, new List<ReportFault>());
        foreach (var (row, fault) in file.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (row is not null)
                rows++;
            else if (faults.Count < ShownFaults)
                faults.Add(fault!);
        }

        return (rows, faults);
    }

    /// <summary>A file that is too large for a document is packed; its hash is that of the file as it came.</summary>
    private static (string Name, byte[] Bytes) Fit(string name, byte[] bytes)
    {
        if (bytes.LongLength <= ContractDocuments.MaxSize)
            return (name, bytes);
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry(Path.GetFileName(name), CompressionLevel.Optimal).Open();
            entry.Write(bytes);
        }

        return (Path.GetFileNameWithoutExtension(name) + ".zip", packed.ToArray());
    }

    private async Task<UsageReport?> StartAsync(Actor who, long invoiceId, long document, string sha, bool byMessage, int rows, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.UsageReports.Where(r => r.InvoiceId == invoiceId).MaxAsync(r => (int?)r.Version, cancellation) ?? 0;
        var report = new UsageReport
        {
            InvoiceId = invoiceId,
            Version = last + 1,
            DocumentId = document,
            Sha256 = sha,
            ByMessage = byMessage,
            Rows = rows,
            ImportedAt = clock.GetUtcNow(),
            ImportedByUserId = who.UserId,
            ImportedByName = who.Name,
        };
        db.UsageReports.Add(report);
        try
        {
            await db.SaveChangesAsync(cancellation);
            return report;
        }
        catch (DbUpdateException) when (!cancellation.IsCancellationRequested)
        {
            await using var again = await contexts.CreateDbContextAsync(cancellation);
            if (await again.UsageReports.AnyAsync(r => r.InvoiceId == invoiceId && r.Version == report.Version, cancellation))
                return null;
            throw;
        }
    }

    /// <summary>Short transactions: the engine of the messages writes between them.</summary>
    private async Task StoreRowsAsync(UsageReport report, UsageReportFile file, IProgress<int>? progress, CancellationToken cancellation)
    {
        var stored = 0;
        foreach (var batch in file.Read().Select(r => r.Row!).Chunk(Batch))
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            foreach (var row in batch)
            {
                if (row.Line is { } line)
                {
                    line.ReportId = report.Id;
                    db.UsageReportLines.Add(line);
                }
                else if (row.Message is { } message)
                {
                    db.UsageReportMessages.Add(new UsageReportMessage
                    {
                        ReportId = report.Id,
                        Row = row.Number,
                        WamidIndex = index.Wamid(message.Wamid),
                        Wamid = message.Wamid,
                        At = message.At,
                        Category = message.Category,
                        Delivered = message.Delivered,
                    });
                }
            }

            await db.SaveChangesAsync(cancellation);
            progress?.Report(stored += batch.Length);
        }
    }

    private async Task CompleteAsync(Actor who, Invoice invoice, UsageReport report, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        await db.UsageReports.Where(r => r.Id == report.Id).ExecuteUpdateAsync(r => r.SetProperty(x => x.CompletedAt, now), cancellation);
        var id = invoice.Id.ToString(CultureInfo.InvariantCulture);
        db.Audit(who, AuditActions.UsageReportImported, "fatura", id, now,
            $"Relatório detalhado da fatura {invoice.Number}, versão {report.Version}, {report.Rows} linhas, SHA-256 {report.Sha256}");
        db.Announce(ChangeTopics.Invoice, id, now);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
