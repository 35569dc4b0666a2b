using System.IO.Compression;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>An export in a list.</summary>
public sealed record MessageExportLine(
    long Id, BillingMonth From, BillingMonth To, MessageExportFormat Format, MessageExportState State, long Rows, long Expected, long Bytes,
    DateTimeOffset AskedAt, string AskedByName, DateTimeOffset? ExpiresAt)
{
    /// <summary>True while it waits or is being made.</summary>
    public bool Open => State is MessageExportState.Queued or MessageExportState.Running;

    /// <summary>How far it is, 0 to 100; 100 only when it is ready.</summary>
    public int Percent => State == MessageExportState.Ready ? 100 : Expected == 0 ? 0 : (int)Math.Min(99, Rows * 100 / Expected);

    /// <summary>Name of the file.</summary>
    public string FileName => $"mensagens-{From}" + (To == From ? "" : $"-a-{To}") + (Format == MessageExportFormat.Xlsx ? ".xlsx" : ".csv");
}

/// <summary>Lists exports and gives their files out.</summary>
public sealed class MessageExportList(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The newest ones, of all persons.</summary>
    public async Task<IReadOnlyList<MessageExportLine>> NewestAsync(int most, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Lines(db.MessageExports.OrderByDescending(e => e.Id).Take(most)).ToListAsync(cancellation);
    }

    /// <summary>One of them, or null.</summary>
    public async Task<MessageExportLine?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Lines(db.MessageExports.Where(e => e.Id == id)).SingleOrDefaultAsync(cancellation);
    }

    /// <summary>Opens a finished file and records who took it. Null when there is none (any more).</summary>
    /// <returns>What writes the file, in constant memory.</returns>
    public async Task<Func<Stream, CancellationToken, Task>?> OpenAsync(Actor who, long id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.MessageExports.AsNoTracking().SingleOrDefaultAsync(e => e.Id == id && e.State == MessageExportState.Ready && e.ExpiresAt > now, cancellation) is not { } export)
            return null;
        db.Audit(who, AuditActions.MessagesExported, "exportacao", id, now, "Arquivo baixado");
        await db.SaveChangesAsync(cancellation);
        return (to, stop) => CopyAsync(export, to, stop);
    }

    private async Task CopyAsync(MessageExport export, Stream to, CancellationToken cancellation)
    {
        await using var pieces = new SealedPartsReader(contexts, export.Id, export.Attempt);
        if (export.Format == MessageExportFormat.Xlsx)
        {
            await pieces.CopyToAsync(to, cancellation);
            return;
        }

        await using var unpacked = new GZipStream(pieces, CompressionMode.Decompress);
        await unpacked.CopyToAsync(to, cancellation);
    }

    private static IQueryable<MessageExportLine> Lines(IQueryable<MessageExport> exports) => exports.AsNoTracking().Select(e => new MessageExportLine(
        e.Id, e.From, e.To, e.Format, e.State, e.Rows, e.Expected, e.Bytes, e.AskedAt, e.AskedByName, e.ExpiresAt));
}
