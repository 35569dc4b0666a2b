using System.Globalization;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Api;

/// <summary>A place in the queue, as other systems read it.</summary>
/// <param name="ConversaId">The conversation.</param>
/// <param name="Recepcao">Name of the reception; null when none is kept.</param>
/// <param name="Cidade">Name of the city.</param>
/// <param name="Area">Title of the legal area as on the screens; null when it is not known.</param>
/// <param name="Desde">Waiting since.</param>
/// <param name="JanelaAte">Free text may be sent until.</param>
/// <param name="Atendente">Who attends; null while waiting.</param>
public sealed record QueueItem(
    Guid ConversaId, string? Recepcao, string? Cidade, string? Area, DateTimeOffset Desde, DateTimeOffset? JanelaAte, string? Atendente);

/// <summary>Everybody who waits or is attended, of all receptions, longest wait first.</summary>
public sealed class QueueList(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 200;

    /// <summary>Reads one page.</summary>
    public async Task<ApiPage<QueueItem>> RunAsync(string? cursor, int limit, CancellationToken cancellation)
    {
        var size = Math.Clamp(limit, 1, MaxLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var entries = db.HandoverEntries.AsNoTracking().Where(e => e.State < HandoverState.Ended);
        if (PageCursor.TryRead(cursor, out var at, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            entries = entries.Where(e => e.Since > at || (e.Since == at && e.Id > id));
        var rows = await entries.OrderBy(e => e.Since).ThenBy(e => e.Id).Take(size + 1)
            .Join(db.Conversations, e => e.ConversationId, c => c.Id, (e, c) => new { Entry = e, c.CitizenId })
            .Join(db.Citizens, p => p.CitizenId, c => c.Id, (p, c) => new
            {
                p.Entry.Id,
                p.Entry.ConversationId,
                p.Entry.Area,
                p.Entry.CityCode,
                p.Entry.Since,
                c.LastInboundAt,
                Reception = db.Receptions.Where(r => r.Id == p.Entry.ReceptionId).Select(r => r.Name).FirstOrDefault(),
                Attendant = db.Users.Where(u => u.Id == p.Entry.AssignedUserId).Select(u => u.DisplayName).FirstOrDefault(),
            })
            .OrderBy(r => r.Since).ThenBy(r => r.Id)
            .ToListAsync(cancellation);
        var page = rows.Take(size).ToList();
        return new(
            [.. page.Select(r => new QueueItem(
                r.ConversationId, r.Reception, CityFinder.Default.Find(r.CityCode)?.Name, r.Area is null ? null : Lexicon.Default.Area(r.Area).Title, r.Since, ServiceWindow.Until(r.LastInboundAt), r.Attendant))],
            rows.Count > size ? PageCursor.Of(page[^1].Since, page[^1].Id.ToString(CultureInfo.InvariantCulture)) : null);
    }
}
