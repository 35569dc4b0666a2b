namespace Dpemt.Simulator.Mail;

/// <summary>One mail that the sink took.</summary>
internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Subject, string Text, DateTimeOffset At);

/// <summary>The mails that the sink took, oldest first; the oldest fall away above a limit.</summary>
internal sealed class Mailbox
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly List<ReceivedMail> _mails = [];

    /// <summary>Port on which the sink listens; 0 until it does.</summary>
    public int Port { get; set; }

    public void Add(ReceivedMail mail)
    {
        lock (_lock)
        {
            _mails.Add(mail);
            if (_mails.Count > Kept) _mails.RemoveAt(0);
        }
    }

    public IReadOnlyList<ReceivedMail> All()
    {
        lock (_lock) return [.. _mails];
    }

    public void Clear()
    {
        lock (_lock) _mails.Clear();
    }
}
