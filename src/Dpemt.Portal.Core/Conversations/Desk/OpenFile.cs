using System.Globalization;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>A file as the desk opens it.</summary>
/// <param name="Bytes">Its content.</param>
/// <param name="MimeType">Its type, as the intake agreed it with the content.</param>
/// <param name="Name">Its name; null when it has none.</param>
public sealed record OpenedFile(byte[] Bytes, string MimeType, string? Name);

/// <summary>Opens a file of a message, for those who may see a conversation of its citizen; recorded once an hour (TR 30).</summary>
public sealed class OpenFile(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>A second opening within this time is not recorded again: players ask for a file piece by piece.</summary>
    public static readonly TimeSpan RecordedEvery = TimeSpan.FromHours(1);

    /// <summary>Opens it; null when it does not exist, is not here yet, or is of a citizen that the user may not see: all look the same.</summary>
    public async Task<OpenedFile?> RunAsync(Actor who, long mediaId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        if (!scope.MayWork || await VisibleFromAsync(db, scope, mediaId, cancellation) is not { } conversation)
            return null;
        var file = await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(m => m.Id == mediaId && m.State == MediaState.Ready, cancellation);
        var content = file is null ? null : await db.MediaContents.AsNoTracking().FirstOrDefaultAsync(c => c.MediaId == mediaId, cancellation);
        if (content is null)
            return null;
        await RecordAsync(db, who, mediaId, conversation, cancellation);
        return new(content.Bytes, file!.MimeType, file.FileName);
    }

    /// <summary>A conversation from whose screen the user sees the file: the history of a citizen is one.</summary>
    private static async Task<Guid?> VisibleFromAsync(PortalDbContext db, DeskScope scope, long mediaId, CancellationToken cancellation)
    {
        var conversations = await db.Messages.AsNoTracking().Where(m => m.MediaId == mediaId)
            .Join(db.Conversations, m => m.CitizenId, c => c.CitizenId, (_, c) => c).AsNoTracking().Distinct().ToListAsync(cancellation);
        return conversations.FirstOrDefault(scope.MaySee)?.Id;
    }

    private async Task RecordAsync(PortalDbContext db, Actor who, long mediaId, Guid conversation, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var recent = now - RecordedEvery;
        var subject = mediaId.ToString(CultureInfo.InvariantCulture);
        if (await db.AuditEntries.AnyAsync(e => e.SubjectKind == "media" && e.SubjectId == subject && e.ActorUserId == who.UserId && e.At > recent, cancellation))
            return;
        db.Audit(who, AuditActions.MediaOpened, "media", mediaId, now, $"Conversa {conversation}");
        await db.SaveChangesAsync(cancellation);
    }
}
