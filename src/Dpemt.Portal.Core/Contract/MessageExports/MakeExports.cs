using System.IO.Compression;
using System.Runtime.CompilerServices;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.MessageExports;

/// <summary>
/// Makes the files that were asked for, one after the other, in constant memory. Keeps nothing in memory that matters: after a
/// restart the claim lapses and the file is begun again.
/// </summary>
public sealed class MakeExports(IDbContextFactory<PortalDbContext> contexts, MeteredMessages messages, TimeProvider clock)
{
    /// <summary>How long a finished file is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(1);

    /// <summary>How often a file is begun before it counts as failed.</summary>
    public const int MostAttempts = 3;

    /// <summary>Longer than writing <see cref="Told"/> lines ever takes.</summary>
    internal static readonly TimeSpan Claim = TimeSpan.FromMinutes(2);

    /// <summary>Lines between two notes of progress.</summary>
    internal int Told { get; init; } = 5_000;

    /// <summary>Makes the next file. False when none is due.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellation)
    {
        if (await TakeAsync(cancellation) is not { } export)
            return false;
        try
        {
            await DropPartsAsync(export.Id, export.Attempt - 1, cancellation);
            using var parts = new SealedParts(contexts, export.Id, export.Attempt);
            var rows = await WriteAsync(export, parts, cancellation);
            await parts.FinishAsync(cancellation);
            await EndAsync(export, rows, parts.Taken, cancellation);
        }
        catch (ExportStoppedException)
        {
            await DropPartsAsync(export.Id, export.Attempt, cancellation);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            await GiveBackAsync(export, cancellation);
            throw;
        }

        return true;
    }

    /// <summary>Deletes files whose day is over.</summary>
    public async Task ForgetAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await db.MessageExports.Where(e => e.State == MessageExportState.Ready && e.ExpiresAt <= now).Select(e => e.Id).ToListAsync(cancellation);
        foreach (var id in due)
        {
            await db.MessageExports.Where(e => e.Id == id).ExecuteUpdateAsync(s => s.SetProperty(e => e.State, MessageExportState.Expired), cancellation);
            await DropPartsAsync(id, int.MaxValue, cancellation);
        }
    }

    private async Task<MessageExport?> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var next = await db.MessageExports.AsNoTracking()
            .Where(e => e.State == MessageExportState.Queued || (e.State == MessageExportState.Running && e.ClaimedUntil < now)).OrderBy(e => e.Id).FirstOrDefaultAsync(cancellation);
        if (next is null)
            return null;
        if (next.Attempt >= MostAttempts)
        {
            await db.MessageExports.Where(e => e.Id == next.Id && e.Attempt == next.Attempt && e.State == next.State)
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.State, MessageExportState.Failed).SetProperty(e => e.EndedAt, now), cancellation);
            await DropPartsAsync(next.Id, int.MaxValue, cancellation);
            return null;
        }

        next.Attempt++;
        var until = now + Claim;
        var won = await db.MessageExports.Where(e => e.Id == next.Id && e.Attempt == next.Attempt - 1 && e.State == next.State).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.State, MessageExportState.Running).SetProperty(e => e.Attempt, next.Attempt).SetProperty(e => e.Rows, 0).SetProperty(e => e.ClaimedUntil, until), cancellation);
        return won == 1 ? next : null;
    }

    private async Task<long> WriteAsync(MessageExport export, SealedParts parts, CancellationToken cancellation)
    {
        var rows = MessageTable.RowsAsync(LinesAsync(export, cancellation), await ReceptionsAsync(export, cancellation), cancellation);
        if (export.Format == MessageExportFormat.Xlsx)
        {
            var title = export.From == export.To ? $"Mensagens de {export.From.Label}" : $"Mensagens de {export.From.Label} a {export.To.Label}";
            return await XlsxStream.WriteAsync(parts, title, "Mensagens", MessageTable.Columns, rows, cancellation);
        }

        await using var packed = new GZipStream(parts, CompressionLevel.Fastest, leaveOpen: true);
        return await CsvExport.WriteAsync(packed, MessageTable.Columns, rows, cancellation);
    }

    /// <summary>The messages of all months; notes the progress and looks whether to go on.</summary>
    private async IAsyncEnumerable<MeteredLine> LinesAsync(MessageExport export, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var count = 0L;
        for (var month = export.From; month <= export.To; month = month.Plus(1))
        {
            await foreach (var line in messages.StreamAsync(new(month), cancellation))
            {
                yield return line;
                if (++count % Told == 0)
                    await TellAsync(export, count, cancellation);
            }
        }
    }

    private async Task TellAsync(MessageExport export, long rows, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Claim;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var mine = await db.MessageExports.Where(e => e.Id == export.Id && e.State == MessageExportState.Running && e.Attempt == export.Attempt)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.Rows, rows).SetProperty(e => e.ClaimedUntil, until), cancellation);
        if (mine == 0)
            throw new ExportStoppedException();
    }

    private async Task EndAsync(MessageExport export, long rows, long bytes, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var mine = await db.MessageExports.Where(e => e.Id == export.Id && e.State == MessageExportState.Running && e.Attempt == export.Attempt).ExecuteUpdateAsync(
            s => s.SetProperty(e => e.State, MessageExportState.Ready).SetProperty(e => e.Rows, rows).SetProperty(e => e.Bytes, bytes)
                .SetProperty(e => e.EndedAt, now).SetProperty(e => e.ExpiresAt, now + Kept), cancellation);
        if (mine == 0)
            throw new ExportStoppedException();
    }

    /// <summary>After a fault the file is due again at once; the attempts that it has are counted.</summary>
    private async Task GiveBackAsync(MessageExport export, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.MessageExports.Where(e => e.Id == export.Id && e.State == MessageExportState.Running && e.Attempt == export.Attempt)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.State, MessageExportState.Queued), cancellation);
    }

    /// <summary>Deletes pieces up to an attempt: those of whoever has begun after it stay.</summary>
    private async Task DropPartsAsync(long id, int attempt, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.MessageExportParts.Where(p => p.ExportId == id && p.Attempt <= attempt).ExecuteDeleteAsync(cancellation);
    }

    private async Task<IReadOnlyDictionary<int, string>> ReceptionsAsync(MessageExport export, CancellationToken cancellation)
    {
        var (first, last) = (export.From.FirstDay, export.To.LastDay);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ids = await db.ConsumptionDays.Where(d => d.Day >= first && d.Day <= last).Select(d => d.ReceptionId).Distinct().ToListAsync(cancellation);
        return await db.NamesOfReceptionsAsync(ids, cancellation);
    }

    /// <summary>The export was cancelled, or somebody else has begun it again.</summary>
    private sealed class ExportStoppedException : Exception;
}
