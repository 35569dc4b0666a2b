using System.Collections.Concurrent;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Changes;

/// <summary>
/// Tells this process of changes that any process made on the same database. A poll every
/// <see cref="PollInterval"/> is enough for "within a second"; a commit of this process wakes it at once.
/// </summary>
public sealed partial class ChangeFeed(IDbContextFactory<PortalDbContext> contexts, ILogger<ChangeFeed> logger) : BackgroundService
{
    /// <summary>Longest time between a commit of another process and its delivery here.</summary>
    public static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// On a server database a lower id can commit after a higher one. The last ids are therefore read again and those
    /// already told are left out.
    /// </summary>
    private const int Overlap = 256;

    private readonly ConcurrentDictionary<long, Subscription> _subscriptions = new();
    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly HashSet<long> _told = [];
    private long _nextSubscription;
    private long _last = -1;

    /// <summary>Calls <paramref name="handler"/> for each change of <paramref name="topic"/> until the result is disposed. The handler must return quickly.</summary>
    public IDisposable Subscribe(string topic, Action<Change> handler)
    {
        var id = Interlocked.Increment(ref _nextSubscription);
        var subscription = new Subscription(topic, handler, () => _subscriptions.TryRemove(id, out _));
        _subscriptions[id] = subscription;
        return subscription;
    }

    /// <summary>Looks for changes at once: this process has committed some.</summary>
    internal void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // A wake-up is already due and will see this change too.
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await PollAsync(stoppingToken);
                await _wake.WaitAsync(PollInterval, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                LogPollFailed(logger, fault.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task PollAsync(CancellationToken stop)
    {
        await using var db = await contexts.CreateDbContextAsync(stop);
        if (_last < 0)
        {
            _last = await db.Changes.MaxAsync(c => (long?)c.Id, stop) ?? 0;
            _told.UnionWith(await db.Changes.Where(c => c.Id > _last - Overlap).Select(c => c.Id).ToListAsync(stop));
            return;
        }

        var changes = await db.Changes.AsNoTracking().Where(c => c.Id > _last - Overlap).OrderBy(c => c.Id).ToListAsync(stop);
        foreach (var change in changes.Where(c => _told.Add(c.Id)))
            Tell(change);
        if (changes.Count > 0)
            _last = Math.Max(_last, changes[^1].Id);
        _told.RemoveWhere(id => id <= _last - Overlap);
    }

    private void Tell(Change change)
    {
        foreach (var subscription in _subscriptions.Values.Where(s => s.Topic == change.Topic))
        {
            try
            {
                subscription.Handler(change);
            }
            catch (Exception fault)
            {
                LogSubscriberFailed(logger, change.Topic, fault.GetType().Name);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The change feed could not be read ({Fault}); trying again in a second.")]
    private static partial void LogPollFailed(ILogger logger, string fault);

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber of {Topic} failed ({Fault}).")]
    private static partial void LogSubscriberFailed(ILogger logger, string topic, string fault);

    private sealed record Subscription(string Topic, Action<Change> Handler, Action Remove) : IDisposable
    {
        public void Dispose() => Remove();
    }
}
