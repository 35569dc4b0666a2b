using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>"Atender próximo": takes who waits longest in the user's receptions, strictly first in, first out.</summary>
public sealed class ClaimNext(IDbContextFactory<PortalDbContext> contexts, ClaimConversation claim)
{
    /// <summary>
    /// Claims the next one. When a colleague is faster the one after is tried, so that two clicks at once give two
    /// different citizens.
    /// </summary>
    /// <param name="who">The user.</param>
    /// <param name="receptionId">Only of this reception; null for all of hers.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<DeskResult> RunAsync(Actor who, int? receptionId, CancellationToken cancellation)
    {
        while (true)
        {
            if (await FirstWaitingAsync(who, receptionId, cancellation) is not { } next)
                return DeskErrors.QueueEmpty;
            if (next == Guid.Empty)
                return DeskErrors.NotAllowed;
            var result = await claim.RunAsync(who, next, cancellation);
            if (result.Code is not (DeskCodes.TakenByColleague or DeskCodes.NotWaiting or DeskCodes.Closed or DeskCodes.NotFound))
                return result;
        }
    }

    private async Task<Guid?> FirstWaitingAsync(Actor who, int? receptionId, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var scope = await DeskScope.OfAsync(db, who, cancellation);
        if (!scope.MayWork)
            return Guid.Empty;
        var waiting = scope.Open(db).Where(e => e.State == HandoverState.Waiting && (e.ForUserId == null || e.ForUserId == scope.UserId));
        if (receptionId is { } only)
            waiting = waiting.Where(e => e.ReceptionId == only);
        return await waiting.OrderBy(e => e.Since).ThenBy(e => e.Id).Select(e => (Guid?)e.ConversationId).FirstOrDefaultAsync(cancellation);
    }
}
