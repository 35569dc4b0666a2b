using System.Threading.Channels;

namespace Dpemt.Simulator.Citizens;

/// <summary>One citizen's phone: messages, window, and the pages that show it. Everything is guarded by its own lock.</summary>
internal sealed class Citizen(string phone, string name, int messagesKept)
{
    private readonly Lock _gate = new();
    private readonly List<Message> _messages = [];
    private readonly List<Channel<Message>> _pages = [];

    private DateTimeOffset? _lastWrote;
    private int _accepted;
    private int _delivered;
    private int _failed;

    /// <summary>Canonical number, with the ninth digit.</summary>
    public string Phone { get; } = phone;

    public string WaId { get; } = PhoneNumbers.WithoutNinthDigit(phone);

    /// <summary>Meta's business-scoped user id.</summary>
    public string UserId { get; } = $"BR.{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(phone)))[..16]}";

    public string Name { get; set; } = name;

    /// <summary>The office's number that last wrote here, to which answers go.</summary>
    public string? NumberId { get; set; }

    /// <summary>The state was cleared: what still runs for this citizen stays silent.</summary>
    public bool Retired { get; set; }

    public bool PhoneOpen
    {
        get
        {
            lock (_gate) return _pages.Count > 0;
        }
    }

    public (int Accepted, int Delivered, int Failed) Counters => (Volatile.Read(ref _accepted), Volatile.Read(ref _delivered), Volatile.Read(ref _failed));

    public void CountAccepted() => Interlocked.Increment(ref _accepted);

    public void CountDelivered() => Interlocked.Increment(ref _delivered);

    public void CountFailed() => Interlocked.Increment(ref _failed);

    public bool WindowOpen(DateTimeOffset now)
    {
        lock (_gate) return _lastWrote is { } last && now - last < TimeSpan.FromHours(24);
    }

    public void Add(Message message)
    {
        lock (_gate)
        {
            _messages.Add(message);
            if (_messages.Count > messagesKept) _messages.RemoveAt(0);
            if (message.FromCitizen) _lastWrote = message.At;
        }

        Show(message);
    }

    public IReadOnlyList<Message> Messages()
    {
        lock (_gate) return [.. _messages];
    }

    public Message? Last()
    {
        lock (_gate) return _messages.Count == 0 ? null : _messages[^1];
    }

    /// <summary>The newest of the office's messages that offers this option, or the one named in <paramref name="messageId"/>.</summary>
    public (Message Message, Option Option)? FindOption(string id, string? messageId)
    {
        lock (_gate)
        {
            for (var index = _messages.Count - 1; index >= 0; index--)
            {
                if (_messages[index].FromCitizen || (messageId is not null && _messages[index].Id != messageId)) continue;
                if (_messages[index].Content.Options.FirstOrDefault(option => option.Id == id) is { } option) return (_messages[index], option);
            }

            return null;
        }
    }

    /// <summary>Runs <paramref name="change"/> on a message under the lock and shows it when the change says that something is new.</summary>
    public bool Mark(Message message, Func<Message, bool> change)
    {
        lock (_gate)
        {
            if (Retired || !change(message)) return false;
        }

        Show(message);
        return true;
    }

    /// <summary>Marks every delivered, unread message of the office as read; returns them, oldest first.</summary>
    public IReadOnlyList<Message> ReadAll(DateTimeOffset now)
    {
        List<Message> read = [];
        lock (_gate)
        {
            foreach (var message in _messages)
            {
                if (message is not { FromCitizen: false, State: MessageState.Delivered }) continue;
                message.ReadAt = now;
                read.Add(message);
            }
        }

        foreach (var message in read) Show(message);
        return read;
    }

    /// <summary>The office has read up to this message: Meta marks the earlier ones too.</summary>
    public void ReadByOffice(Message upTo, DateTimeOffset now)
    {
        List<Message> read = [];
        lock (_gate)
        {
            foreach (var message in _messages.TakeWhile(message => message != upTo).Append(upTo))
            {
                if (message is not { FromCitizen: true, ReadAt: null }) continue;
                message.ReadAt = now;
                read.Add(message);
            }
        }

        foreach (var message in read) Show(message);
    }

    /// <summary>A page that shows this phone; closes with <see cref="Close"/>.</summary>
    public Channel<Message> Open()
    {
        var page = Channel.CreateBounded<Message>(new BoundedChannelOptions(500) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (_gate) _pages.Add(page);
        return page;
    }

    public void Close(Channel<Message> page)
    {
        lock (_gate) _ = _pages.Remove(page);
    }

    private void Show(Message message)
    {
        lock (_gate)
        {
            foreach (var page in _pages) _ = page.Writer.TryWrite(message);
        }
    }
}
