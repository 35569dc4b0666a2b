using Dpemt.Portal.Identity.Audit;

namespace Dpemt.Portal.Conversations.Handover;

/// <summary>Why a place in the queue ended, as stored.</summary>
internal static class EndReasons
{
    internal const string Closed = "closed";
    internal const string Returned = "returned";
    internal const string Left = "left";
}

/// <summary>Changes of a place in the queue that several actions share.</summary>
internal static class QueueEntries
{
    /// <summary>Puts the citizen back to wait at her old place: <see cref="HandoverEntry.Since"/> stays.</summary>
    internal static void BackToWaiting(this DeskCase desk, HandoverEntry entry)
    {
        entry.State = HandoverState.Waiting;
        entry.AssignedUserId = null;
        entry.ClaimedAt = null;
        desk.Conversation.State = ConversationState.Waiting;
        desk.Conversation.AssignedUserId = null;
    }

    internal static void End(this HandoverEntry entry, string reason, DateTimeOffset now)
    {
        entry.State = HandoverState.Ended;
        entry.EndedAt = now;
        entry.EndReason = reason;
    }

    internal static void Audit(this DeskCase desk, Identity.Actor who, string action, string? detail = null) =>
        desk.Db.Audit(who, action, "conversation", desk.Conversation.Id, desk.Now, detail);
}
