using System.Globalization;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Which part of the queue is asked for.</summary>
public enum QueueView
{
    /// <summary>Who waits and may be claimed by this user.</summary>
    Waiting = 0,

    /// <summary>What this user attends.</summary>
    Mine = 1,

    /// <summary>What anybody attends in the user's receptions, and what waits for one other person.</summary>
    Others = 2,
}

/// <summary>Order of the queue.</summary>
public enum QueueOrder
{
    /// <summary>Who waits longest first.</summary>
    Since = 0,

    /// <summary>Whose 24 h window closes first.</summary>
    Window = 1,
}

/// <summary>What is asked of the queue.</summary>
/// <param name="View">Which part.</param>
/// <param name="ReceptionId">Only this reception; null for all of the user's.</param>
/// <param name="Order">The order.</param>
/// <param name="Size">Rows of a page, 1 to 200.</param>
public sealed record QueueFilter(QueueView View = QueueView.Waiting, int? ReceptionId = null, QueueOrder Order = QueueOrder.Since, int Size = 50);

/// <summary>One line of the queue.</summary>
/// <param name="ConversationId">The conversation.</param>
/// <param name="CitizenName">The name told, else the profile's, else the masked number.</param>
/// <param name="ReceptionId">The reception.</param>
/// <param name="ReceptionName">Its name.</param>
/// <param name="City">Name of the city, when known.</param>
/// <param name="Area">Title of the legal area, when known.</param>
/// <param name="Account">The relato, cut to two lines; null when none was told.</param>
/// <param name="Since">Waiting since, UTC.</param>
/// <param name="WindowUntil">Free text may be sent until, UTC.</param>
/// <param name="IsWaiting">Nobody attends.</param>
/// <param name="AssignedUserId">Who attends.</param>
/// <param name="AssignedName">Her name.</param>
/// <param name="ForUserId">Transferred to this person alone.</param>
/// <param name="TransferNote">The colleague's note.</param>
/// <param name="TransferredBy">The colleague's name.</param>
/// <param name="HasDraft">The user has typed something here and not sent it.</param>
/// <param name="UnreadSince">First message that the desk has not looked at, UTC.</param>
/// <param name="LastMessageAt">Last message of either side, UTC.</param>
/// <param name="Urgent">The relato names an emergency.</param>
public sealed record QueueRow(
    Guid ConversationId, string CitizenName, int ReceptionId, string ReceptionName, string? City, string? Area, string? Account,
    DateTimeOffset Since, DateTimeOffset? WindowUntil, bool IsWaiting, Guid? AssignedUserId, string? AssignedName, Guid? ForUserId,
    string? TransferNote, string? TransferredBy, bool HasDraft, DateTimeOffset? UnreadSince, DateTimeOffset LastMessageAt, bool Urgent);

/// <summary>A page of the queue.</summary>
/// <param name="Rows">In the order asked for.</param>
/// <param name="Cursor">Where the next page begins; null on the last one.</param>
public sealed record QueuePage(IReadOnlyList<QueueRow> Rows, string? Cursor);

/// <summary>Who waits and who is attended, for one user (ETP 7, step 12).</summary>
public sealed class HandoverQueue(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Longest excerpt of a relato: two lines of the list.</summary>
    public const int ExcerptLength = 160;

    /// <summary>Reads one page. Users without a place at the desk get an empty one.</summary>
    public async Task<QueuePage> RunAsync(Actor who, QueueFilter filter, string? cursor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        if (!scope.MayWork)
            return new([], null);
        var size = Math.Clamp(filter.Size, 1, 200);
        var rows = await Query(db, scope, filter, cursor).Take(size + 1).ToListAsync(cancellation);
        var page = rows.Take(size).ToList();
        var next = rows.Count > size ? CursorOf(page[^1], filter.Order) : null;
        return new([.. page.Select(ToRow)], next);
    }

    internal static IQueryable<QueueLine> Query(PortalDbContext db, DeskScope scope, QueueFilter filter, string? cursor)
    {
        var me = scope.UserId;
        var entries = scope.Open(db);
        if (filter.ReceptionId is { } reception)
            entries = entries.Where(e => e.ReceptionId == reception);
        entries = filter.View switch
        {
            QueueView.Waiting => entries.Where(e => e.State == HandoverState.Waiting && (e.ForUserId == null || e.ForUserId == me)),
            QueueView.Mine => entries.Where(e => e.State == HandoverState.Claimed && e.AssignedUserId == me),
            _ => entries.Where(e => e.AssignedUserId != me && (e.State == HandoverState.Claimed || (e.ForUserId != null && e.ForUserId != me))),
        };
        var lines = entries
            .Join(db.Conversations, e => e.ConversationId, c => c.Id, (e, c) => new { Entry = e, Conversation = c })
            .Join(db.Citizens, p => p.Conversation.CitizenId, c => c.Id, (p, c) => new QueueLine
            {
                Id = p.Entry.Id,
                ConversationId = p.Conversation.Id,
                Name = c.Name,
                ProfileName = c.ProfileName,
                Phone = c.Phone,
                ReceptionId = p.Entry.ReceptionId,
                ReceptionName = db.Receptions.Where(r => r.Id == p.Entry.ReceptionId).Select(r => r.Name).FirstOrDefault(),
                CityCode = p.Entry.CityCode,
                Area = p.Entry.Area,
                Account = p.Conversation.Account,
                Since = p.Entry.Since,
                LastInboundAt = c.LastInboundAt,
                State = p.Entry.State,
                AssignedUserId = p.Entry.AssignedUserId,
                AssignedName = db.Users.Where(u => u.Id == p.Entry.AssignedUserId).Select(u => u.DisplayName).FirstOrDefault(),
                ForUserId = p.Entry.ForUserId,
                Note = p.Entry.Note,
                TransferredBy = db.Users.Where(u => u.Id == p.Entry.TransferredBy).Select(u => u.DisplayName).FirstOrDefault(),
                HasDraft = db.Drafts.Any(d => d.UserId == me && d.ConversationId == p.Conversation.Id),
                UnreadSince = p.Conversation.UnreadSince,
                LastMessageAt = p.Conversation.LastMessageAt,
                Urgent = p.Entry.Urgent,
            });
        return After(lines, filter.Order, cursor);
    }

    private static IQueryable<QueueLine> After(IQueryable<QueueLine> lines, QueueOrder order, string? cursor)
    {
        var id = 0L;
        var continues = PageCursor.TryRead(cursor, out var at, out var text)
            && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
        if (order == QueueOrder.Window)
        {
            if (continues)
                lines = lines.Where(l => l.LastInboundAt > at || (l.LastInboundAt == at && l.Id > id));
            return lines.OrderBy(l => l.LastInboundAt).ThenBy(l => l.Id);
        }

        if (continues)
            lines = lines.Where(l => l.Since > at || (l.Since == at && l.Id > id));
        return lines.OrderBy(l => l.Since).ThenBy(l => l.Id);
    }

    private static string CursorOf(QueueLine last, QueueOrder order) => PageCursor.Of(
        order == QueueOrder.Window ? last.LastInboundAt ?? DateTimeOffset.UnixEpoch : last.Since, last.Id.ToString(CultureInfo.InvariantCulture));

    private static QueueRow ToRow(QueueLine line) => new(
        line.ConversationId, CitizenNames.Display(line.Name, line.ProfileName, line.Phone), line.ReceptionId,
        line.ReceptionName ?? "Sem recepção", CityFinder.Default.Find(line.CityCode)?.Name,
        line.Area is null ? null : Lexicon.Default.Area(line.Area).Title, Excerpt(line.Account), line.Since, ServiceWindow.Until(line.LastInboundAt),
        line.State == HandoverState.Waiting, line.AssignedUserId, line.AssignedName, line.ForUserId, line.Note, line.TransferredBy, line.HasDraft,
        line.UnreadSince, line.LastMessageAt, line.Urgent);

    private static string? Excerpt(string? account)
    {
        if (string.IsNullOrWhiteSpace(account))
            return null;
        var line = string.Join(' ', account.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= ExcerptLength)
            return line;
        // Never between the two halves of an emoji.
        var cut = char.IsHighSurrogate(line[ExcerptLength - 2]) ? ExcerptLength - 2 : ExcerptLength - 1;
        return line[..cut].TrimEnd() + "…";
    }
}

/// <summary>A line as the database gives it.</summary>
internal sealed class QueueLine
{
    public long Id { get; init; }
    public Guid ConversationId { get; init; }
    public string? Name { get; init; }
    public string? ProfileName { get; init; }
    public string? Phone { get; init; }
    public int ReceptionId { get; init; }
    public string? ReceptionName { get; init; }
    public string? CityCode { get; init; }
    public string? Area { get; init; }
    public string? Account { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset? LastInboundAt { get; init; }
    public HandoverState State { get; init; }
    public Guid? AssignedUserId { get; init; }
    public string? AssignedName { get; init; }
    public Guid? ForUserId { get; init; }
    public string? Note { get; init; }
    public string? TransferredBy { get; init; }
    public bool HasDraft { get; init; }
    public DateTimeOffset? UnreadSince { get; init; }
    public DateTimeOffset LastMessageAt { get; init; }
    public bool Urgent { get; init; }
}
