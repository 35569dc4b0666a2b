using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>A colleague who has the conversation open.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Name">Her display name.</param>
/// <param name="IsTyping">She pressed a key within the last seconds.</param>
public sealed record Onlooker(Guid UserId, string Name, bool IsTyping);

/// <summary>Who views and who types, for all processes on one database. Entries lapse by themselves.</summary>
public sealed class PresenceBoard(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>A screen that was not renewed for this long is gone.</summary>
    public static readonly TimeSpan Lapse = TimeSpan.FromSeconds(15);

    /// <summary>Renew at least this often while a screen is open.</summary>
    public static readonly TimeSpan RenewEvery = TimeSpan.FromSeconds(6);

    /// <summary>Typing shows for this long after the last key.</summary>
    public static readonly TimeSpan TypingLapse = TimeSpan.FromSeconds(5);

    /// <summary>Calls closer than this write nothing.</summary>
    public static readonly TimeSpan Throttle = TimeSpan.FromSeconds(2);

    /// <summary>The user has the conversation open; <paramref name="typing"/> when she has just pressed a key.</summary>
    public async Task SeeAsync(Actor who, Guid conversationId, bool typing, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var known = await db.Presences.AsNoTracking().FirstOrDefaultAsync(p => p.ConversationId == conversationId && p.UserId == who.UserId, cancellation);
        var last = typing ? known?.TypedAt : known?.SeenAt;
        if (last > now - Throttle)
            return;
        if (known is null && !await MaySeeAsync(db, who, conversationId, cancellation))
            return;
        var appears = known is null || known.SeenAt <= now - Lapse || (typing && !(known.TypedAt > now - TypingLapse));
        var typedAt = typing ? now : known?.TypedAt;
        var updated = await db.Presences.Where(p => p.ConversationId == conversationId && p.UserId == who.UserId)
            .ExecuteUpdateAsync(s => s.SetProperty(p => p.SeenAt, now).SetProperty(p => p.TypedAt, typedAt), cancellation);
        if (updated == 0)
            db.Presences.Add(new Presence { ConversationId = conversationId, UserId = who.UserId!.Value, SeenAt = now, TypedAt = typedAt });
        if (appears)
            db.Announce(ChangeTopics.Presence, conversationId, now);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            // Two screens of one user came at once: the other one wrote the row.
        }
    }

    /// <summary>The user has closed the conversation.</summary>
    public async Task LeaveAsync(Actor who, Guid conversationId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Presences.Where(p => p.ConversationId == conversationId && p.UserId == who.UserId).ExecuteDeleteAsync(cancellation) == 0)
            return;
        db.Announce(ChangeTopics.Presence, conversationId, clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
    }

    /// <summary>Who has the conversation open besides <paramref name="who"/>, by name.</summary>
    public async Task<IReadOnlyList<Onlooker>> ListAsync(Actor who, Guid conversationId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var seen = now - Lapse;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Presences.AsNoTracking().Where(p => p.ConversationId == conversationId && p.UserId != who.UserId && p.SeenAt > seen)
            .Join(db.Users, p => p.UserId, u => u.Id, (p, u) => new { p.UserId, u.DisplayName, p.TypedAt }).ToListAsync(cancellation);
        return [.. rows.OrderBy(r => r.DisplayName, StringComparer.Ordinal).Select(r => new Onlooker(r.UserId, r.DisplayName, r.TypedAt > now - TypingLapse))];
    }

    /// <summary>Removes entries that lapsed long ago. Safe to run twice.</summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var before = clock.GetUtcNow() - TimeSpan.FromMinutes(5);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await db.Presences.Where(p => p.SeenAt < before).ExecuteDeleteAsync(cancellation);
    }

    private static async Task<bool> MaySeeAsync(PortalDbContext db, Actor who, Guid conversationId, CancellationToken cancellation)
    {
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        var conversation = await db.Conversations.AsNoTracking().FirstOrDefaultAsync(c => c.Id == conversationId, cancellation);
        return conversation is not null && scope.MaySee(conversation);
    }
}
