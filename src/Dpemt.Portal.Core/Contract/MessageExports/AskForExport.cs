using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>Asks for a file of messages, which is then made in the background.</summary>
public sealed class AskForExport(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Months of one file.</summary>
    public const int MostMonths = 12;

    /// <summary>Puts it in line. The same span and format asked for again by the same person while it is being made is the same export.</summary>
    /// <param name="who">The fiscal officer; the caller has checked the role. Meta's ids encode phone numbers, so it is recorded.</param>
    /// <param name="from">First month.</param>
    /// <param name="to">Last month, included.</param>
    /// <param name="format">CSV or XLSX.</param>
    /// <param name="cancellation">Stops before anything is written.</param>
    public async Task<ContractResult> RunAsync(Actor who, BillingMonth from, BillingMonth to, MessageExportFormat format, CancellationToken cancellation)
    {
        if (to < from)
            return ContractResult.Refuse("periodo", "A última competência não pode ser anterior à primeira.");
        if (from.Plus(MostMonths - 1) < to)
            return ContractResult.Refuse("periodo", $"Peça até {MostMonths} competências por arquivo. Para mais, faça um arquivo por ano.");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.MessageExports.AsNoTracking().Where(e => e.From == from && e.To == to && e.Format == format && e.AskedByUserId == who.UserId
                && (e.State == MessageExportState.Queued || e.State == MessageExportState.Running)).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancellation) is { } same)
        {
            return ContractResult.Ok(same);
        }

        var (first, last) = (from.FirstDay, to.LastDay);
        var expected = await db.ConsumptionDays.Where(d => d.Day >= first && d.Day <= last).SumAsync(d => Math.Abs(d.Messages), cancellation);
        if (expected == 0)
            return ContractResult.Refuse("sem-mensagens", "Nenhuma mensagem foi contada neste período: o arquivo sairia vazio.");
        var now = clock.GetUtcNow();
        var export = new MessageExport { From = from, To = to, Format = format, Expected = expected, AskedAt = now, AskedByUserId = who.UserId, AskedByName = who.Name };
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        db.MessageExports.Add(export);
        await db.SaveChangesAsync(cancellation);
        db.Audit(who, AuditActions.MessagesExported, "exportacao", export.Id, now, $"Arquivo {format} das mensagens de {from.Label} a {to.Label} pedido, com identificadores da Meta");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(export.Id);
    }
}

/// <summary>Stops an export that waits or is being made.</summary>
public sealed class CancelExport(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Stops it; whoever makes it notices within a moment.</summary>
    public async Task<ContractResult> RunAsync(Actor who, long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var now = clock.GetUtcNow();
        var stopped = await db.MessageExports.Where(e => e.Id == id && (e.State == MessageExportState.Queued || e.State == MessageExportState.Running))
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.State, MessageExportState.Cancelled).SetProperty(e => e.EndedAt, now), cancellation);
        if (stopped == 0)
            return ContractResult.Refuse("encerrada", "Esta exportação já terminou: não há o que cancelar.");
        db.Audit(who, AuditActions.MessagesExported, "exportacao", id, now, "Cancelada");
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(id);
    }
}
