namespace Dpemt.Portal.Web.Features.Conversations;

/// <summary>
/// Turns a burst of changes into few reloads: the first one runs at once, those shortly after it become
/// one more at its end, and never do two run side by side.
/// </summary>
public sealed class RefreshGate : IDisposable
{
    private readonly Lock _lock = new();
    private readonly TimeProvider _clock;
    private readonly TimeSpan _gap;
    private readonly Func<Task> _refresh;
    private readonly ITimer _timer;
    private DateTimeOffset _notBefore;
    private bool _due;
    private bool _running;
    private bool _disposed;

    public RefreshGate(TimeProvider clock, TimeSpan gap, Func<Task> refresh)
    {
        (_clock, _gap, _refresh) = (clock, gap, refresh);
        _timer = clock.CreateTimer(_ => _ = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Something changed. Returns at once; safe from any thread.</summary>
    public void Request()
    {
        lock (_lock)
        {
            if (_disposed || _due)
                return;
            _due = true;
            if (!_running)
                Schedule();
        }
    }

    public void Dispose()
    {
        lock (_lock)
            _disposed = true;
        _timer.Dispose();
    }

    private void Schedule()
    {
        var wait = _notBefore - _clock.GetUtcNow();
        _timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private async Task RunAsync()
    {
        lock (_lock)
        {
            if (_disposed || _running || !_due)
                return;
            _due = false;
            _running = true;
        }

        try
        {
            await _refresh();
        }
        finally
        {
            lock (_lock)
            {
                _running = false;
                _notBefore = _clock.GetUtcNow() + _gap;
                if (_due && !_disposed)
                    Schedule();
            }
        }
    }
}
