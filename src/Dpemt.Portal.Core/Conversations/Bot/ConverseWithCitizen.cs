using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>
/// What a message of a citizen means (ETP 7): it belongs to her open conversation or opens one, the bot answers while the bot
/// has the word, and the desk sees it at once. Runs in the intake's transaction.
/// </summary>
public sealed class ConverseWithCitizen(FlowRunner flow, TimeProvider clock) : IInboundHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(PortalDbContext db, Citizen citizen, Message message, InboundContent content, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var happened = EventOf(message, content);
        var conversation = await OpenOrNewAsync(db, citizen, happened, now, cancellation);
        if (conversation is null)
            return;
        message.ConversationId = conversation.Id;
        conversation.LastMessageAt = now;
        conversation.Version++;
        if (conversation.State is ConversationState.Waiting or ConversationState.WithPerson)
        {
            conversation.UnreadSince ??= now;
            db.Announce(ChangeTopics.Queue, conversation.ReceptionId ?? HandoverEntry.NoReception, now);
        }

        if (happened is not null && conversation.State != ConversationState.WithPerson)
            await flow.RunAsync(db, conversation, citizen, happened, cancellation);
    }

    /// <summary>
    /// Null for what says nothing, such as a reaction or a change of number: it is kept with the last conversation and asks
    /// the bot nothing.
    /// </summary>
    private static FlowEvent? EventOf(Message message, InboundContent content) => message.Kind switch
    {
        MessageKind.Reaction or MessageKind.System => null,
        MessageKind.Location when content is { Latitude: { } latitude, Longitude: { } longitude } => new LocationReceived(latitude, longitude),
        MessageKind.Audio => new MediaReceived(FlowMediaKind.Audio, message.Text),
        MessageKind.Image => new MediaReceived(FlowMediaKind.Image, message.Text),
        MessageKind.Video => new MediaReceived(FlowMediaKind.Video, message.Text),
        MessageKind.Document => new MediaReceived(FlowMediaKind.Document, message.Text),
        MessageKind.Sticker => new MediaReceived(FlowMediaKind.Sticker),
        MessageKind.Contacts => new MediaReceived(FlowMediaKind.Contact),
        _ when content.OptionId is { } option => new OptionChosen(option, message.Text ?? ""),
        MessageKind.Text or MessageKind.Reply when !string.IsNullOrWhiteSpace(message.Text) => new TextReceived(message.Text),
        _ => new MediaReceived(FlowMediaKind.Other),
    };

    private static async Task<Conversation?> OpenOrNewAsync(
        PortalDbContext db, Citizen citizen, FlowEvent? happened, DateTimeOffset now, CancellationToken cancellation)
    {
        var open = db.Conversations.Local.FirstOrDefault(c => c.CitizenId == citizen.Id && c.State < ConversationState.Closed)
            ?? await db.Conversations.FirstOrDefaultAsync(c => c.CitizenId == citizen.Id && c.State < ConversationState.Closed, cancellation);
        if (open is not null)
            return open;
        var last = await db.Conversations.Where(c => c.CitizenId == citizen.Id).OrderByDescending(c => c.OpenedAt).FirstOrDefaultAsync(cancellation);
        if (happened is null)
            return last;
        var conversation = new Conversation
        {
            Id = Guid.CreateVersion7(now),
            CitizenId = citizen.Id,
            State = ConversationState.WithBot,
            OpenedAt = now,
            LastMessageAt = now,
            // The ended state goes on: it knows what was asked within the last day and how the citizen was greeted.
            Flow = last?.Flow,
        };
        db.Conversations.Add(conversation);
        return conversation;
    }
}
