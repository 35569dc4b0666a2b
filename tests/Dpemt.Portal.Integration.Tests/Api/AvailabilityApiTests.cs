using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Integration.Tests.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Api;

public sealed class AvailabilityApiTests(PortalServerFixture portal) : IClassFixture<PortalServerFixture>
{
    private const string Simulation = "/api/v1/contrato/disponibilidade/simulacao";

    private const string Example =
        """
        { "competencia": "2026-07", "vigencia": { "inicio": "2026-06-01T00:00:00-04:00", "fim": null },
          "interrupcoes": [ { "inicio": "2026-07-03T10:00:00-04:00", "fim": "2026-07-03T14:00:00-04:00",
                              "componente": "envio", "abrangencia": "total", "excluida": false } ],
          "valorFaturado": "18904.49" }
        """;

    [Fact]
    public async Task Simulate_PublishedExample_AnswersToTheLetter()
    {
        var answer = await SimulateAsync(Example);

        var expected = JsonNode.Parse(
            """
            { "competencia": "2026-07", "periodoSegundos": "2678400", "indisponivelSegundos": "14400", "indice": "99.4623",
              "slaCumprido": false, "lacuna": false, "faixa": { "de": "98", "ate": "99.6" }, "descontoPercentual": "0.5",
              "glosa": "94.52", "orcamentoRestanteSegundos": "0" }
            """)!.AsObject();
        Assert.Equal([.. expected.Select(m => m.Key), "regra", "memoria"], answer.Select(m => m.Key));
        Assert.All(expected, member => Assert.True(JsonNode.DeepEquals(member.Value, answer[member.Key]), $"{member.Key}: {answer[member.Key]}"));
        Assert.StartsWith("TR 5.7.1", answer["regra"]!.GetValue<string>(), StringComparison.Ordinal);
        var steps = answer["memoria"]!.AsArray();
        Assert.All(steps, step => Assert.Equal(["passo", "formula", "valor", "clausula"], step!.AsObject().Select(m => m.Key)));
        Assert.Equal("R$\u00A094,52", steps[^1]!["valor"]!.GetValue<string>());
    }

    [Fact]
    public async Task Simulate_GapMetOpenAndExcluded_FollowTheSurface()
    {
        var gap = await SimulateAsync(Changed(i => i["fim"] = "2026-07-03T12:30:00-04:00"));
        Assert.True(gap["lacuna"]!.GetValue<bool>());
        Assert.True(gap.ContainsKey("faixa") && gap["faixa"] is null);
        Assert.Equal(("0", "0.00"), (Text(gap, "descontoPercentual"), Text(gap, "glosa")));

        var met = await SimulateAsync(Changed(i => i["fim"] = "2026-07-03T11:00:00.5-04:00"));
        Assert.True(met["slaCumprido"]!.GetValue<bool>());
        Assert.Equal("99.7", met["faixa"]!["de"]!.GetValue<string>());
        Assert.True(met["faixa"]!.AsObject().ContainsKey("ate") && met["faixa"]!["ate"] is null);
        Assert.Equal(("3600.5", "4434.7"), (Text(met, "indisponivelSegundos"), Text(met, "orcamentoRestanteSegundos")));

        var open = await SimulateAsync(Changed(i => (i["inicio"], i["fim"]) = ("2026-07-31T20:00:00-04:00", null)));
        Assert.Equal("14400", Text(open, "indisponivelSegundos"));
        Assert.Equal("0", Text(await SimulateAsync(Changed(i => i["excluida"] = true)), "indisponivelSegundos"));

        var cut = JsonNode.Parse(Example)!.AsObject();
        cut["vigencia"] = new JsonObject { ["inicio"] = "2026-07-03T12:00:00-04:00", ["fim"] = "2026-07-04T12:00:00-04:00" };
        var part = await SimulateAsync(cut.ToJsonString());
        Assert.Equal(("86400", "7200", "91.6666", "5"), (Text(part, "periodoSegundos"), Text(part, "indisponivelSegundos"), Text(part, "indice"), Text(part, "descontoPercentual")));
    }

    [Theory]
    [InlineData("competencia", "\"2026-13\"", 400, "competencia-invalida")]
    [InlineData("competencia", "null", 400, "competencia-invalida")]
    [InlineData("competencia", "\"2026-05\"", 422, "fora-da-vigencia")]
    [InlineData("vigencia", "{ \"inicio\": \"2026-06-01\" }", 400, "vigencia-invalida")]
    [InlineData("vigencia", "{ \"inicio\": \"2026-06-01T00:00:00-04:00\", \"fim\": \"2026-01-01T00:00:00-04:00\" }", 400, "vigencia-invalida")]
    [InlineData("valorFaturado", "\"18.904,49\"", 400, "valor-invalido")]
    [InlineData("valorFaturado", "\"-1\"", 400, "valor-invalido")]
    [InlineData("valorFaturado", "null", 400, "valor-invalido")]
    [InlineData("valorFaturado", "18904.49", 400, "requisicao-invalida")]
    [InlineData("interrupcoes", "[null]", 400, "interrupcao-invalida")]
    [InlineData("interrupcoes", "[{\"inicio\":\"2026-07-03T10:00:00\",\"componente\":\"envio\",\"abrangencia\":\"total\"}]", 400, "interrupcao-invalida")]
    [InlineData("interrupcoes", "[{\"inicio\":\"2026-07-03T10:00:00Z\",\"fim\":\"2026-07-03T09:00:00Z\",\"componente\":\"envio\",\"abrangencia\":\"total\"}]", 400, "interrupcao-invalida")]
    [InlineData("interrupcoes", "[{\"inicio\":\"2026-07-03T10:00:00Z\",\"componente\":\"sms\",\"abrangencia\":\"total\"}]", 400, "componente-invalido")]
    [InlineData("interrupcoes", "[{\"inicio\":\"2026-07-03T10:00:00Z\",\"componente\":\"envio\",\"abrangencia\":\"meia\"}]", 400, "abrangencia-invalida")]
    public async Task Simulate_WrongInput_IsAProblemWithCode(string member, string value, int status, string code)
    {
        var body = JsonNode.Parse(Example)!.AsObject();
        body[member] = JsonNode.Parse(value);
        await AssertProblemAsync(await PostAsync(body.ToJsonString()), status, code);
    }

    [Fact]
    public async Task Month_WithAnIncident_TellsIndexIncidentsAndMemory()
    {
        await using (var db = await portal.Server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync())
        {
            var start = new DateTimeOffset(2026, 7, 3, 14, 0, 0, TimeSpan.Zero);
            db.Incidents.Add(new Incident
            {
                Component = ServiceComponent.Sending,
                Scope = OutageScope.Total,
                StartAt = start,
                EndAt = start.AddHours(4),
                State = IncidentState.Ended,
                OriginName = "teste",
                Description = "Envio sem resposta",
                Version = 1,
                CreatedAt = start,
                ChangedAt = start,
            });
            await db.SaveChangesAsync();
        }

        using var client = Client();
        var month = JsonNode.Parse(await client.GetStringAsync("/api/v1/contrato/disponibilidade/2026-07"))!.AsObject();

        Assert.Equal(("99.4623", "0.5", "94.52", "encerrada"), (Text(month, "indice"), Text(month, "descontoPercentual"), Text(month, "glosa"), Text(month, "situacao")));
        Assert.True(month["valorEstimado"]!.GetValue<bool>());
        var outage = month["interrupcoes"]!.AsArray().Single()!;
        Assert.Equal(("envio", "total", "2026-07-03T10:00:00-04:00"), (Text(outage, "componente"), Text(outage, "abrangencia"), Text(outage, "inicio")));
        Assert.NotEmpty(month["memoria"]!.AsArray());
    }

    [Theory]
    [InlineData("2026-05", 422, "fora-da-vigencia")]
    [InlineData("julho", 400, "competencia-invalida")]
    [InlineData("2026-7", 400, "competencia-invalida")]
    public async Task Month_NotToBeHad_IsAProblemWithCode(string month, int status, string code)
    {
        using var client = Client();
        await AssertProblemAsync(await client.GetAsync("/api/v1/contrato/disponibilidade/" + month), status, code);
    }

    [Fact]
    public async Task Version_Downloaded_HasTheHashOfItsBytes()
    {
        var closed = await portal.Server.Services.GetRequiredService<CloseMonth>().RunAsync(Actor.Portal, new BillingMonth(2026, 6), null, null, default);
        Assert.True(closed.Done);
        using var officer = await portal.Server.SignInAsync(Roles.ContractOfficer);
        var bytes = await officer.GetByteArrayAsync("/contrato/disponibilidade/2026-06/versoes/1.json");

        var version = (await portal.Server.Services.GetRequiredService<MonthView>().RunAsync(new BillingMonth(2026, 6), default))!.Versions.Single();
        Assert.Equal(version.Sha256, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync("/contrato/disponibilidade/2026-06/versoes/2.json")).StatusCode);
    }

    private static string Changed(Action<JsonObject> change)
    {
        var body = JsonNode.Parse(Example)!.AsObject();
        change(body["interrupcoes"]![0]!.AsObject());
        return body.ToJsonString();
    }

    private static string Text(JsonNode at, string member) => at[member]!.GetValue<string>();

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal((status, code), ((int)answer.StatusCode, problem.RootElement.GetProperty("codigo").GetString()));
        Assert.NotEmpty(problem.RootElement.GetProperty("detail").GetString()!);
    }

    private async Task<JsonObject> SimulateAsync(string body)
    {
        using var answer = await PostAsync(body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private async Task<HttpResponseMessage> PostAsync(string body)
    {
        using var client = Client();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await client.PostAsync(Simulation, content);
    }

    private HttpClient Client()
    {
        var client = portal.Server.NewClient();
        client.DefaultRequestHeaders.Add("X-Api-Key", EnsureDevelopmentKey.Secret);
        return client;
    }
}
