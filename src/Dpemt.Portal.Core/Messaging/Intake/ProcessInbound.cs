using System.Data.Common;
using System.Text.Json;
using Dpemt.Portal.Persistence;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Messaging.Intake;

/// <summary>
/// Processes waiting messages: the oldest of each citizen, claimed by lease, in one transaction with what the handler
/// makes of it. Several citizens at a time; a message that fails waits and is at last set aside, and holds up only its
/// own sender meanwhile.
/// </summary>
internal sealed partial class ProcessInbound(
    IDbContextFactory<PortalDbContext> contexts, IServiceScopeFactory scopes, ProcessIdentity me,
    WriteTurns turns, MessagingSignals signals, TimeProvider clock, ILogger<ProcessInbound> logger)
{
    /// <summary>How long a claim lasts: after a process died its messages are taken over this much later.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(12);

    /// <summary>Attempts before a message is set aside.</summary>
    internal const int MaxAttempts = 5;

    private const int Parallel = 4;
    private const int ClaimAtOnce = 16;

    private long _claims;

    private static readonly TimeSpan[] Backoff =
        [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15)];

    /// <summary>Processes what one claim gives. Returns how many events were claimed.</summary>
    internal async Task<int> RunAsync(CancellationToken cancellation)
    {
        var claimed = await ClaimAsync(cancellation);
        if (claimed.Count > 0)
        {
            var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellation };
            await global::System.Threading.Tasks.Parallel.ForEachAsync(claimed, options, async (id, stop) => await ProcessAsync(id, stop));
        }

        return claimed.Count;
    }

    /// <summary>Heads only: the oldest waiting message of a citizen stands for her until it is done, so order holds across processes.</summary>
    internal static IQueryable<long> Heads(PortalDbContext db, DateTimeOffset now, int most) => db.InboundEvents
        .Where(e => e.Kind == InboundEventKind.Message && e.State == IntakeState.Waiting
            && (e.NextAttemptAt == null || e.NextAttemptAt <= now) && (e.LeaseUntil == null || e.LeaseUntil < now)
            && !db.InboundEvents.Any(o => o.Kind == InboundEventKind.Message && o.State == IntakeState.Waiting && o.Subject == e.Subject && o.Id < e.Id))
        .OrderBy(e => e.Id).Take(most).Select(e => e.Id);

    private async Task<List<long>> ClaimAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var heads = await Heads(db, now, ClaimAtOnce).ToListAsync(cancellation);
        if (heads.Count == 0)
            return heads;
        var token = $"{me.Name}:{Interlocked.Increment(ref _claims):x}";
        var until = now + Lease;
        using (await turns.TakeAsync(cancellation))
        {
            var won = await db.InboundEvents
                .Where(e => heads.Contains(e.Id) && e.State == IntakeState.Waiting && (e.LeaseUntil == null || e.LeaseUntil < now))
                .ExecuteUpdateAsync(s => s.SetProperty(e => e.LeaseOwner, token).SetProperty(e => e.LeaseUntil, until), cancellation);
            if (won == heads.Count)
                return heads;
        }

        return await db.InboundEvents.Where(e => heads.Contains(e.Id) && e.LeaseOwner == token).Select(e => e.Id).ToListAsync(cancellation);
    }

    private async Task ProcessAsync(long id, CancellationToken cancellation)
    {
        try
        {
            using var turn = await turns.TakeAsync(cancellation);
            await StoreAsync(id, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception fault)
        {
            LogFailed(logger, id, fault.GetType().Name, fault is IntakeException or JsonException or DbException ? null : fault);
            await PostponeAsync(id, fault, cancellation);
        }
    }

    private async Task StoreAsync(long id, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var mine = await db.InboundEvents.Where(e => e.Id == id && e.State == IntakeState.Waiting && e.LeaseOwner!.StartsWith(me.Name))
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.State, IntakeState.Done).SetProperty(e => e.LeaseOwner, (string?)null)
                .SetProperty(e => e.LeaseUntil, (DateTimeOffset?)null).SetProperty(e => e.Fault, (string?)null), cancellation);
        if (mine == 0)
            return;
        var row = await db.InboundEvents.AsNoTracking().SingleAsync(e => e.Id == id, cancellation);
        var store = ActivatorUtilities.CreateInstance<StoreInbound>(scope.ServiceProvider);
        var media = await store.RunAsync(db, row, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        // The bot's answer may be in the outbox now; looking for nothing costs one query.
        signals.Queued.Set();
        if (media)
            signals.MediaPending.Set();
    }

    private async Task PostponeAsync(long id, Exception fault, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.InboundEvents.SingleAsync(e => e.Id == id, cancellation);
        if (row.State != IntakeState.Waiting)
            return;
        row.LeaseOwner = null;
        row.LeaseUntil = null;
        // The database being busy or full says nothing about the message.
        if (!OfTheDatabase(fault))
            row.Attempts++;
        if (fault is IntakeException || row.Attempts >= MaxAttempts)
        {
            row.State = IntakeState.SetAside;
            row.Fault = fault is IntakeException ? fault.Message : $"Não pôde ser processada após {row.Attempts} tentativas ({fault.GetType().Name}).";
        }
        else
        {
            row.NextAttemptAt = now + Backoff[Math.Clamp(row.Attempts - 1, 0, Backoff.Length - 1)];
        }

        await db.SaveChangesAsync(cancellation);
    }

    private static bool OfTheDatabase(Exception fault) =>
        (fault as DbException ?? fault.InnerException as DbException) is { } database
        && (database.IsTransient || database is SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 });

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbound event {Event} could not be processed ({Fault}).")]
    private static partial void LogFailed(ILogger logger, long @event, string fault, Exception? exception);
}
