using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// A rule of another module that may forbid a send at the moment of sending (consent, caps, "essential only"). All
/// registered rules are asked; the first refusal decides.
/// </summary>
public interface ISendingPolicy
{
    /// <summary>Null to allow; otherwise the reason in Portuguese, shown to people.</summary>
    Task<string?> RefusalAsync(PortalDbContext db, Message message, CancellationToken cancellation);
}
