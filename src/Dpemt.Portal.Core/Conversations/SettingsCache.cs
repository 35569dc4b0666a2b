using Dpemt.Portal.Changes;

namespace Dpemt.Portal.Conversations;

/// <summary>
/// Keeps what was read from tables that administrators change, until the change feed tells of a change in any process. Read
/// again after a minute all the same, in case the feed stood still.
/// </summary>
internal sealed class SettingsCache<T> : IDisposable
    where T : class
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(1);

    private readonly Func<CancellationToken, Task<T>> _load;
    private readonly TimeProvider _clock;
    private readonly IDisposable _subscription;
    private volatile Entry? _entry;
    private int _changes;

    internal SettingsCache(ChangeFeed feed, TimeProvider clock, IReadOnlySet<string> tables, Func<CancellationToken, Task<T>> load)
    {
        _load = load;
        _clock = clock;
        _subscription = feed.Subscribe(ChangeTopics.Settings, change =>
        {
            if (tables.Contains(change.Key))
                Interlocked.Increment(ref _changes);
        });
    }

    internal async Task<T> GetAsync(CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var changes = Volatile.Read(ref _changes);
        if (_entry is { } entry && entry.Changes == changes && now - entry.ReadAt < MaxAge)
            return entry.Value;
        // Two that miss at once both read; the count taken before the read decides how long the result holds.
        var value = await _load(cancellation);
        _entry = new(value, changes, now);
        return value;
    }

    public void Dispose() => _subscription.Dispose();

    private sealed record Entry(T Value, int Changes, DateTimeOffset ReadAt);
}
