using System.Globalization;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>A page of what a screen of a conversation shows, oldest first.</summary>
/// <param name="Entries">Messages and notes in time order.</param>
/// <param name="Before">Give it to read what came before; null at the citizen's first message.</param>
public sealed record TimelinePage(IReadOnlyList<TimelineEntry> Entries, string? Before);

/// <summary>A message or a note.</summary>
/// <param name="ConversationId">The conversation it belongs to; null for a notification outside of any. A change of it is a divider on the screen.</param>
/// <param name="At">When, UTC: of a message, when it was written.</param>
public abstract record TimelineEntry(Guid? ConversationId, DateTimeOffset At);

/// <summary>A note for colleagues.</summary>
/// <param name="Id">Number of the note.</param>
/// <param name="AuthorName">Who wrote it.</param>
/// <param name="Text">The note.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="At">When, UTC.</param>
public sealed record TimelineNote(long Id, string AuthorName, string Text, Guid? ConversationId, DateTimeOffset At) : TimelineEntry(ConversationId, At);

/// <summary>A message.</summary>
/// <param name="Id">Number of the message.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="AuthorName">Display name of the member of staff; null for others.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">What a reader sees.</param>
/// <param name="Options">Titles of buttons or rows that were sent.</param>
/// <param name="Media">The file, when there is one.</param>
/// <param name="Quote">The message that it answers.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Failure">Why it failed, in plain words; null unless it failed.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="At">When it was written, UTC.</param>
/// <param name="SentAgainAs">The message that was sent in its place; null when none was.</param>
public sealed record TimelineMessage(
    long Id, MessageAuthor Author, string? AuthorName, MessageKind Kind, string? Text, IReadOnlyList<string> Options, TimelineMedia? Media,
    TimelineQuote? Quote, MessageStatus Status, string? Failure, Guid? ConversationId, DateTimeOffset At,
    long? SentAgainAs = null) : TimelineEntry(ConversationId, At);

/// <summary>A file of a message.</summary>
/// <param name="Id">Number of the file.</param>
/// <param name="MimeType">Its type.</param>
/// <param name="FileName">Its name; null when it has none.</param>
/// <param name="Size">Bytes.</param>
/// <param name="State">Whether it can be opened.</param>
public sealed record TimelineMedia(long Id, string MimeType, string? FileName, long Size, MediaState State);

/// <summary>What a message answers.</summary>
/// <param name="MessageId">Its number.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text.</param>
public sealed record TimelineQuote(long MessageId, MessageAuthor Author, MessageKind Kind, string? Text);

/// <summary>The messages and notes of a citizen, newest page first, through all her conversations as one history.</summary>
public sealed class ConversationTimeline(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Messages of a page.</summary>
    public const int PageSize = 40;

    /// <summary>Reads the newest page, or the one before <paramref name="before"/>; null when the user may not see the conversation.</summary>
    public async Task<TimelinePage?> RunAsync(Actor who, Guid conversationId, string? before, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        var conversation = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == conversationId, cancellation);
        if (conversation is null || !scope.MaySee(conversation))
            return null;
        return await PageAsync(db, conversation, before, cancellation);
    }

    internal static IQueryable<Message> MessagesBefore(PortalDbContext db, Conversation conversation, long? before)
    {
        var messages = db.Messages.AsNoTracking().Where(m => m.CitizenId == conversation.CitizenId);
        if (before is { } id)
            messages = messages.Where(m => m.Id < id);
        return messages.OrderByDescending(m => m.Id);
    }

    private static async Task<TimelinePage> PageAsync(PortalDbContext db, Conversation conversation, string? before, CancellationToken cancellation)
    {
        var continues = PageCursor.TryRead(before, out var until, out var text);
        long? beforeId = continues && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        var found = await MessagesBefore(db, conversation, beforeId).Take(PageSize + 1).ToListAsync(cancellation);
        var page = found.Take(PageSize).Reverse().ToList();
        var more = found.Count > PageSize;
        var from = more ? page[0].CreatedAt : DateTimeOffset.MinValue;

        var names = new TimelineNames(db);
        var messages = await names.DescribeAsync(page, cancellation);
        var notes = await NotesAsync(db, conversation.CitizenId, from, beforeId is null ? null : until, cancellation);
        // Messages keep the order of their numbers; a note stands before the first message that was stored after it.
        var entries = new List<TimelineEntry>(messages.Count + notes.Count);
        var next = 0;
        for (var i = 0; i < page.Count; i++)
        {
            while (next < notes.Count && notes[next].At < page[i].CreatedAt)
                entries.Add(notes[next++]);
            entries.Add(messages[i]);
        }

        entries.AddRange(notes.Skip(next));
        return new(entries, more ? PageCursor.Of(page[0].CreatedAt, page[0].Id.ToString(CultureInfo.InvariantCulture)) : null);
    }

    private static async Task<List<TimelineNote>> NotesAsync(
        PortalDbContext db, Guid citizenId, DateTimeOffset from, DateTimeOffset? until, CancellationToken cancellation)
    {
        var notes = db.InternalNotes.AsNoTracking()
            .Where(n => db.Conversations.Where(c => c.CitizenId == citizenId).Select(c => c.Id).Contains(n.ConversationId) && n.At >= from);
        if (until is { } end)
            notes = notes.Where(n => n.At < end);
        var rows = await notes.OrderBy(n => n.At).ThenBy(n => n.Id)
            .Select(n => new { Note = n, Author = db.Users.Where(u => u.Id == n.UserId).Select(u => u.DisplayName).FirstOrDefault() })
            .ToListAsync(cancellation);
        return [.. rows.Select(r => new TimelineNote(r.Note.Id, r.Author ?? "um colega", r.Note.Text, r.Note.ConversationId, r.Note.At))];
    }
}
