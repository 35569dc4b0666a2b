using Dpemt.Portal.Contract.Consumption.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>The price of what is used.</summary>
internal static class ConsumptionApi
{
    private const string Example =
        """
        { "linhas": [ { "item": 2, "quantidade": "1", "precoUnitario": "425.5035", "valor": "425.50" },
            { "item": 5, "quantidade": "250000", "precoUnitario": "0.0636", "valor": "15900.00" },
            { "item": 6, "quantidade": "50000", "precoUnitario": "0.0608", "valor": "3040.00" } ],
          "total": "19365.50" }
        """;

    internal static void MapConsumption(this RouteGroupBuilder api) => api.MapPost("/contrato/consumo/simulacao", SimulateAsync)
        .WithTags("Contrato")
        .RequireAuthorization(ApiScopes.ReadContract)
        .WithSummary("Simulação do consumo")
        .WithDescription("Calcula o valor de um mês a partir das quantidades enviadas, pelos itens e faixas do contrato. Nada é guardado. Cada linha é arredondada ao centavo, meio para cima; o total soma as linhas.")
        .WithMetadata(new ApiExample(Example))
        .Fails(400, 413, 415);

    private static async Task<Results<Ok<ConsumptionItem>, ProblemHttpResult>> SimulateAsync(
        ConsumptionSimulation simulation, ConsumptionInput pedido, CancellationToken cancellation)
    {
        var (item, refusal) = await simulation.RunAsync(pedido, cancellation);
        return refusal is null ? TypedResults.Ok(item!) : ApiProblems.BadParameter(refusal.Code, refusal.Message);
    }
}
