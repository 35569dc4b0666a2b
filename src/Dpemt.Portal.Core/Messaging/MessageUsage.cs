using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging;

/// <summary>A status of a message that we sent, with what Meta said of its price.</summary>
/// <param name="Status">Accepted or stronger.</param>
/// <param name="OccurredAt">When it happened by the provider's clock, UTC.</param>
/// <param name="PricingType">Meta's <c>pricing.type</c>, as received.</param>
/// <param name="PricingCategory">Meta's <c>pricing.category</c>, as received.</param>
/// <param name="Billable">Meta's <c>pricing.billable</c>, as received.</param>
public readonly record struct UsedStatus(MessageStatus Status, DateTimeOffset OccurredAt, string? PricingType, string? PricingCategory, bool? Billable);

/// <summary>A message that the provider took, without any content: what metering needs of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="At">When it was written here, UTC.</param>
/// <param name="IsTemplate">A template; everything else is a free message.</param>
/// <param name="Template">Name of the template.</param>
/// <param name="TemplateCategory">Meta's category of the template when it was sent; null when nobody knew it.</param>
/// <param name="InWindow">Whether the 24 h window was open when it was sent; null when unknown.</param>
/// <param name="ReceptionId">The reception whose conversation it was; 0 for none.</param>
/// <param name="Statuses">All statuses from "accepted" on, weakest first.</param>
public sealed record UsedMessage(
    long Id, DateTimeOffset At, bool IsTemplate, string? Template, string? TemplateCategory, bool? InWindow, int ReceptionId, IReadOnlyList<UsedStatus> Statuses);

/// <summary>Reads sent messages and their statuses forward, for metering. A status never changes once it is stored, and a message keeps what it was sent with.</summary>
public sealed class MessageUsage(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The messages that got a status after a mark, whole, with the new mark. The mark stands still when nothing is left.</summary>
    /// <param name="mark">Number of the last status that was read.</param>
    /// <param name="until">A little in the past: numbers are given before they are committed, and late ones would be missed.</param>
    /// <param name="most">Statuses to read at most.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task<(IReadOnlyList<UsedMessage> Messages, long Mark)> ChangedAsync(long mark, DateTimeOffset until, int most, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var changed = (await After(db, mark).Take(most).Select(c => new { c.Id, c.MessageId, c.ReceivedAt }).ToListAsync(cancellation)).TakeWhile(c => c.ReceivedAt < until).ToList();
        if (changed.Count == 0)
            return ([], mark);
        var last = changed[^1].Id;
        var ids = changed.Select(c => c.MessageId).Distinct().ToList();
        var (low, high) = (ids.Min(), ids.Max());
        // Where the messages lie close together, reading their whole stretch is cheaper than looking up each.
        var used = high - low < 4L * ids.Count
            ? await ReadAsync(Sent(db).Where(m => m.Id >= low && m.Id <= high), Statuses(db).Where(c => c.MessageId >= low && c.MessageId <= high), cancellation)
            : await ReadAsync(Sent(db).Where(m => ids.Contains(m.Id)), Statuses(db).Where(c => ids.Contains(c.MessageId)), cancellation);
        return (used, last);
    }

    /// <summary>The messages with numbers above <paramref name="after"/>, at most so many, by number.</summary>
    /// <returns>The messages that the provider took, and the highest number that was looked at; null when none was left.</returns>
    public async Task<(IReadOnlyList<UsedMessage> Messages, long? Last)> RangeAsync(long after, long upTo, int most, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var last = await db.Messages.AsNoTracking().Where(m => m.Id > after && m.Id <= upTo).OrderBy(m => m.Id).Take(most).Select(m => (long?)m.Id).MaxAsync(cancellation);
        return last is null
            ? ([], null)
            : (await ReadAsync(Sent(db).Where(m => m.Id > after && m.Id <= last), Statuses(db).Where(c => c.MessageId > after && c.MessageId <= last), cancellation), last);
    }

    /// <summary>Those messages, whole; one that is gone is left out.</summary>
    public async Task<IReadOnlyList<UsedMessage>> OfAsync(IReadOnlyList<long> ids, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var list = ids.ToList();
        return await ReadAsync(Sent(db).Where(m => list.Contains(m.Id)), Statuses(db).Where(c => list.Contains(c.MessageId)), cancellation);
    }

    /// <summary>The first number that was stored at or after an instant, found by halving: numbers grow with time. One above the highest when there is none.</summary>
    public async Task<long> FirstIdAsync(DateTimeOffset at, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var low = await db.Messages.MinAsync(m => (long?)m.Id, cancellation) ?? 1;
        var high = (await db.Messages.MaxAsync(m => (long?)m.Id, cancellation) ?? 0) + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var found = await db.Messages.AsNoTracking().Where(m => m.Id >= middle).OrderBy(m => m.Id).Select(m => new { m.Id, m.CreatedAt }).FirstAsync(cancellation);
            if (found.CreatedAt >= at)
                high = middle;
            else
                low = found.Id + 1;
        }

        return low;
    }

    /// <summary>Meta's ids of messages; one that is gone or whose id never came has none. They encode phone numbers: never for a log or an address.</summary>
    public async Task<IReadOnlyDictionary<long, string>> WamidsAsync(IReadOnlyCollection<long> ids, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var list = ids.ToList();
        return await db.Messages.AsNoTracking().Where(m => list.Contains(m.Id) && m.Wamid != null).Select(m => new { m.Id, m.Wamid }).ToDictionaryAsync(m => m.Id, m => m.Wamid!, cancellation);
    }

    internal static IQueryable<MessageStatusChange> After(PortalDbContext db, long mark) => db.MessageStatusChanges.AsNoTracking().Where(c => c.Id > mark).OrderBy(c => c.Id);

    private static IQueryable<Message> Sent(PortalDbContext db) => db.Messages.AsNoTracking().Where(m => m.Author != MessageAuthor.Citizen);

    private static IQueryable<MessageStatusChange> Statuses(PortalDbContext db) => db.MessageStatusChanges.AsNoTracking().Where(c => c.Status >= MessageStatus.Accepted);

    private static async Task<IReadOnlyList<UsedMessage>> ReadAsync(IQueryable<Message> messages, IQueryable<MessageStatusChange> statuses, CancellationToken cancellation)
    {
        var heads = await messages.OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.CreatedAt, m.Kind, m.Template, m.TemplateCategory, m.InWindow, m.ReceptionId }).ToListAsync(cancellation);
        var used = new List<UsedMessage>(heads.Count);
        // Both in the order of the message's number: one pass joins them.
        await using var rest = statuses.OrderBy(c => c.MessageId).ThenBy(c => c.Status)
            .Select(c => new { c.MessageId, c.Status, c.OccurredAt, c.PricingType, c.PricingCategory, c.Billable }).AsAsyncEnumerable().GetAsyncEnumerator(cancellation);
        var more = await rest.MoveNextAsync();
        foreach (var head in heads)
        {
            while (more && rest.Current.MessageId < head.Id)
                more = await rest.MoveNextAsync();
            var had = new List<UsedStatus>(4);
            for (; more && rest.Current.MessageId == head.Id; more = await rest.MoveNextAsync())
                had.Add(new(rest.Current.Status, rest.Current.OccurredAt, rest.Current.PricingType, rest.Current.PricingCategory, rest.Current.Billable));
            if (had.Count > 0)
                used.Add(new(head.Id, head.CreatedAt, head.Kind == MessageKind.Template, head.Template, head.TemplateCategory, head.InWindow, head.ReceptionId ?? 0, had));
        }

        return used;
    }
}
