using System.Collections.Concurrent;

namespace Dpemt.Portal.Messaging;

/// <summary>When each worker of this process last finished a round: what the readiness check asks.</summary>
public sealed class WorkerHealth(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, DateTimeOffset> _rounds = new();

    /// <summary>Worker and time of its last good round, UTC.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Rounds => _rounds;

    /// <summary>Notes a good round.</summary>
    internal void Report(string worker) => _rounds[worker] = clock.GetUtcNow();
}
