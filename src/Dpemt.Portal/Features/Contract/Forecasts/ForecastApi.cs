using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Contract.Forecasts.Api;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Contract.Forecasts;

/// <summary>Consumption against the contract, with the expected ends.</summary>
internal static class ForecastApi
{
    private const string Example =
        """
        { "contrato": "001/2026", "ano": { "numero": 1, "inicio": "2026-06-01", "fim": "2027-05-31" }, "hoje": "2026-09-10", "contadoDesde": "2026-06-01",
          "precos": "contrato 001/2026, importação 1",
          "itens": [ { "saldo": "utilidade", "itens": [5, 6, 7, 8, 9, 10], "contratado": "225468", "usado": "78200", "restante": "147268", "percentualUsado": "34.6",
            "ritmoPorDia": "781.3", "janelaDias": 90, "esgotaEm": "2027-03-11", "esgotaPeloRitmo": "2027-03-17", "intervalo": { "de": "2027-03-02", "ate": "2027-04-05" },
            "noFimDoAno": "288410", "tetoLegal": "281835", "alerta": 0,
            "planejado": { "porMes": "24425.7", "crescimentoPercentual": "30", "esgotaEm": "2027-03-08", "mesDoContrato": 10 } } ] }
        """;

    internal static void MapForecast(this RouteGroupBuilder api) => api.MapGet("/contrato/previsao", ReadAsync)
        .WithTags("Contrato")
        .RequireAuthorization(ApiScopes.ReadContract)
        .WithSummary("Previsão dos saldos")
        .WithDescription("Por saldo do contrato, com as faixas de uma categoria juntas: usado, restante, ritmo e o dia em que o contratado acaba. “esgotaEm” segue a sazonalidade de 2025 na janela informada; “intervalo” vai do primeiro ao último dia de todos os métodos e janelas, nulo quando o saldo dura até o fim do ano contratual. Antes de sete dias contados vale o planejado.")
        .WithMetadata(new ApiExample(Example))
        .Fails(422);

    private static async Task<Results<Ok<ForecastItem>, ProblemHttpResult>> ReadAsync(ForecastView forecasts, CancellationToken cancellation) =>
        await forecasts.RunAsync(cancellation) is { } forecast
            ? TypedResults.Ok(ForecastAnswers.Of(forecast))
            : ApiProblems.Refuse(StatusCodes.Status422UnprocessableEntity, "sem-contrato", "Regra não atendida", "Nenhum contrato foi importado neste portal.");
}
