using Dpemt.Portal.Citizens;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Messaging;

/// <summary>
/// What a citizen's message means to the module above: called by the intake inside its transaction, in order per
/// citizen, exactly once per message. What the handler adds to its context is committed with the message.
/// </summary>
public interface IInboundHandler
{
    /// <summary>Handles a stored message. An exception rolls everything back; the message is tried again and at last set aside.</summary>
    Task HandleAsync(PortalDbContext db, Citizen citizen, Message message, InboundContent content, CancellationToken cancellation);
}

/// <summary>What the intake understood of a message beyond its text.</summary>
/// <param name="OptionId">Id of the tapped button or list row.</param>
/// <param name="Latitude">Of a location, degrees.</param>
/// <param name="Longitude">Of a location, degrees.</param>
public sealed record InboundContent(string? OptionId = null, double? Latitude = null, double? Longitude = null);
