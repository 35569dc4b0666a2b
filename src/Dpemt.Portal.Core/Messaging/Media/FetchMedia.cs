using Dpemt.Portal.Changes;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging.Media;

/// <summary>
/// Fetches files of citizens right after their message: the provider forgets them after days. Bytes are checked by
/// content and sealed before they are stored. The next attempt's time is the claim: it is moved ahead by compare-and-set.
/// </summary>
internal sealed class FetchMedia(IDbContextFactory<PortalDbContext> contexts, BspMedia provider, WriteTurns turns, TimeProvider clock)
{
    internal const int MaxAttempts = 12;

    private const int Batch = 8;
    private const int Parallel = 4;

    /// <summary>Longer than any download may take, so that nobody else begins it meanwhile.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(3);

    /// <summary>Fetches what is due. Returns how many files were tried.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var due = await db.MediaFiles.AsNoTracking().Where(m => m.State == MediaState.Pending && m.NextAttemptAt <= now)
            .OrderBy(m => m.NextAttemptAt).Take(Batch).ToListAsync(cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation };
        await global::System.Threading.Tasks.Parallel.ForEachAsync(due, options, async (file, stop) => await FetchAsync(file, stop));
        return due.Count;
    }

    private async Task FetchAsync(MediaFile file, CancellationToken cancellation)
    {
        var until = clock.GetUtcNow() + Claim;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        using (await turns.TakeAsync(cancellation))
        {
            var won = await db.MediaFiles.Where(m => m.Id == file.Id && m.State == MediaState.Pending && m.NextAttemptAt == file.NextAttemptAt)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextAttemptAt, until).SetProperty(m => m.Attempts, m => m.Attempts + 1), cancellation);
            if (won == 0)
                return;
        }

        try
        {
            var bytes = await provider.DownloadAsync(file.ProviderId!, cancellation);
            if (bytes.Length == 0)
                throw new BspUnavailableException("A contratada entregou um arquivo vazio.");
            await (MediaContentType.Agreed(file.Kind, file.MimeType, bytes) is { } type
                ? StoreAsync(db, file, type, bytes, cancellation)
                : SettleAsync(db, file, MediaState.Failed, "O conteúdo do arquivo não é do tipo que ele diz ser.", null, cancellation));
        }
        catch (BspMediaRefusedException fault)
        {
            await SettleAsync(db, file, MediaState.Failed, fault.Message, null, cancellation);
        }
        catch (BspUnavailableException fault)
        {
            var attempts = file.Attempts + 1;
            var next = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(1800, Math.Pow(2, attempts)));
            await (attempts >= MaxAttempts
                ? SettleAsync(db, file, MediaState.Failed, fault.Message, null, cancellation)
                : SettleAsync(db, file, MediaState.Pending, fault.Message, next, cancellation));
        }
    }

    private async Task StoreAsync(PortalDbContext db, MediaFile file, string type, byte[] bytes, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (!await db.MediaContents.AnyAsync(c => c.MediaId == file.Id, cancellation))
            db.MediaContents.Add(new MediaContent { MediaId = file.Id, Bytes = bytes });
        await db.MediaFiles.Where(m => m.Id == file.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.State, MediaState.Ready).SetProperty(m => m.MimeType, type).SetProperty(m => m.Size, bytes.LongLength)
                .SetProperty(m => m.NextAttemptAt, (DateTimeOffset?)null).SetProperty(m => m.Fault, (string?)null), cancellation);
        await AnnounceAsync(db, file.Id, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task SettleAsync(PortalDbContext db, MediaFile file, MediaState state, string fault, DateTimeOffset? next, CancellationToken cancellation)
    {
        using var turn = await turns.TakeAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var reason = fault.Length <= 300 ? fault : fault[..300];
        await db.MediaFiles.Where(m => m.Id == file.Id).ExecuteUpdateAsync(
            s => s.SetProperty(m => m.State, state).SetProperty(m => m.NextAttemptAt, next).SetProperty(m => m.Fault, reason), cancellation);
        await AnnounceAsync(db, file.Id, cancellation);
        await transaction.CommitAsync(cancellation);
    }

    private async Task AnnounceAsync(PortalDbContext db, long mediaId, CancellationToken cancellation)
    {
        var conversation = await db.Messages.Where(m => m.MediaId == mediaId).Select(m => m.ConversationId).FirstOrDefaultAsync(cancellation);
        if (conversation is { } id)
            db.Announce(ChangeTopics.Conversation, id, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
    }
}
