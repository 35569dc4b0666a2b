using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>The queue in figures, for one user.</summary>
/// <param name="Waiting">Who waits and may be claimed by the user.</param>
/// <param name="LongestSince">Since when the first of them waits, UTC; null when none waits.</param>
/// <param name="Mine">What the user attends.</param>
/// <param name="MineUnread">Of these, with messages that she has not looked at.</param>
/// <param name="Others">What colleagues attend in the user's receptions.</param>
/// <param name="Receptions">Each reception of the user, by name.</param>
/// <param name="MayWork">False for a user without a place at the desk.</param>
public sealed record QueueCounts(
    int Waiting, DateTimeOffset? LongestSince, int Mine, int MineUnread, int Others, IReadOnlyList<ReceptionCount> Receptions, bool MayWork);

/// <summary>One reception in figures.</summary>
/// <param name="Id">The reception.</param>
/// <param name="Name">Its name.</param>
/// <param name="Waiting">Who waits there.</param>
/// <param name="LongestSince">Since when the first waits, UTC.</param>
/// <param name="Attended">Conversations with a person.</param>
public sealed record ReceptionCount(int Id, string Name, int Waiting, DateTimeOffset? LongestSince, int Attended);

/// <summary>Counts of the queue and its longest wait.</summary>
public sealed class QueueSummary(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Counts for <paramref name="who"/>.</summary>
    public async Task<QueueCounts> RunAsync(Actor who, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        if (!scope.MayWork)
            return new(0, null, 0, 0, 0, [], false);
        var me = scope.UserId;
        var groups = await scope.Open(db).GroupBy(e => new { e.ReceptionId, e.State, Mine = e.AssignedUserId == me, Elsewhere = e.ForUserId != null && e.ForUserId != me })
            .Select(g => new { g.Key.ReceptionId, g.Key.State, g.Key.Mine, g.Key.Elsewhere, Count = g.Count(), Since = g.Min(e => e.Since) })
            .ToListAsync(cancellation);
        var unread = await scope.Open(db).Where(e => e.State == HandoverState.Claimed && e.AssignedUserId == me)
            .Join(db.Conversations, e => e.ConversationId, c => c.Id, (_, c) => c).CountAsync(c => c.UnreadSince != null, cancellation);
        var receptions = await db.Receptions.AsNoTracking().Where(r => r.Active).OrderBy(r => r.Name).Select(r => new { r.Id, r.Name }).ToListAsync(cancellation);

        var waiting = groups.Where(g => g.State == HandoverState.Waiting && !g.Elsewhere).ToList();
        return new(
            waiting.Sum(g => g.Count),
            waiting.Min(g => (DateTimeOffset?)g.Since),
            groups.Where(g => g.State == HandoverState.Claimed && g.Mine).Sum(g => g.Count),
            unread,
            groups.Where(g => (g.State == HandoverState.Claimed && !g.Mine) || (g.State == HandoverState.Waiting && g.Elsewhere)).Sum(g => g.Count),
            [.. receptions.Where(r => scope.SeesAll || scope.Receptions.Contains(r.Id)).Select(r => new ReceptionCount(
                r.Id,
                r.Name,
                waiting.Where(g => g.ReceptionId == r.Id).Sum(g => g.Count),
                waiting.Where(g => g.ReceptionId == r.Id).Min(g => (DateTimeOffset?)g.Since),
                groups.Where(g => g.ReceptionId == r.Id && g.State == HandoverState.Claimed).Sum(g => g.Count)))],
            true);
    }
}
