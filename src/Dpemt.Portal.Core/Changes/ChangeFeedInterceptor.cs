using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Dpemt.Portal.Changes;

/// <summary>Wakes the feed of this process after a commit, so that its own screens need not wait for the next poll.</summary>
internal sealed class ChangeFeedInterceptor(Lazy<ChangeFeed> feed) : SaveChangesInterceptor, IDbTransactionInterceptor
{
    public override ValueTask<int> SavedChangesAsync(SaveChangesCompletedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (eventData.Context?.Database.CurrentTransaction is null)
            feed.Value.Wake();
        return ValueTask.FromResult(result);
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        feed.Value.Wake();
        return Task.CompletedTask;
    }
}
