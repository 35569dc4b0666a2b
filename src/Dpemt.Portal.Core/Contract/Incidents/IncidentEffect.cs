using Dpemt.Portal.Conversations;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>What an incident did to our service. Counts alone, no personal data.</summary>
/// <param name="Written">Messages of ours written in its time.</param>
/// <param name="Failed">Of these, failed.</param>
/// <param name="Unsettled">Of these, neither delivered nor failed as far as is known.</param>
/// <param name="Waited">Of the written ones, those that the provider took only after it had turned them away once, or that still wait.</param>
/// <param name="LongestWait">The longest of these waits that is over, from writing to acceptance; null when none is.</param>
/// <param name="Received">Messages of citizens that came in its time.</param>
/// <param name="Citizens">Citizens whose message failed or is unsettled.</param>
/// <param name="Receptions">Receptions of those citizens' conversations, by name.</param>
/// <param name="CutAt">When the incident was longer than what is looked at: where the look ended.</param>
public sealed record EffectOfIncident(int Written, int Failed, int Unsettled, int Waited, TimeSpan? LongestWait, int Received, int Citizens, IReadOnlyList<string> Receptions, DateTimeOffset? CutAt);

/// <summary>Counts what happened to messages in the time of an incident.</summary>
/// <remarks>
/// Messages have no index by time, but their ids grow with it: a search by halves over the ids finds the first and last message of
/// the time with some twenty reads by key, and only the messages between are read.
/// </remarks>
public sealed class IncidentEffect(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Longest time that is looked at: the figures of a page must not cost a scan of months.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(3);

    /// <summary>Counts.</summary>
    public async Task<EffectOfIncident> RunAsync(DateTimeOffset start, DateTimeOffset? end, CancellationToken cancellation)
    {
        var until = end ?? clock.GetUtcNow();
        var cut = until - start > Longest ? start + Longest : (DateTimeOffset?)null;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var most = await db.Messages.MaxAsync(m => (long?)m.Id, cancellation) ?? 0;
        var first = await FirstAtAsync(db, start, most, cancellation);
        var last = await FirstAtAsync(db, cut ?? until, most, cancellation);
        var messages = db.Messages.AsNoTracking().Where(m => m.Id >= first && m.Id < last);
        var counts = await messages.GroupBy(m => new { m.Status, Ours = m.Author != MessageAuthor.Citizen })
            .Select(g => new { g.Key.Status, g.Key.Ours, Count = g.Count() }).ToListAsync(cancellation);
        var hit = messages.Where(m => m.Author != MessageAuthor.Citizen && m.Status < MessageStatus.Delivered && m.SentAgainAs == null);
        var citizens = await hit.Select(m => m.CitizenId).Distinct().CountAsync(cancellation);
        var receptions = await hit.Where(m => m.ConversationId != null)
            .Join(db.Conversations, m => m.ConversationId, c => c.Id, (_, c) => c.ReceptionId).Where(r => r != null).Select(r => r!.Value).Distinct().ToListAsync(cancellation);
        var waiting = db.ThatWaited(messages.Where(m => m.Author != MessageAuthor.Citizen));
        var (waited, longest) = (await waiting.CountAsync(cancellation), await db.LongestWaitAsync(waiting, cancellation));
        return new(
            counts.Where(c => c.Ours).Sum(c => c.Count),
            counts.Where(c => c.Ours && c.Status == MessageStatus.Failed).Sum(c => c.Count),
            counts.Where(c => c.Ours && c.Status is < MessageStatus.Delivered and not MessageStatus.Failed).Sum(c => c.Count), waited, longest,
            counts.Where(c => !c.Ours).Sum(c => c.Count), citizens, await db.ReceptionNamesAsync(receptions, cancellation), cut);
    }

    /// <summary>The lowest id from which on messages are not older than <paramref name="at"/>; one more than the last when all are older.</summary>
    private static async Task<long> FirstAtAsync(PortalDbContext db, DateTimeOffset at, long most, CancellationToken cancellation)
    {
        long low = 1, high = most + 1;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            var next = await db.Messages.AsNoTracking().Where(m => m.Id >= middle).OrderBy(m => m.Id).Select(m => new { m.Id, m.CreatedAt }).FirstOrDefaultAsync(cancellation);
            if (next is null || next.CreatedAt >= at)
                high = middle;
            else
                low = next.Id + 1;
        }

        return low;
    }
}
