using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Desk;

/// <summary>Entries and heads of conversations as tests want them.</summary>
internal static class Timelines
{
    internal static readonly Guid Current = Guid.Parse("01980000-0000-7000-8000-000000000001");
    internal static readonly DateTimeOffset Noon = QueueRows.Noon;

    internal static TimelineMessage Message(
        long id, MessageAuthor author = MessageAuthor.Citizen, string? text = "bom dia", MessageKind kind = MessageKind.Text, MessageStatus? status = null,
        string? failure = null, string? authorName = null, TimelineMedia? media = null, TimelineQuote? quote = null, DateTimeOffset? at = null, Guid? conversation = null) =>
        new(id, author, authorName, kind, text, [], media, quote, status ?? (author == MessageAuthor.Citizen ? MessageStatus.Received : MessageStatus.Sent), failure,
            conversation ?? Current, at ?? Noon.AddSeconds(id));

    internal static ConversationHeader Header(
        ConversationState state = ConversationState.WithPerson, bool mine = false, DateTimeOffset? until = null, bool mayTakeOver = false, string name = "Maria das Dores") =>
        new(Current, Guid.NewGuid(), state, name, "Maria", "••••-0001", "Recepção de Rondonópolis", 1, state == ConversationState.WithPerson ? Guid.NewGuid() : null,
            state == ConversationState.WithPerson ? "Ana Souza" : null, mine, mayTakeOver, Noon.AddMinutes(-10), null, null, until ?? Noon.AddHours(5), Noon.AddHours(-1),
            state == ConversationState.Closed ? Noon : null, state == ConversationState.Closed ? "Resolvido" : null, false,
            new BotCard("Meu ex não paga a pensão.", "•••.•••.•••-09", name, null, true, "Rondonópolis", "Pensão alimentícia", null, ["nome da mãe"]));
}
