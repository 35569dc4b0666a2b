using System.ComponentModel;
using Dpemt.Portal.Conversations.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>Conversations and their messages.</summary>
internal static class ConversationsApi
{
    internal static void MapConversations(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/conversas").WithTags("Conversas").RequireAuthorization(ApiScopes.ReadConversations);
        group.MapGet("", ListAsync)
            .WithSummary("Conversas de um telefone")
            .WithDescription("As conversas do assistido, da mais nova para a mais antiga. Um telefone desconhecido dá uma lista vazia. O nono dígito é opcional.")
            .WithMetadata(new ApiExample(ApiExamples.Conversations))
            .Fails(400);
        group.MapGet("/{id}", DetailsAsync)
            .WithSummary("Uma conversa")
            .WithDescription("Telefone, situação e início da conversa.")
            .WithMetadata(new ApiExample(ApiExamples.Conversation))
            .Fails(400, 404);
        group.MapGet("/{id}/mensagens", MessagesAsync)
            .WithSummary("Mensagens de uma conversa")
            .WithDescription("Da mais antiga para a mais nova. Guarde o último cursor para continuar de onde parou.")
            .WithMetadata(new ApiExample(ApiExamples.Messages))
            .Fails(400, 404);
    }

    private static async Task<Results<Ok<ApiPage<ConversationItem>>, ProblemHttpResult>> ListAsync(
        ConversationList list,
        [Description("Telefone com DDD; país e nono dígito são opcionais.")] string? telefone,
        [Description("Lugar da próxima página, da resposta anterior.")] string? cursor,
        [Description("Itens por página, de 1 a 100; 50 quando ausente.")] string? limite,
        CancellationToken cancellation)
    {
        if (ApiParameters.Page(cursor, limite, ConversationList.MaxLimit, out var size) is { } problem)
            return problem;
        return await list.RunAsync(telefone, cursor, size, cancellation) is { } page
            ? TypedResults.Ok(page)
            : ApiProblems.BadParameter("telefone-invalido", "“telefone” é obrigatório: informe um número com DDD, por exemplo 5565999990001.");
    }

    private static async Task<Results<Ok<ConversationItem>, ProblemHttpResult>> DetailsAsync(
        ConversationDetails details, [Description("Id da conversa (UUID).")] string id, CancellationToken cancellation)
    {
        if (ApiParameters.ConversationId(id, out var conversation) is { } problem)
            return problem;
        return await details.RunAsync(conversation, cancellation) is { } item ? TypedResults.Ok(item) : Unknown();
    }

    private static async Task<Results<Ok<ApiPage<MessageItem>>, ProblemHttpResult>> MessagesAsync(
        ConversationMessages messages,
        [Description("Id da conversa (UUID).")] string id,
        [Description("Lugar da próxima página, da resposta anterior.")] string? cursor,
        [Description("Itens por página, de 1 a 200; 50 quando ausente.")] string? limite,
        CancellationToken cancellation)
    {
        if (ApiParameters.ConversationId(id, out var conversation) is { } badId)
            return badId;
        if (ApiParameters.Page(cursor, limite, ConversationMessages.MaxLimit, out var size) is { } problem)
            return problem;
        return await messages.RunAsync(conversation, cursor, size, cancellation) is { } page ? TypedResults.Ok(page) : Unknown();
    }

    private static ProblemHttpResult Unknown() => ApiProblems.NotFound("conversa-nao-encontrada", "Não há conversa com este id.");
}
