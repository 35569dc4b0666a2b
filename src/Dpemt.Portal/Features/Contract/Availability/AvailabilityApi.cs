using System.ComponentModel;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Months.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Contract.Availability;

/// <summary>The availability of a month, real and simulated.</summary>
internal static class AvailabilityApi
{
    private const string RuleNotMet = "Regra não atendida";

    internal static void MapAvailability(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/contrato/disponibilidade").WithTags("Contrato").RequireAuthorization(ApiScopes.ReadContract);
        group.MapGet("/{mes}", MonthAsync)
            .WithSummary("Disponibilidade de uma competência")
            .WithDescription("O índice do mês com a memória de cálculo, as interrupções por trás dele, a cobertura medida, as leituras do contrato e as versões fechadas. Enquanto o mês corre, vale “se nada mais falhar”.")
            .WithMetadata(new ApiExample(AvailabilityExamples.Month))
            .Fails(400, 422);
        group.MapPost("/simulacao", SimulateAsync)
            .WithSummary("Simulação da disponibilidade")
            .WithDescription("Calcula um mês a partir das interrupções enviadas, pelas regras do contrato. Nada é guardado. “fim” nulo conta até o fim do período.")
            .WithMetadata(new ApiExample(AvailabilityExamples.Simulation))
            .Fails(400, 413, 415, 422);
    }

    private static async Task<Results<Ok<MonthItem>, ProblemHttpResult>> MonthAsync(
        MonthView months, [Description("Competência, como 2026-07.")] string mes, CancellationToken cancellation)
    {
        if (!BillingMonth.TryParse(mes, out var month))
            return ApiProblems.BadParameter("competencia-invalida", "A competência é um mês como 2026-07.");
        if (await months.RunAsync(month, cancellation) is not { } reading)
            return Unprocessable("sem-contrato", "Nenhum contrato foi importado neste portal.");
        return reading.State == MonthState.NotInForce
            ? Unprocessable(MonthSimulation.OutOfForce, $"O contrato não estava em vigor em {month.Label}: não há índice.")
            : TypedResults.Ok(MonthAnswers.Of(reading));
    }

    private static async Task<Results<Ok<SimulationItem>, ProblemHttpResult>> SimulateAsync(
        MonthSimulation simulation, SimulationInput pedido, CancellationToken cancellation)
    {
        var (item, refusal) = await simulation.RunAsync(pedido, cancellation);
        return refusal switch
        {
            null => TypedResults.Ok(item!),
            { Code: MonthSimulation.OutOfForce } => Unprocessable(refusal.Code, refusal.Message),
            _ => ApiProblems.BadParameter(refusal.Code, refusal.Message),
        };
    }

    private static ProblemHttpResult Unprocessable(string code, string detail) =>
        ApiProblems.Refuse(StatusCodes.Status422UnprocessableEntity, code, RuleNotMet, detail);
}
