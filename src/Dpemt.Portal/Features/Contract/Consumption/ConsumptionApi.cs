using System.ComponentModel;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Consumption.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Contract.Consumption;

/// <summary>A month's consumption, counted and simulated.</summary>
internal static class ConsumptionApi
{
    private const string Example =
        """
        { "linhas": [ { "item": 2, "quantidade": "1", "precoUnitario": "425.5035", "valor": "425.50" },
            { "item": 5, "quantidade": "250000", "precoUnitario": "0.0636", "valor": "15900.00" },
            { "item": 6, "quantidade": "50000", "precoUnitario": "0.0608", "valor": "3040.00" } ],
          "total": "19365.50" }
        """;

    private const string MonthExample =
        """
        { "competencia": "2026-07", "situacao": "fechada", "contadoAte": "2026-08-03T10:00:00-04:00",
          "linhas": [ { "item": 2, "quantidade": "1", "precoUnitario": "425.5035", "valor": "425.50" },
            { "item": 3, "quantidade": "118300", "precoUnitario": "0.0000", "valor": "0.00" },
            { "item": 5, "quantidade": "18789", "precoUnitario": "0.0636", "valor": "1194.98" },
            { "item": 17, "quantidade": "118300", "precoUnitario": "0.0100", "valor": "1183.00" },
            { "item": 18, "quantidade": "18900", "precoUnitario": "0.0200", "valor": "378.00" } ],
          "total": "3181.48",
          "motivos": [ { "categoria": "servico", "motivo": "servico", "quantidade": "118300" }, { "categoria": "utilidade", "motivo": "cobrada", "quantidade": "18789" },
            { "categoria": "utilidade", "motivo": "gratuita", "quantidade": "111" }, { "categoria": "utilidade", "motivo": "nao-entregue", "quantidade": "42" } ],
          "ajustes": [ { "competencia": "2026-06", "categoria": "utilidade", "motivo": "cobrada", "quantidade": "1" } ],
          "diferencasDaMeta": "0", "regra": "medição 1", "precos": "contrato 001/2026, importação 1", "versao": 1,
          "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" }
        """;

    internal static void MapConsumption(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/contrato/consumo").WithTags("Contrato").RequireAuthorization(ApiScopes.ReadContract);
        group.MapGet("/{mes}", MonthAsync)
            .WithSummary("Consumo de uma competência")
            .WithDescription("O que o portal contou no mês, por item do contrato, com o valor, os motivos de cobrança e os ajustes de competências fechadas. Uma mensagem conta quando é entregue, no mês da entrega pela hora de Cuiabá.")
            .WithMetadata(new ApiExample(MonthExample))
            .Fails(400);
        group.MapPost("/simulacao", SimulateAsync)
            .WithSummary("Simulação do consumo")
            .WithDescription("Calcula o valor de um mês a partir das quantidades enviadas, pelos itens e faixas do contrato. Nada é guardado. Cada linha é arredondada ao centavo, meio para cima; o total soma as linhas.")
            .WithMetadata(new ApiExample(Example))
            .Fails(400, 413, 415);
    }

    private static async Task<Results<Ok<ConsumptionMonthItem>, ProblemHttpResult>> MonthAsync(
        ConsumptionMonths months, [Description("Competência, como 2026-07.")] string mes, CancellationToken cancellation) =>
        BillingMonth.TryParse(mes, out var month)
            ? TypedResults.Ok(ConsumptionAnswers.Of(await months.RunAsync(month, cancellation)))
            : ApiProblems.BadParameter("competencia-invalida", "A competência é um mês como 2026-07.");

    private static async Task<Results<Ok<ConsumptionItem>, ProblemHttpResult>> SimulateAsync(
        ConsumptionSimulation simulation, ConsumptionInput pedido, CancellationToken cancellation)
    {
        var (item, refusal) = await simulation.RunAsync(pedido, cancellation);
        return refusal is null ? TypedResults.Ok(item!) : ApiProblems.BadParameter(refusal.Code, refusal.Message);
    }
}
