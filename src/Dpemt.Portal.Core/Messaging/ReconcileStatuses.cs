using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// Asks the provider for messages that have had no status for a while, or whose sending is unknown although the request
/// is known, and enters what it answers. Safe to run twice and on two instances.
/// </summary>
public sealed class ReconcileStatuses
{
    private const int Batch = 100;

    private readonly IDbContextFactory<PortalDbContext> _contexts;
    private readonly BspQueries _provider;
    private readonly StatusBook _book;
    private readonly WriteTurns _turns;
    private readonly IOptions<OutboxOptions> _options;
    private readonly TimeProvider _clock;

    internal ReconcileStatuses(
        IDbContextFactory<PortalDbContext> contexts, BspQueries provider, StatusBook book, WriteTurns turns, IOptions<OutboxOptions> options, TimeProvider clock) =>
        (_contexts, _provider, _book, _turns, _options, _clock) = (contexts, provider, book, turns, options, clock);

    /// <summary>Asks for one batch of the last 30 days, newest first: the oldest are those that no phone ever takes. Returns how many statuses the answers held.</summary>
    /// <exception cref="BspUnavailableException">The provider does not answer; what was answered before is kept.</exception>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow();
        var before = now - TimeSpan.FromMinutes(_options.Value.ReconcileAfterMinutes);
        var after = now - TimeSpan.FromDays(30);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var requests = await Silent(db, before, after).Take(Batch).ToListAsync(cancellation);
        var entered = 0;
        foreach (var request in requests.Distinct())
            entered += await AskAsync(request, cancellation);
        return entered;
    }

    internal static IQueryable<string> Silent(PortalDbContext db, DateTimeOffset before, DateTimeOffset after) => db.Messages.AsNoTracking()
        .Where(m => (m.Status == MessageStatus.Unknown || m.Status == MessageStatus.Accepted || m.Status == MessageStatus.Sent)
            && m.CreatedAt < before && m.CreatedAt > after && m.RequestId != null)
        .OrderByDescending(m => m.CreatedAt).Select(m => m.RequestId!);

    /// <summary>Asks for one message whose sending is unknown. False when the provider knows nothing of it, or no request id was ever received.</summary>
    public async Task<bool> ResolveAsync(long messageId, CancellationToken cancellation)
    {
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        var request = await db.Messages.Where(m => m.Id == messageId).Select(m => m.RequestId).SingleOrDefaultAsync(cancellation);
        return request is not null && await AskAsync(request, cancellation) > 0;
    }

    private async Task<int> AskAsync(string request, CancellationToken cancellation)
    {
        if (await _provider.PackageAsync(request, cancellation) is not { } recipients)
            return 0;
        var now = _clock.GetUtcNow();
        var reports = recipients.SelectMany(r => r.Marks.Where(m => StatusReport.Known(m.Key) is not null).Select(m => new StatusReport("")
        {
            Wamid = r.Wamid,
            RequestId = request,
            Recipient = r.Recipient,
            Word = m.Key,
            Status = StatusReport.Known(m.Key),
            At = m.Value is { } at && at <= now ? at : now,
            ErrorCode = m.Key == "failed" ? MessageFailures.CodeIn(r.Error) : null,
            ErrorDetail = m.Key == "failed" ? r.Error : null,
        })).ToList();
        using var turn = await _turns.TakeAsync(cancellation);
        await using var db = await _contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        await _book.EnterAsync(db, reports, cancellation);
        await transaction.CommitAsync(cancellation);
        return reports.Count;
    }
}
