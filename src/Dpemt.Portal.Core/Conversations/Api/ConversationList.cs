using Dpemt.Portal.Citizens;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Api;

/// <summary>A page of an API list, as other systems read it.</summary>
/// <param name="Itens">The items.</param>
/// <param name="Cursor">URL-safe place of the next page; null on the last one.</param>
public sealed record ApiPage<T>(IReadOnlyList<T> Itens, string? Cursor);

/// <summary>A conversation, as other systems read it.</summary>
/// <param name="Id">The conversation.</param>
/// <param name="Telefone">Canonical number of the citizen; null when she is known by user id alone.</param>
/// <param name="Situacao"><c>robo</c>, <c>fila</c>, <c>atendente</c> or <c>encerrada</c>.</param>
/// <param name="Em">When it was opened.</param>
public sealed record ConversationItem(Guid Id, string? Telefone, string Situacao, DateTimeOffset Em);

/// <summary>The conversations of one phone number, newest first.</summary>
public sealed class ConversationList(IDbContextFactory<PortalDbContext> contexts, CitizenIndex index)
{
    /// <summary>Most items of a page.</summary>
    public const int MaxLimit = 100;

    /// <summary>Reads one page; an unknown number gives an empty one.</summary>
    /// <param name="phone">With or without country code and ninth digit.</param>
    /// <param name="cursor">From the page before, or null.</param>
    /// <param name="limit">1 to <see cref="MaxLimit"/>.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Null when <paramref name="phone"/> is no phone number.</returns>
    public async Task<ApiPage<ConversationItem>?> RunAsync(string? phone, string? cursor, int limit, CancellationToken cancellation)
    {
        if (PhoneNumber.Canonical(phone) is not { } canonical)
            return null;
        var fingerprint = index.Phone(canonical);
        var size = Math.Clamp(limit, 1, MaxLimit);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Citizens.AsNoTracking().Where(c => c.PhoneIndex == fingerprint).Select(c => (Guid?)c.Id).FirstOrDefaultAsync(cancellation) is not { } citizen)
            return new([], null);
        var conversations = db.Conversations.AsNoTracking().Where(c => c.CitizenId == citizen);
        if (PageCursor.TryRead(cursor, out var at, out _))
            conversations = conversations.Where(c => c.OpenedAt < at);
        var rows = await conversations.OrderByDescending(c => c.OpenedAt).Take(size + 1).Select(c => new { c.Id, c.State, c.OpenedAt }).ToListAsync(cancellation);
        var page = rows.Take(size).Select(c => new ConversationItem(c.Id, canonical, ApiWords.Of(c.State), c.OpenedAt)).ToList();
        return new(page, rows.Count > size ? PageCursor.Of(page[^1].Em, page[^1].Id.ToString("N")) : null);
    }
}

/// <summary>One conversation.</summary>
public sealed class ConversationDetails(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Reads it; null when there is none.</summary>
    public async Task<ConversationItem?> RunAsync(Guid id, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var row = await db.Conversations.AsNoTracking().Where(c => c.Id == id)
            .Join(db.Citizens, c => c.CitizenId, c => c.Id, (c, citizen) => new { c.Id, citizen.Phone, c.State, c.OpenedAt }).FirstOrDefaultAsync(cancellation);
        return row is null ? null : new(row.Id, row.Phone, ApiWords.Of(row.State), row.OpenedAt);
    }
}
