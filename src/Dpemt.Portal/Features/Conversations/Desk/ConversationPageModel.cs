using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Web.Features.Conversations.Desk;

/// <summary>What the place of the composer offers.</summary>
public enum ComposerMode
{
    /// <summary>Free text may be sent.</summary>
    Open,

    /// <summary>The 24 h window is closed: an approved template is the way out.</summary>
    TemplateOnly,

    /// <summary>Waiting: claim first.</summary>
    Claimable,

    /// <summary>A colleague attends.</summary>
    WithColleague,
    WithBot,
    Closed,
}

/// <summary>An answer that was handed in and is not in the history yet.</summary>
/// <param name="Key">Made by the screen once per answer.</param>
/// <param name="Text">Its text.</param>
/// <param name="FileName">Its file, when it has one.</param>
/// <param name="At">When, UTC.</param>
/// <param name="MessageId">Its number, once it is queued.</param>
/// <param name="Quote">What it answers, when it quotes.</param>
public sealed record PendingReply(Guid Key, string Text, string? FileName, DateTimeOffset At, long? MessageId = null, TimelineQuote? Quote = null);

/// <summary>A line of the history: a heading or an entry.</summary>
/// <param name="Key">Stable, for the renderer.</param>
/// <param name="Heading">A day or the begin of a conversation; null for an entry.</param>
/// <param name="Entry">The entry; null for a heading.</param>
/// <param name="IsDay">The heading is a day.</param>
public sealed record ThreadLine(string Key, string? Heading, TimelineEntry? Entry, bool IsDay = false);

/// <summary>What the screen of a conversation shows: the history, what is under way, what may be done.</summary>
public sealed class ConversationPageModel(Guid conversationId)
{
    private readonly List<PendingReply> _pending = [];
    private readonly HashSet<long> _again = [];
    private List<TimelineEntry> _entries = [];
    private bool _read;

    public Guid ConversationId { get; } = conversationId;
    public ConversationHeader? Header { get; set; }
    public IReadOnlyList<TimelineEntry> Entries => _entries;
    public IReadOnlyList<PendingReply> Pending => _pending;

    /// <summary>What the user has typed here and not sent, as the server keeps it; null or empty for nothing.</summary>
    public string? Draft { get; set; }

    /// <summary>The message that the next answer quotes; null for none.</summary>
    public TimelineQuote? Quoted { get; private set; }

    /// <summary>Where older messages begin; null when there are none.</summary>
    public string? Before { get; private set; }

    /// <summary>The last new message in words, for who does not see the screen.</summary>
    public string Announcement { get; private set; } = "";

    public static ComposerMode ModeOf(ConversationHeader header, DateTimeOffset now) => header switch
    {
        { State: ConversationState.Closed } => ComposerMode.Closed,
        { IsMine: true } => header.WindowUntil > now ? ComposerMode.Open : ComposerMode.TemplateOnly,
        { State: ConversationState.Waiting } => ComposerMode.Claimable,
        { State: ConversationState.WithPerson } => ComposerMode.WithColleague,
        _ => ComposerMode.WithBot,
    };

    /// <summary>Takes in the newest page; older pages that were read before stay.</summary>
    public void AcceptNewest(TimelinePage page)
    {
        var fresh = page.Entries.Select(KeyOf).ToHashSet();
        var older = _entries.TakeWhile(entry => !fresh.Contains(KeyOf(entry))).ToList();
        // Nothing in common means that more came than a page holds: what lies between must be read anew.
        if (!_read || older.Count == _entries.Count)
        {
            older = [];
            Before = page.Before;
        }

        Announce(page);
        _entries = [.. older, .. page.Entries];
        _read = true;
        var shown = page.Entries.OfType<TimelineMessage>().Select(message => message.Id).ToHashSet();
        _pending.RemoveAll(reply => reply.MessageId is { } id && shown.Contains(id));
    }

    /// <summary>Puts an older page before what is shown.</summary>
    public void AcceptOlder(TimelinePage page)
    {
        var known = _entries.Select(KeyOf).ToHashSet();
        _entries = [.. page.Entries.Where(entry => !known.Contains(KeyOf(entry))), .. _entries];
        Before = page.Before;
    }

    /// <summary>Shows the answer at once, as on its way. False when the same answer is already under way.</summary>
    public bool Begin(Guid key, string text, string? fileName, DateTimeOffset at)
    {
        if (_pending.Exists(reply => reply.Key == key))
            return false;
        _pending.Add(new(key, text, fileName, at, Quote: Quoted));
        return true;
    }

    /// <summary>The answer is stored, as that message.</summary>
    public void Confirm(Guid key, long? messageId)
    {
        var at = _pending.FindIndex(reply => reply.Key == key);
        if (at < 0)
            return;
        if (messageId is null || _entries.OfType<TimelineMessage>().Any(message => message.Id == messageId))
            _pending.RemoveAt(at);
        else
            _pending[at] = _pending[at] with { MessageId = messageId };
    }

    /// <summary>The answer was refused: its text goes back to the composer.</summary>
    public void Drop(Guid key) => _pending.RemoveAll(reply => reply.Key == key);

    /// <summary>WhatsApp can quote what both phones have: nothing that is still on its way, failed, or is no message of its own.</summary>
    public static bool MayBeQuoted(TimelineMessage message) =>
        message.Kind is not (MessageKind.System or MessageKind.Reaction)
        && message.Status is (MessageStatus.Received or MessageStatus.Sent or MessageStatus.Delivered or MessageStatus.Read);

    /// <summary>Quotes a message of the history with the next answer. False when it is not shown or may not be quoted.</summary>
    public bool Quote(long messageId)
    {
        if (_entries.OfType<TimelineMessage>().FirstOrDefault(message => message.Id == messageId) is not { } message || !MayBeQuoted(message))
            return false;
        Quoted = new(message.Id, message.Author, message.Kind, message.Text);
        return true;
    }

    /// <summary>Quotes nothing.</summary>
    public void Unquote() => Quoted = null;

    /// <summary>A message begins to be sent again. False while that is under way already.</summary>
    public bool BeginAgain(long messageId) => _again.Add(messageId);

    public void EndAgain(long messageId) => _again.Remove(messageId);

    public bool IsBeingSentAgain(long messageId) => _again.Contains(messageId);

    /// <summary>The history with its headings, oldest first.</summary>
    public IEnumerable<ThreadLine> Lines(DateOnly today)
    {
        DateOnly? day = null;
        Guid? conversation = null;
        var several = _entries.Any(entry => entry.ConversationId is { } id && id != ConversationId);
        foreach (var entry in _entries)
        {
            if (several && entry.ConversationId is { } id && id != conversation)
            {
                conversation = id;
                yield return new($"conversa-{KeyOf(entry)}", id == ConversationId ? "Conversa atual" : "Conversa anterior", null);
            }

            if (DeskTime.LocalDay(entry.At) is var local && local != day)
            {
                day = local;
                yield return new($"dia-{KeyOf(entry)}", DeskTime.Day(local, today), null, IsDay: true);
            }

            yield return new(KeyOf(entry), null, entry);
        }
    }

    private static string KeyOf(TimelineEntry entry) => entry switch
    {
        TimelineMessage message => $"m{message.Id}",
        TimelineNote note => $"n{note.Id}",
        _ => throw new InvalidOperationException("Unknown kind of entry."),
    };

    private void Announce(TimelinePage page)
    {
        if (!_read || page.Entries.OfType<TimelineMessage>().LastOrDefault(message => message.Author == MessageAuthor.Citizen) is not { } last)
            return;
        if (_entries.OfType<TimelineMessage>().All(message => message.Id < last.Id))
            Announcement = $"Nova mensagem de {Header?.CitizenName ?? "assistido"}: {last.Text ?? MessageWords.KindOf(last.Kind)}";
    }
}
