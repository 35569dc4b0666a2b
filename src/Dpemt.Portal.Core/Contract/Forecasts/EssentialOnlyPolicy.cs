using System.Text.Json;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>
/// Holds back marketing templates, and utility templates when the switch says so, at the moment of sending. Free messages and codes
/// always leave. One instance serves one round of the outbox and asks the database once for all its messages.
/// </summary>
internal sealed class EssentialOnlyPolicy(TimeProvider clock) : ISendingPolicy
{
    private readonly Dictionary<string, string?> _categories = new(StringComparer.Ordinal);
    private EssentialOnly? _switch;
    private bool _read;

    /// <inheritdoc/>
    public async Task<string?> RefusalAsync(PortalDbContext db, Message message, CancellationToken cancellation)
    {
        if (message.Kind != MessageKind.Template)
            return null;
        if (!_read)
        {
            _switch = await db.EssentialOnly.AsNoTracking().OrderByDescending(e => e.Number).FirstOrDefaultAsync(cancellation);
            _read = true;
        }

        if (_switch?.HoldsOn(ContractTime.DayOf(clock.GetUtcNow())) != true)
            return null;
        return await CategoryAsync(db, message, cancellation) switch
        {
            "MARKETING" => _switch.Refusal("marketing"),
            "UTILITY" when _switch.HoldsUtility => _switch.Refusal("utilidade"),
            _ => null,
        };
    }

    private async Task<string?> CategoryAsync(PortalDbContext db, Message message, CancellationToken cancellation)
    {
        var name = message.Content is { } content ? JsonSerializer.Deserialize<OutboundContent>(content, MessageOutbox.Format)?.Template : null;
        if (name is null)
            return null;
        if (!_categories.TryGetValue(name, out var category))
        {
            category = await db.Templates.AsNoTracking().Where(t => t.Name == name).Select(t => t.Category).FirstOrDefaultAsync(cancellation);
            _categories[name] = category = category?.ToUpperInvariant();
        }

        return category;
    }
}
