using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Templates;

/// <summary>Keeps with each template message the category that its template had when it was sent: Meta moves templates between categories.</summary>
internal sealed class StampCategory : ISendingStamp
{
    public async Task StampAsync(PortalDbContext db, IReadOnlyList<Message> messages, CancellationToken cancellation)
    {
        var names = messages.Where(m => m.Template is not null).Select(m => m.Template!).Distinct().ToList();
        if (names.Count == 0)
            return;
        var categories = (await db.Templates.AsNoTracking().Where(t => names.Contains(t.Name)).Select(t => new { t.Name, t.Category, t.SeenAt }).ToListAsync(cancellation))
            .GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.MaxBy(t => t.SeenAt)!.Category);
        foreach (var message in messages.Where(m => m.Template is not null))
            message.TemplateCategory = categories.GetValueOrDefault(message.Template!, message.TemplateCategory!);
    }
}
