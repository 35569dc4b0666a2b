using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dpemt.Portal.Integration.Tests.Identity;

namespace Dpemt.Portal.Integration.Tests.Contract.Forecasts;

/// <summary><c>GET /api/v1/contrato/previsao</c> over HTTP, on the contract of the demonstration and nothing counted.</summary>
public sealed class ForecastApiTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>
{
    [Fact]
    public async Task Forecast_OfTheSignedContract_GivesEveryBalanceInDecimalTexts()
    {
        using var client = fixture.Server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/contrato/previsao");
        request.Headers.Add("X-Api-Key", "dev-key");
        var answer = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var balances = json.GetProperty("itens").EnumerateArray().ToList();
        Assert.Equal(["servico", "marketing", "utilidade", "autenticacao", "envioSimples", "envioModelo"], balances.Select(b => b.GetProperty("saldo").GetString()));
        var utility = balances[2];
        Assert.Equal([5, 6, 7, 8, 9, 10], utility.GetProperty("itens").EnumerateArray().Select(i => i.GetInt32()));
        Assert.Equal(("225468", "0", "225468", "0.0"), (Text(utility, "contratado"), Text(utility, "usado"), Text(utility, "restante"), Text(utility, "percentualUsado")));
        Assert.Equal("281835", Text(utility, "tetoLegal"));
        Assert.Equal(JsonValueKind.Null, utility.GetProperty("ritmoPorDia").ValueKind);
        Assert.Equal(10, utility.GetProperty("planejado").GetProperty("mesDoContrato").GetInt32());
        Assert.Equal("24425.7", Text(utility.GetProperty("planejado"), "porMes"));
        Assert.Equal(Text(utility.GetProperty("planejado"), "esgotaEm"), Text(utility, "esgotaEm"));
    }

    private static string? Text(JsonElement at, string member) => at.GetProperty(member).GetString();
}
