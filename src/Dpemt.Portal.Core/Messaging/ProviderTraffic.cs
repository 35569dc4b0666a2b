using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging;

/// <summary>What real messages show of the provider.</summary>
public enum TrafficKind
{
    /// <summary>A citizen's message came in.</summary>
    Inbound,

    /// <summary>The provider took a message.</summary>
    Accepted,

    /// <summary>A message reached the phone.</summary>
    Delivered,

    /// <summary>A message failed for a reason of the provider or of Meta, not of the message or its recipient.</summary>
    ProviderFault,

    /// <summary>A send got no answer, or one that says "later".</summary>
    NoAnswer,
}

/// <summary>One event of the traffic: when the portal learned of it, UTC.</summary>
public readonly record struct TrafficEvent(DateTimeOffset At, TrafficKind Kind);

/// <summary>How far the traffic was read: the last number of each table.</summary>
public readonly record struct TrafficMark(long Message, long Status, long Attempt);

/// <summary>Reads traffic forward, in the order in which it was stored, without any content.</summary>
public sealed class ProviderTraffic(IDbContextFactory<PortalDbContext> contexts)
{
    private const int Batch = 2000;

    /// <summary>Codes that blame the provider or Meta (domain "Availability"): all others are about the message or its recipient.</summary>
    private static readonly int[] ProviderFaults = [0, 1, 2, 190, 131000, 131016, 131057, 133004];

    /// <summary>The events after a mark and before an instant, with the new mark. Empty when nothing is left.</summary>
    /// <param name="from">Where the last reading ended.</param>
    /// <param name="until">A little in the past: numbers are given before they are committed, and late ones would be missed.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(IReadOnlyList<TrafficEvent> Events, TrafficMark Mark)> ReadAsync(TrafficMark from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var messages = (await db.Messages.AsNoTracking().Where(m => m.Id > from.Message).OrderBy(m => m.Id).Take(Batch)
            .Select(m => new { m.Id, m.CreatedAt, m.Author }).ToListAsync(cancellation)).TakeWhile(m => m.CreatedAt < until).ToList();
        var statuses = (await db.MessageStatusChanges.AsNoTracking().Where(c => c.Id > from.Status).OrderBy(c => c.Id).Take(Batch)
            .Select(c => new { c.Id, c.ReceivedAt, c.Status, c.ErrorCode }).ToListAsync(cancellation)).TakeWhile(c => c.ReceivedAt < until).ToList();
        var attempts = (await db.DeliveryAttempts.AsNoTracking().Where(a => a.Id > from.Attempt).OrderBy(a => a.Id).Take(Batch)
            .Select(a => new { a.Id, a.At, a.HttpStatus }).ToListAsync(cancellation)).TakeWhile(a => a.At < until).ToList();

        var events = new List<TrafficEvent>();
        events.AddRange(messages.Where(m => m.Author == MessageAuthor.Citizen).Select(m => new TrafficEvent(m.CreatedAt, TrafficKind.Inbound)));
        events.AddRange(statuses.Select(c => (c.ReceivedAt, Kind: KindOf(c.Status, c.ErrorCode))).Where(c => c.Kind is not null).Select(c => new TrafficEvent(c.ReceivedAt, c.Kind!.Value)));
        events.AddRange(attempts.Where(a => a.HttpStatus is null or 408 or >= 500).Select(a => new TrafficEvent(a.At, TrafficKind.NoAnswer)));
        return (events, new(Last(messages.Select(m => m.Id), from.Message), Last(statuses.Select(c => c.Id), from.Status), Last(attempts.Select(a => a.Id), from.Attempt)));
    }

    /// <summary>Messages that the provider took between two instants and of which nothing was heard since.</summary>
    public async Task<int> AcceptedAndSilentAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        // The first half is the filter of the index of messages without a final status.
        return await db.Messages.CountAsync(
            m => (m.Status == MessageStatus.Unknown || m.Status == MessageStatus.Accepted || m.Status == MessageStatus.Sent)
                && m.CreatedAt >= from && m.CreatedAt < until && m.Status == MessageStatus.Accepted,
            cancellation);
    }

    private static TrafficKind? KindOf(MessageStatus status, int? code) => status switch
    {
        MessageStatus.Accepted => TrafficKind.Accepted,
        MessageStatus.Delivered => TrafficKind.Delivered,
        MessageStatus.Failed when code is { } known && ProviderFaults.Contains(known) => TrafficKind.ProviderFault,
        _ => null,
    };

    private static long Last(IEnumerable<long> ids, long otherwise) => ids.LastOrDefault(otherwise);
}
