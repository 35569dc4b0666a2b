using Dpemt.Portal.Citizens;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Messaging;

/// <summary>Moves messages and what waits to be sent when two citizens turn out to be one.</summary>
internal sealed class MergeMessages : ICitizenMerge
{
    public async Task MergeAsync(PortalDbContext db, Guid from, Guid into, CancellationToken cancellation)
    {
        await db.Messages.Where(m => m.CitizenId == from).ExecuteUpdateAsync(s => s.SetProperty(m => m.CitizenId, into), cancellation);
        await db.OutboxEntries.Where(e => e.CitizenId == from).ExecuteUpdateAsync(s => s.SetProperty(e => e.CitizenId, into), cancellation);
    }
}
