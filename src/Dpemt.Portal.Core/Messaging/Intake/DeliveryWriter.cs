using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Dpemt.Portal.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>What became of a delivery handed in.</summary>
public enum StoreResult
{
    /// <summary>Committed: it survives a power cut.</summary>
    Durable,

    /// <summary>Too much is waiting; the provider shall repeat.</summary>
    Full,

    /// <summary>The database did not take it; the provider shall repeat.</summary>
    Failed,
}

/// <summary>
/// Makes raw deliveries durable by group commit: one writer, all that waits in one transaction, an answer to each after
/// the commit. What waits is bounded by number and by bytes.
/// </summary>
public sealed partial class DeliveryWriter : BackgroundService
{
    private const int MaxBatch = 512;

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly WriteTurns _turns;
    private readonly MessagingSignals _signals;
    private readonly TimeProvider _clock;
    private readonly ILogger<DeliveryWriter> _logger;
    private readonly Channel<Pending> _pending;
    private readonly long _maxBytes;
    private long _bytes;

    internal DeliveryWriter(
        IDbContextFactory<PortalDbContext> contexts, WriteTurns turns, MessagingSignals signals,
        IOptions<WebhookOptions> options, TimeProvider clock, ILogger<DeliveryWriter> logger)
    {
        (_contexts, _turns, _signals, _clock, _logger) = (contexts, turns, signals, clock, logger);
        _maxBytes = options.Value.MaxWaitingBytes;
        _pending = Channel.CreateBounded<Pending>(new BoundedChannelOptions(options.Value.MaxWaiting) { SingleReader = true });
    }

    /// <summary>Hands in a body and waits for its commit.</summary>
    public async ValueTask<StoreResult> StoreAsync(byte[] body)
    {
        if (Interlocked.Add(ref _bytes, body.Length) > _maxBytes)
        {
            Interlocked.Add(ref _bytes, -body.Length);
            return StoreResult.Full;
        }

        var pending = new Pending(body, _clock.GetUtcNow());
        if (!_pending.Writer.TryWrite(pending))
        {
            Interlocked.Add(ref _bytes, -body.Length);
            return StoreResult.Full;
        }

        return await pending.Stored.Task ? StoreResult.Durable : StoreResult.Failed;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        // What was taken in before the stop is still written: its senders wait for the answer.
        await using var closing = stoppingToken.Register(() => _pending.Writer.TryComplete());
        var batch = new List<Pending>(MaxBatch);
        while (await _pending.Reader.WaitToReadAsync(CancellationToken.None))
        {
            batch.Clear();
            while (batch.Count < MaxBatch && _pending.Reader.TryRead(out var next))
                batch.Add(next);
            var stored = await TryCommitAsync(batch);
            foreach (var delivery in batch)
            {
                Interlocked.Add(ref _bytes, -delivery.Body.Length);
                delivery.Stored.SetResult(stored);
            }

            if (stored)
                _signals.Delivered.Set();
        }
    }

    private async Task<bool> TryCommitAsync(List<Pending> batch)
    {
        try
        {
            await using var db = await _contexts.CreateDbContextAsync();
            if (db.Database.IsSqlite())
                await CommitOnSqliteAsync(db, batch);
            else
                await CommitAsync(db, batch);
            return true;
        }
        catch (Exception fault) when (fault is DbException or DbUpdateException or InvalidOperationException or IOException)
        {
            LogNotStored(_logger, batch.Count, fault.GetType().Name, fault);
            return false;
        }
    }

    private static async Task CommitAsync(PortalDbContext db, List<Pending> batch)
    {
        db.InboundDeliveries.AddRange(batch.Select(p => new InboundDelivery { ReceivedAt = p.ReceivedAt, Body = p.Body }));
        await db.SaveChangesAsync();
    }

    /// <summary>EF takes several times as long for a row as SQLite itself; this is the one insert that everything waits for.</summary>
    private async Task CommitOnSqliteAsync(PortalDbContext db, List<Pending> batch)
    {
        var bodies = batch.ConvertAll(p => db.Protector.Seal(p.Body, $"{nameof(InboundDelivery)}.{nameof(InboundDelivery.Body)}"));
        using var turn = await _turns.TakeFirstAsync(CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        var connection = (SqliteConnection)db.Database.GetDbConnection();
        await using var transaction = (SqliteTransaction)await connection.BeginTransactionAsync(IsolationLevel.Serializable);
        await using var insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText = """INSERT INTO "msg_InboundDelivery" ("ReceivedAt", "Body", "State") VALUES ($at, $body, 0)""";
        var at = insert.Parameters.Add("$at", SqliteType.Text);
        var body = insert.Parameters.Add("$body", SqliteType.Blob);
        await insert.PrepareAsync();
        for (var i = 0; i < batch.Count; i++)
        {
            at.Value = batch[i].ReceivedAt.UtcDateTime;
            body.Value = bodies[i];
            await insert.ExecuteNonQueryAsync();
        }

        await transaction.CommitAsync();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Count} webhook deliveries could not be stored ({Fault}); they are answered 503.")]
    private static partial void LogNotStored(ILogger logger, int count, string fault, Exception exception);

    private sealed record Pending(byte[] Body, DateTimeOffset ReceivedAt)
    {
        internal TaskCompletionSource<bool> Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
