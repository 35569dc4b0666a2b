using System.ComponentModel;
using Dpemt.Portal.Conversations.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Messaging;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>A message with its way there, as other systems read it.</summary>
internal sealed record MessageStateItem(
    long Id, Guid? ConversaId, string? Wamid, string De, string Tipo, string Situacao, DateTimeOffset Em,
    IReadOnlyList<MessageStateLine> Historico, MessageErrorItem? Erro);

/// <summary>One status.</summary>
internal sealed record MessageStateLine(string Situacao, DateTimeOffset Em);

/// <summary>Why a message failed.</summary>
internal sealed record MessageErrorItem(int? Codigo, string Motivo);

/// <summary>Status and history of one message.</summary>
internal static class MessagesApi
{
    internal static void MapMessages(this RouteGroupBuilder api) => api.MapGet("/mensagens/{id}", ReadAsync)
        .WithTags("Mensagens")
        .RequireAuthorization(ApiScopes.ReadMessages)
        .WithSummary("Situação de uma mensagem")
        .WithDescription("A situação, as situações por que a mensagem passou e, quando falhou, o motivo. Não traz o texto.")
        .WithMetadata(new ApiExample(ApiExamples.Message))
        .Fails(400, 404);

    private static async Task<Results<Ok<MessageStateItem>, ProblemHttpResult>> ReadAsync(
        MessageDetails details, [Description("Número da mensagem.")] string id, CancellationToken cancellation)
    {
        if (ApiParameters.MessageId(id, out var number) is { } problem)
            return problem;
        return await details.RunAsync(number, cancellation) is { } story
            ? TypedResults.Ok(Shown(story))
            : ApiProblems.NotFound("mensagem-nao-encontrada", "Não há mensagem com este id.");
    }

    private static MessageStateItem Shown(MessageStory story) => new(
        story.Id, story.ConversationId, story.Wamid, ApiWords.Of(story.Author), ApiWords.Of(story.Kind), ApiWords.Of(story.Status), story.At,
        [.. story.History.Select(h => new MessageStateLine(ApiWords.Of(h.Status), h.OccurredAt))],
        story.Failure is { } reason ? new(story.ErrorCode, reason) : null);
}
