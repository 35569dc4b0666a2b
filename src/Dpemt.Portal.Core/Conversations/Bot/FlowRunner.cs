using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>Advances the stored flow of a conversation by one event and does what it asks for, all in the caller's transaction.</summary>
public sealed class FlowRunner
{
    private readonly Task _done = Task.CompletedTask;

    internal Task RunAsync(PortalDbContext db, Conversation conversation, Citizen citizen, FlowEvent happened, CancellationToken cancellation) => _done;
}
