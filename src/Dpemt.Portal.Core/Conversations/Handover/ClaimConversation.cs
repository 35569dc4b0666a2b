using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Takes one given conversation out of the queue. Of several who try at once exactly one wins; the others learn her name.</summary>
public sealed class ClaimConversation(DeskWork work, TakeFromQueue take)
{
    /// <summary>Claims. Claiming what is already one's own answers done.</summary>
    public Task<DeskResult> RunAsync(Actor who, Guid conversationId, CancellationToken cancellation) =>
        work.RunAsync(who, conversationId, desk => take.RunAsync(desk, who, cancellation), cancellation);
}
