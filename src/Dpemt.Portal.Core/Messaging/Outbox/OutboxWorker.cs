using System.Collections.Concurrent;
using System.Threading.Channels;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>
/// Sends what is in the outbox: claims as many entries as may be posted at once, posts them side by side, and writes the
/// results in groups. All that it keeps in memory are the posts under way, which the claims in the database mark.
/// </summary>
internal sealed partial class OutboxWorker(
    ClaimEntries claim, SendEntry send, RecordResults record, MarkLost lost,
    OutboxWorkerSurroundings around, IOptions<BspOptions> options, ILogger<OutboxWorker> logger) : BackgroundService
{
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<long, bool> _sending = new();
    private readonly Channel<SendResult> _results = Channel.CreateUnbounded<SendResult>(new() { SingleReader = true });
    private int _posting;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var news = around.Feed.Subscribe(ChangeTopics.Outbox, _ => around.Signals.Queued.Set());
        using var halt = new CancellationTokenSource();
        var recording = RecordAsync(halt.Token);
        var renewing = RenewAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var busy = await BeginAsync(stoppingToken);
                around.Pulse.Beat("envio", WorkerLoop.LongestRound);
                if (!busy)
                    await around.Signals.Queued.WaitAsync(MessagingSignals.Poll, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogFault(logger, fault.GetType().Name, fault);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        // Posts under way are let finish and noted: a result thrown away would be a message unknown for no need.
        await renewing;
        var patience = TimeSpan.FromSeconds(options.Value.SendTimeoutSeconds);
        for (var waited = TimeSpan.Zero; !_sending.IsEmpty && waited < patience; waited += TimeSpan.FromMilliseconds(20))
            await Task.Delay(20, CancellationToken.None);
        await halt.CancelAsync();
        await recording;
    }

    /// <summary>Claims and starts what fits. True when more may fit at once.</summary>
    private async Task<bool> BeginAsync(CancellationToken stop)
    {
        var free = options.Value.MaxConcurrency - Volatile.Read(ref _posting);
        if (free <= 0)
            return false;
        var claimed = await claim.RunAsync(free, stop);
        if (claimed.Count == 0)
            return false;
        foreach (var entry in claimed)
            _sending[entry.Id] = true;
        Interlocked.Add(ref _posting, claimed.Count);
        IReadOnlyList<Sendable> ready;
        try
        {
            (ready, var refused) = await send.CheckAsync(claimed, CancellationToken.None);
            foreach (var result in refused)
                Finish(result);
        }
        catch (Exception fault)
        {
            // Nothing was posted: all of them may be tried again.
            LogFault(logger, fault.GetType().Name, fault);
            foreach (var entry in claimed)
                Finish(new(entry, new(SendOutcome.Retry, null, null, null, "O envio não pôde ser preparado."), around.Clock.GetUtcNow(), TimeSpan.Zero, false));
            return false;
        }

        foreach (var item in ready)
            _ = PostAsync(item);
        return claimed.Count == free;
    }

    private async Task PostAsync(Sendable item)
    {
        await Task.Yield();
        try
        {
            Finish(await send.PostAsync(item, CancellationToken.None));
        }
        catch (Exception fault)
        {
            LogFault(logger, fault.GetType().Name, fault);
            Finish(new(item.Entry, new(SendOutcome.Unknown, null, null, null, "O envio falhou de modo inesperado."), around.Clock.GetUtcNow(), TimeSpan.Zero, true));
        }
    }

    private void Finish(SendResult result)
    {
        Interlocked.Decrement(ref _posting);
        _results.Writer.TryWrite(result);
    }

    private async Task RecordAsync(CancellationToken halt)
    {
        var batch = new List<SendResult>();
        try
        {
            while (await _results.Reader.WaitToReadAsync(halt))
            {
                while (batch.Count < 256 && _results.Reader.TryRead(out var result))
                    batch.Add(result);
                try
                {
                    await record.RunAsync(batch, CancellationToken.None);
                }
                catch (Exception fault)
                {
                    // The database is away: the results wait here, their claims are renewed, nobody sends them again.
                    LogFault(logger, fault.GetType().Name, fault);
                    await Task.Delay(TimeSpan.FromSeconds(1), halt);
                    foreach (var result in batch)
                        _results.Writer.TryWrite(result);
                    batch.Clear();
                    continue;
                }

                foreach (var result in batch)
                    _sending.TryRemove(result.Entry.Id, out _);
                batch.Clear();
                around.Signals.Queued.Set();
            }
        }
        catch (OperationCanceledException) when (halt.IsCancellationRequested)
        {
            // The host stops; what could not be written becomes unknown when its claim lapses.
        }
    }

    private async Task RenewAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var ids = _sending.Keys.ToList();
                if (ids.Count > 0)
                    await claim.RenewAsync(ids, stop);
                await lost.RunAsync(ids, stop);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                LogFault(logger, fault.GetType().Name, fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Renewal, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The outbox met a fault ({Fault}) and goes on.")]
    private static partial void LogFault(ILogger logger, string fault, Exception exception);
}

/// <summary>What the worker hears and tells beside its work.</summary>
internal sealed record OutboxWorkerSurroundings(ChangeFeed Feed, MessagingSignals Signals, WorkerPulse Pulse, TimeProvider Clock);
