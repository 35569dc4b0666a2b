using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>Does what the flow asks for, in the caller's transaction. Every effect may come twice without harm.</summary>
public sealed class FlowEffects(CitizenDirectory citizens)
{
    internal async Task ApplyAsync(
        PortalDbContext db, Conversation conversation, Citizen citizen, FlowEffect effect, DateTimeOffset now, CancellationToken cancellation)
    {
        switch (effect)
        {
            case Say say:
                Send(db, conversation, citizen, say.Bubble, now);
                break;
            case SaveIdentity identity:
                // A skipped field does not erase what was told before.
                await citizens.UpdateIdentityAsync(db, citizen, new(identity.Name, identity.MotherName, identity.Cpf, identity.Confirmed), cancellation);
                break;
            case SaveCity city:
                citizen.CityCode = city.CityCode;
                break;
            case Enqueue enqueue:
                await QueueAsync(db, conversation, enqueue, now, cancellation);
                break;
            case LeaveQueue:
                if (await OpenEntryAsync(db, conversation.Id, cancellation) is { } entry)
                {
                    entry.End(EndReasons.Left, now);
                    db.Announce(ChangeTopics.Queue, entry.ReceptionId, now);
                }

                break;
            case Close close:
                End(conversation, close.Reason, now);
                if (close.Farewell is { } farewell)
                    Send(db, conversation, citizen, farewell, now);
                break;
        }
    }

    internal static void End(Conversation conversation, FlowCloseReason reason, DateTimeOffset now)
    {
        conversation.State = ConversationState.Closed;
        conversation.ClosedAt = now;
        conversation.AssignedUserId = null;
        conversation.UnreadSince = null;
        conversation.ClassifyDueAt = null;
        conversation.CloseReason = reason switch
        {
            FlowCloseReason.CitizenLeft => "cidadao-saiu",
            FlowCloseReason.SelfService => "autoatendimento",
            FlowCloseReason.Silence => "silencio",
            _ => "concluido",
        };
    }

    internal static async Task<HandoverEntry?> OpenEntryAsync(PortalDbContext db, Guid conversationId, CancellationToken cancellation) =>
        db.HandoverEntries.Local.FirstOrDefault(e => e.ConversationId == conversationId && e.State < HandoverState.Ended)
        ?? await db.HandoverEntries.FirstOrDefaultAsync(e => e.ConversationId == conversationId && e.State < HandoverState.Ended, cancellation);

    /// <summary>Outside the window WhatsApp takes no free text: the bubble is left out, since the bot never sends templates.</summary>
    private static void Send(PortalDbContext db, Conversation conversation, Citizen citizen, Bubble bubble, DateTimeOffset now)
    {
        if (!ServiceWindow.IsOpen(citizen.LastInboundAt, now))
            return;
        MessageOutbox.Enqueue(db, new OutboundMessage
        {
            CitizenId = citizen.Id,
            ConversationId = conversation.Id,
            Author = MessageAuthor.Bot,
            Kind = bubble.Options.Count == 0 ? MessageKind.Text : bubble.IsList ? MessageKind.List : MessageKind.Buttons,
            Text = bubble.Text,
            Content = bubble.Options.Count == 0
                ? null
                : new OutboundContent([.. bubble.Options.Select(o => new MessageOption(o.Id, o.Title, o.Description))], bubble.ListLabel),
            Priority = SendPriority.Bot,
            NotAfter = ServiceWindow.Until(citizen.LastInboundAt),
        });
        conversation.LastMessageAt = now;
    }

    private static async Task QueueAsync(PortalDbContext db, Conversation conversation, Enqueue enqueue, DateTimeOffset now, CancellationToken cancellation)
    {
        var reception = enqueue.ReceptionId ?? HandoverEntry.NoReception;
        conversation.State = ConversationState.Waiting;
        conversation.AssignedUserId = null;
        conversation.ReceptionId = reception;
        if (await OpenEntryAsync(db, conversation.Id, cancellation) is null)
        {
            db.HandoverEntries.Add(new HandoverEntry
            {
                ConversationId = conversation.Id,
                ReceptionId = reception,
                Area = enqueue.Area,
                CityCode = enqueue.CityCode,
                Since = now,
                Urgent = enqueue.Urgent,
            });
        }

        db.Announce(ChangeTopics.Queue, reception, now);
    }
}
