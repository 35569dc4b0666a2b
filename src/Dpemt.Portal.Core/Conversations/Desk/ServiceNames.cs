using System.Globalization;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Desk;

/// <summary>Names of services by the key that the flow keeps: the number of the table's line, or the key of a delivered one.</summary>
internal static class ServiceNames
{
    internal static async Task<string?> FindAsync(PortalDbContext db, string key, CancellationToken cancellation) =>
        int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await db.Services.Where(s => s.Id == id).Select(s => s.Name).FirstOrDefaultAsync(cancellation)
            : FlowService.Defaults.FirstOrDefault(s => s.Key == key)?.Name;
}
