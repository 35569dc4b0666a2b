using System.ComponentModel;
using Dpemt.Portal.Conversations.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>The queues of the receptions.</summary>
internal static class QueueApi
{
    internal static void MapQueue(this RouteGroupBuilder api) => api.MapGet("/fila", ListAsync)
        .WithTags("Fila")
        .RequireAuthorization(ApiScopes.ReadQueue)
        .WithSummary("Fila das recepções")
        .WithDescription("Quem espera ou está em atendimento, de quem espera há mais tempo para quem chegou por último. “atendente” é nulo enquanto se espera; “area” é o assunto com o nome que as telas mostram, como “Família”.")
        .WithMetadata(new ApiExample(ApiExamples.Queue))
        .Fails(400);

    private static async Task<Results<Ok<ApiPage<QueueItem>>, ProblemHttpResult>> ListAsync(
        QueueList queue,
        [Description("Lugar da próxima página, da resposta anterior.")] string? cursor,
        [Description("Itens por página, de 1 a 200; 50 quando ausente.")] string? limite,
        CancellationToken cancellation) =>
        ApiParameters.Page(cursor, limite, QueueList.MaxLimit, out var size) is { } problem
            ? problem
            : TypedResults.Ok(await queue.RunAsync(cursor, size, cancellation));
}
