namespace Dpemt.Portal.Messaging;

/// <summary>Wakes one waiting worker of this process. Set twice before the worker looks, it wakes it once.</summary>
internal sealed class Signal : IDisposable
{
    private readonly SemaphoreSlim _set = new(0, 1);

    internal void Set()
    {
        if (_set.CurrentCount > 0)
            return;
        try
        {
            _set.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just set it: the worker will wake and see both.
        }
    }

    /// <summary>Returns when set, or after <paramref name="longest"/>: work of other processes is found by looking.</summary>
    internal Task WaitAsync(TimeSpan longest, CancellationToken cancellation) => _set.WaitAsync(longest, cancellation);

    public void Dispose() => _set.Dispose();
}

/// <summary>What wakes the workers of this module inside one process; other processes are heard by polling.</summary>
internal sealed class MessagingSignals : IDisposable
{
    /// <summary>Longest time until work of another process is found.</summary>
    internal static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    internal Signal Delivered { get; } = new();
    internal Signal Split { get; } = new();
    internal Signal StatusWaits { get; } = new();
    internal Signal Queued { get; } = new();
    internal Signal MediaPending { get; } = new();

    public void Dispose()
    {
        Delivered.Dispose();
        Split.Dispose();
        StatusWaits.Dispose();
        Queued.Dispose();
        MediaPending.Dispose();
    }
}
