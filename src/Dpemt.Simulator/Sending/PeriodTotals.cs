using System.Collections.Concurrent;

namespace Dpemt.Simulator.Sending;

/// <summary>Counters of the messages accepted within one second from one number; cumulative, as the provider's are.</summary>
internal sealed class TotalsBucket
{
    private readonly ConcurrentDictionary<string, int> _failures = new();
    private int _total;
    private int _sent;
    private int _delivered;
    private int _read;

    public int Total => Volatile.Read(ref _total);

    public int Sent => Volatile.Read(ref _sent);

    public int Delivered => Volatile.Read(ref _delivered);

    public int Read => Volatile.Read(ref _read);

    public IReadOnlyDictionary<string, int> Failures => _failures;

    public void CountAccepted() => Interlocked.Increment(ref _total);

    public void CountSent() => Interlocked.Increment(ref _sent);

    public void CountDelivered() => Interlocked.Increment(ref _delivered);

    public void CountRead() => Interlocked.Increment(ref _read);

    public void CountFailed(string text) => _failures.AddOrUpdate(text, 1, (_, count) => count + 1);
}

/// <summary>The provider's totals over a period, kept by second so that they need no message.</summary>
internal sealed class PeriodTotals(TimeProvider clock)
{
    private const int SecondsKept = 200_000;
    private readonly ConcurrentDictionary<(string NumberId, long Second), TotalsBucket> _buckets = new();

    public TotalsBucket Now(string numberId)
    {
        var second = clock.GetUtcNow().ToUnixTimeSeconds();
        if (_buckets.TryGetValue((numberId, second), out var bucket)) return bucket;
        if (_buckets.Count > SecondsKept)
        {
            foreach (var key in _buckets.Keys.OrderBy(key => key.Second).Take(SecondsKept / 10)) _ = _buckets.TryRemove(key, out _);
        }

        return _buckets.GetOrAdd((numberId, second), static _ => new TotalsBucket());
    }

    /// <summary>The buckets between two instants, both included.</summary>
    public IReadOnlyList<TotalsBucket> Between(string numberId, DateTimeOffset first, DateTimeOffset last)
    {
        var (from, to) = (first.ToUnixTimeSeconds(), last.ToUnixTimeSeconds());
        return [.. _buckets.Where(bucket => bucket.Key.NumberId == numberId && bucket.Key.Second >= from && bucket.Key.Second <= to).Select(bucket => bucket.Value)];
    }

    public void Clear() => _buckets.Clear();
}
