using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dpemt.Portal.Integration.Tests.Identity;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary><c>POST /api/v1/contrato/consumo/simulacao</c> over HTTP.</summary>
public sealed class ConsumptionApiTests(PortalServerFixture fixture) : IClassFixture<PortalServerFixture>
{
    private const string Address = "/api/v1/contrato/consumo/simulacao";

    [Fact]
    public async Task Simulation_OfAMonthOverTheFirstTier_SplitsItAndAddsUp()
    {
        var answer = await PostAsync(new
        {
            competencia = "2026-07",
            quantidades = new { servico = 118_300, marketing = 9_394, utilidade = 300_000, autenticacao = 118_300, envioSimples = 118_300, envioModelo = 427_694 },
            assinatura = true,
            instalacao = false,
        });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var json = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(
            ["2|1|425.5035|425.50", "3|118300|0.0000|0.00", "4|9394|0.5849|5494.55", "5|250000|0.0636|15900.00", "6|50000|0.0608|3040.00",
             "11|118300|0.0636|7523.88", "17|118300|0.0100|1183.00", "18|427694|0.0200|8553.88"],
            json.GetProperty("linhas").EnumerateArray().Select(l =>
                $"{l.GetProperty("item")}|{l.GetProperty("quantidade").GetString()}|{l.GetProperty("precoUnitario").GetString()}|{l.GetProperty("valor").GetString()}"));
        Assert.Equal("42120.81", json.GetProperty("total").GetString());
    }

    [Fact]
    public async Task Simulation_OfNothing_HasNoLines()
    {
        var json = await (await PostAsync(new { competencia = "2026-07", quantidades = new { servico = 0 } })).Content.ReadFromJsonAsync<JsonElement>();

        Assert.Empty(json.GetProperty("linhas").EnumerateArray());
        Assert.Equal("0.00", json.GetProperty("total").GetString());
    }

    [Theory]
    [InlineData("""{ "competencia": "julho", "quantidades": {} }""", "competencia-invalida")]
    [InlineData("""{ "competencia": "2026-07" }""", "quantidades-ausentes")]
    [InlineData("""{ "competencia": "2026-07", "quantidades": { "utilidade": -1 } }""", "quantidade-invalida")]
    [InlineData("""{ "competencia": "2026-07", "quantidades": { "utilidade": 1.5 } }""", null)]
    [InlineData("[", null)]
    public async Task Simulation_BadInput_IsRefusedInPortuguese(string body, string? code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        var answer = await PostAsync(content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        if (code is not null)
            Assert.Equal(code, problem.GetProperty("codigo").GetString());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("detail").GetString()));
    }

    private async Task<HttpResponseMessage> PostAsync(object body) =>
        await PostAsync(JsonContent.Create(body));

    private async Task<HttpResponseMessage> PostAsync(HttpContent content)
    {
        using var client = fixture.Server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = content };
        request.Headers.Add("X-Api-Key", "dev-key");
        return await client.SendAsync(request);
    }
}
