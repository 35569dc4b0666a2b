using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Dpemt.Simulator.Hosting;

/// <summary>A dictionary that forgets its oldest entries above a limit.</summary>
internal sealed class RecentItems<T>(int limit)
{
    private readonly ConcurrentDictionary<string, T> _items = new();
    private readonly ConcurrentQueue<string> _order = new();

    public void Add(string key, T item)
    {
        if (!_items.TryAdd(key, item)) return;
        _order.Enqueue(key);
        if (_items.Count > limit && _order.TryDequeue(out var oldest)) _ = _items.TryRemove(oldest, out _);
    }

    public bool TryGet(string key, [MaybeNullWhen(false)] out T item) => _items.TryGetValue(key, out item);

    public void Clear()
    {
        _items.Clear();
        _order.Clear();
    }
}
