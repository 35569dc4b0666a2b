using Dpemt.Portal.Changes;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>Writes down what became of sends, many in one transaction: one row per attempt, the message's new status, the entry's next step.</summary>
internal sealed class RecordResults(
    IDbContextFactory<PortalDbContext> contexts, MessageIndex index, WriteTurns turns, MessagingSignals signals, IOptions<OutboxOptions> options, TimeProvider clock)
{
    /// <summary>Repeats by itself when a status was entered for the same message in between.</summary>
    internal async Task RunAsync(IReadOnlyList<SendResult> results, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await WriteAsync(results, cancellation);
                return;
            }
            catch (DbUpdateConcurrencyException)
            {
                // Read again and judge anew.
            }
        }
    }

    private async Task WriteAsync(IReadOnlyList<SendResult> results, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var ids = results.Select(r => r.Entry.Id).ToList();
        var messageIds = results.Select(r => r.Entry.MessageId).ToList();
        using var turn = await turns.TakeAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var entries = await db.OutboxEntries.Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, cancellation);
        var statuses = await db.Messages.AsNoTracking().Where(m => messageIds.Contains(m.Id))
            .Select(m => new { m.Id, m.Status, m.ConversationId }).ToDictionaryAsync(m => m.Id, cancellation);
        var had = (await db.MessageStatusChanges.AsNoTracking().Where(c => messageIds.Contains(c.MessageId))
            .Select(c => new { c.MessageId, c.Status }).ToListAsync(cancellation)).Select(c => (c.MessageId, c.Status)).ToHashSet();
        var requests = new List<byte[]>();
        foreach (var result in results)
        {
            // The entry is gone when a person or a status has settled it meanwhile; the attempt is noted all the same.
            if (!statuses.TryGetValue(result.Entry.MessageId, out var known))
                continue;
            var message = new Message { Id = known.Id, Status = known.Status };
            db.Messages.Attach(message);
            if (result.Message is { } sent)
                (message.Template, message.TemplateCategory, message.InWindow, message.ReceptionId) = (sent.Template, sent.TemplateCategory, sent.InWindow, sent.ReceptionId);
            db.DeliveryAttempts.Add(AttemptOf(result));
            Settle(db, result, entries.GetValueOrDefault(result.Entry.Id), message, had, now);
            if (result.Answer.RequestId is { } request)
                requests.Add(index.WaitingForRequest(request));
            if (known.ConversationId is { } conversation)
                db.Announce(ChangeTopics.Conversation, conversation, now);
        }

        await db.SaveChangesAsync(cancellation);
        if (requests.Count > 0)
            await JoinLateStatuses.HastenAsync(db, requests, cancellation);
        await transaction.CommitAsync(cancellation);
        if (requests.Count > 0)
            signals.StatusWaits.Set();
    }

    private void Settle(PortalDbContext db, SendResult result, OutboxEntry? entry, Message message, HashSet<(long, MessageStatus)> had, DateTimeOffset now)
    {
        var answer = result.Answer;
        switch (answer.Outcome)
        {
            case SendOutcome.Accepted:
                Remove(db, entry);
                message.RequestId = answer.RequestId;
                Raise(db, message, MessageStatus.Accepted, had, now, null);
                break;
            case SendOutcome.Refused:
                Remove(db, entry);
                Fail(db, message, answer, had, now);
                break;
            case SendOutcome.Unknown when entry is not null:
                entry.State = OutboxState.Unknown;
                entry.Attempts++;
                message.ErrorDetail = answer.Detail;
                if (message.Status is MessageStatus.Queued or MessageStatus.Sending)
                    message.Status = MessageStatus.Unknown;
                break;
            case SendOutcome.Retry when entry is not null:
                entry.Attempts++;
                entry.LeaseOwner = null;
                entry.LeaseUntil = null;
                entry.State = entry.Attempts >= options.Value.MaxAttempts ? OutboxState.Dead : OutboxState.Waiting;
                entry.DueAt = now + options.Value.Backoff(entry.Attempts);
                if (entry.State == OutboxState.Dead)
                    Fail(db, message, answer, had, now);
                else if (message.Status is MessageStatus.Sending or MessageStatus.Unknown)
                    message.Status = MessageStatus.Queued; // It surely did not leave: "sending" would be untrue.
                break;
        }
    }

    private static void Fail(PortalDbContext db, Message message, BspAnswer answer, HashSet<(long, MessageStatus)> had, DateTimeOffset now)
    {
        message.ErrorCode = answer.ErrorCode;
        message.ErrorDetail = answer.Detail;
        Raise(db, message, MessageStatus.Failed, had, now, answer.ErrorCode);
    }

    private static void Raise(PortalDbContext db, Message message, MessageStatus status, HashSet<(long, MessageStatus)> had, DateTimeOffset now, int? code)
    {
        if (had.Add((message.Id, status)))
            db.MessageStatusChanges.Add(new MessageStatusChange { MessageId = message.Id, Status = status, OccurredAt = now, ReceivedAt = now, ErrorCode = code });
        if (message.Status < status)
            message.Status = status;
    }

    private static void Remove(PortalDbContext db, OutboxEntry? entry)
    {
        if (entry is not null)
            db.OutboxEntries.Remove(entry);
    }

    private static DeliveryAttempt AttemptOf(SendResult result) => new()
    {
        MessageId = result.Entry.MessageId,
        At = result.At,
        Duration = (int)Math.Min(int.MaxValue, result.Duration.TotalMilliseconds),
        HttpStatus = result.Answer.HttpStatus,
        ErrorCode = result.Answer.ErrorCode,
        Outcome = result.Answer.Outcome switch
        {
            SendOutcome.Accepted => "accepted",
            SendOutcome.Refused => "refused",
            SendOutcome.Retry => "retry",
            _ => "unknown",
        },
        Detail = result.Answer.Outcome == SendOutcome.Accepted ? null : result.Answer.Detail,
    };
}
