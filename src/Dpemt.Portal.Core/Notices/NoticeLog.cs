using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Notices;

/// <summary>One notice with what became of it, one delivery for each recipient.</summary>
public sealed record NoticeLine(
    long Id, NoticeSubjects Subject, string Title, string Body, DateTimeOffset CreatedAt, bool Waits, string? Fault, IReadOnlyList<NoticeDeliveryLine> Deliveries);

/// <summary>One mail of a notice; the recipient is null once removed.</summary>
public sealed record NoticeDeliveryLine(string? Recipient, DeliveryState State, int Attempts, DateTimeOffset? DueAt, DateTimeOffset? SentAt, string? Fault);

/// <summary>The last notices.</summary>
public sealed class NoticeLog(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads a page, newest first.</summary>
    /// <param name="before">Id below which to read, or null for the newest.</param>
    /// <param name="take">Lines, 1 to 100.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyList<NoticeLine>> RunAsync(long? before, int take, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var notices = db.Notices.AsNoTracking();
        if (before is { } last)
            notices = notices.Where(n => n.Id < last);
        var rows = await notices.OrderByDescending(n => n.Id).Take(Math.Clamp(take, 1, 100)).ToListAsync(cancellation);
        var ids = rows.ConvertAll(n => n.Id);
        var deliveries = await db.NoticeDeliveries.AsNoTracking().Where(d => ids.Contains(d.NoticeId)).OrderBy(d => d.Id).ToListAsync(cancellation);
        var names = await db.NoticeRecipients.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name, cancellation);
        return [.. rows.Select(n => new NoticeLine(
            n.Id, n.Subject, n.Title, n.Body, n.CreatedAt, n.NextAttemptAt is not null, n.Fault,
            [.. deliveries.Where(d => d.NoticeId == n.Id).Select(d => new NoticeDeliveryLine(names.GetValueOrDefault(d.RecipientId), d.State, d.Attempts, d.DueAt, d.SentAt, d.Fault))]))];
    }
}
