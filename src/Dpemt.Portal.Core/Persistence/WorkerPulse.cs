using System.Collections.Concurrent;

namespace Dpemt.Portal.Persistence;

/// <summary>
/// Signs of life of the background loops of this process. A loop beats once per round; readiness fails when one has
/// stopped to beat. Tells of this process alone, so it need not survive it.
/// </summary>
public sealed class WorkerPulse(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Beats> _workers = new();

    /// <summary>Notes that <paramref name="worker"/> is alive and means to beat again within <paramref name="patience"/>.</summary>
    public void Beat(string worker, TimeSpan patience) => _workers[worker] = new(clock.GetUtcNow(), patience);

    /// <summary>Names of the loops that have begun and are overdue, in alphabetical order.</summary>
    public IReadOnlyList<string> Overdue()
    {
        var now = clock.GetUtcNow();
        return [.. _workers.Where(w => now - w.Value.Last > w.Value.Patience).Select(w => w.Key).Order(StringComparer.Ordinal)];
    }

    private sealed record Beats(DateTimeOffset Last, TimeSpan Patience);
}
