using Dpemt.Portal.Changes;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>
/// Asks an outside classifier about relatos that wait for it and lets the conversations go on. A worker runs it every
/// second; with the lexicon alone there is never anything to do. Safe on two instances.
/// </summary>
public sealed class ClassifyPendingAccounts(IDbContextFactory<PortalDbContext> contexts, RelatoAnalysis analysis, FlowRunner flow, TimeProvider clock)
{
    private const int Batch = 20;

    /// <summary>After this time another run may try again what a dead process left.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    /// <summary>Works on what is due. Returns how many relatos were analysed.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (analysis.IsInProcess)
            return 0;
        var done = 0;
        foreach (var id in await DueAsync(cancellation))
        {
            if (await ClaimAsync(id, cancellation) is { } relato)
            {
                var scores = await analysis.ScoreOutsideAsync(relato, cancellation);
                await GoOnAsync(id, scores, cancellation);
                done++;
            }
        }

        return done;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Conversations.Where(c => c.ClassifyDueAt != null && c.ClassifyDueAt <= now).OrderBy(c => c.ClassifyDueAt).Take(Batch)
            .Select(c => c.Id).ToListAsync(cancellation);
    }

    private async Task<string?> ClaimAsync(Guid id, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Conversations.Where(c => c.Id == id && c.ClassifyDueAt <= now)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.ClassifyDueAt, until), cancellation) != 1)
        {
            return null;
        }

        return await db.Conversations.Where(c => c.Id == id).Select(c => c.Account).FirstOrDefaultAsync(cancellation) ?? "";
    }

    private async Task GoOnAsync(Guid id, IReadOnlyList<AreaScore> scores, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var conversation = await db.Conversations.FirstAsync(c => c.Id == id, cancellation);
        conversation.ClassifyDueAt = null;
        if (conversation.State != ConversationState.Closed)
        {
            var citizen = await db.Citizens.FirstAsync(c => c.Id == conversation.CitizenId, cancellation);
            await flow.RunAsync(db, conversation, citizen, new RelatoClassified(scores), cancellation);
            db.Announce(ChangeTopics.Conversation, id, clock.GetUtcNow());
        }

        conversation.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // The citizen wrote in between: what waits is looked at again when the lease has lapsed.
        }
    }
}
