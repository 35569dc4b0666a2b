using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Api;

/// <summary>Reports of other monitors, over HTTP. The demo contract is in force from 2026-06-01.</summary>
public sealed class IncidentsApiTests : IAsyncLifetime
{
    private const string Calls = "/api/v1/contrato/incidentes";
    private PortalServer _server = default!;
    private HttpClient _client = default!;

    public async Task InitializeAsync()
    {
        _server = await PortalServer.StartAsync();
        _client = new HttpClient { BaseAddress = _server.Address };
        _client.DefaultRequestHeaders.Add("X-Api-Key", EnsureDevelopmentKey.Secret);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Post_SameKeyAgain_IsTheSameIncidentAndMayBringTheEnd()
    {
        var first = await PostAsync(Body("zbx-1"));
        var again = await PostAsync(Body("zbx-1"));
        var ended = await PostAsync(Body("zbx-1", end: "\"2026-07-03T14:00:00-04:00\""));
        var endedAgain = await PostAsync(Body("zbx-1", end: "\"2026-07-03T15:00:00-04:00\""));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK], new[] { first, again, ended, endedAgain }.Select(a => a.Status));
        Assert.Single(new[] { first, again, ended, endedAgain }.Select(a => a.Json.GetProperty("id").GetInt64()).Distinct());
        Assert.Equal("em-curso", again.Json.GetProperty("situacao").GetString());
        Assert.Equal("encerrado", ended.Json.GetProperty("situacao").GetString());
        Assert.Equal("2026-07-03T14:00:00-04:00", endedAgain.Json.GetProperty("fim").GetString());
        Assert.Equal("zabbix-cdi", first.Json.GetProperty("origem").GetString());
        await using var db = await OpenAsync();
        Assert.Equal([IncidentActs.Reported, IncidentActs.Ended], await db.IncidentRevisions.OrderBy(r => r.Id).Select(r => r.Act).ToListAsync());
    }

    [Fact]
    public async Task Post_SameKeyManyTimesAtOnce_MakesOneIncident()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => PostAsync(Body("zbx-2"))));

        Assert.Single(answers, a => a.Status == HttpStatusCode.Created);
        Assert.All(answers, a => Assert.True((int)a.Status < 300, a.Json.ToString()));
        await using var db = await OpenAsync();
        Assert.Equal(1, await db.Incidents.CountAsync());
    }

    [Fact]
    public async Task Post_EndAfterTheIncidentWasSplit_EndsThePieceThatLasts()
    {
        var first = await PostAsync(Body("zbx-3"));
        var id = first.Json.GetProperty("id").GetInt64();
        var split = await _server.Services.GetRequiredService<SplitIncident>().RunAsync(
            Actor.Portal, id, 1, DateTimeOffset.Parse("2026-07-03T12:00:00-04:00", System.Globalization.CultureInfo.InvariantCulture), "Duas causas", CancellationToken.None);

        var ended = await PostAsync(Body("zbx-3", end: "\"2026-07-03T14:00:00-04:00\""));

        Assert.Equal(HttpStatusCode.OK, ended.Status);
        Assert.Equal(split.Id + 1, ended.Json.GetProperty("id").GetInt64());
        Assert.Equal("2026-07-03T14:00:00-04:00", ended.Json.GetProperty("fim").GetString());
    }

    [Theory]
    [InlineData("\"componente\": \"envio\"", "\"componente\": \"correio\"", 400, "componente-invalido")]
    [InlineData("\"total\"", "\"media\"", 400, "abrangencia-invalida")]
    [InlineData("2026-07-03T10:00:00-04:00", "2026-07-03T10:00:00", 400, "inicio-invalido")]
    [InlineData("2026-07-03T10:00:00-04:00", "2026-05-03T10:00:00-04:00", 422, "fora-da-vigencia")]
    [InlineData("2026-07-03T10:00:00-04:00", "2199-05-03T10:00:00-04:00", 422, "inicio-no-futuro")]
    [InlineData("\"fim\": null", "\"fim\": \"2026-07-03T09:00:00-04:00\"", 422, "fim-antes-do-inicio")]
    [InlineData("\"chaveIdempotencia\": \"zbx-4\"", "\"chaveIdempotencia\": \" \"", 400, "chave-invalida")]
    [InlineData("POST responde 503.", "", 422, "descricao")]
    public async Task Post_WithAFault_SaysWhichByItsCode(string right, string wrong, int status, string code)
    {
        var answer = await PostAsync(Body("zbx-4").Replace(right, wrong, StringComparison.Ordinal));

        Assert.Equal((status, code), ((int)answer.Status, answer.Json.GetProperty("codigo").GetString()));
    }

    [Fact]
    public async Task Post_KeyOfAnotherComponent_IsAConflict()
    {
        await PostAsync(Body("zbx-5"));

        var answer = await PostAsync(Body("zbx-5").Replace("envio", "status", StringComparison.Ordinal));

        Assert.Equal((HttpStatusCode.Conflict, "chave-de-outro-incidente"), (answer.Status, answer.Json.GetProperty("codigo").GetString()));
    }

    [Fact]
    public async Task Calls_WithTheOtherScope_AreForbidden()
    {
        var made = await _server.Services.GetRequiredService<CreateApiKey>().RunAsync("leitor", [ApiScopes.ReadContract], Actor.Portal, CancellationToken.None);
        using var reader = new HttpClient { BaseAddress = _server.Address };
        reader.DefaultRequestHeaders.Add("X-Api-Key", made.Secret);

        using var read = await reader.GetAsync(new Uri(Calls, UriKind.Relative));
        using var content = new StringContent(Body("zbx-6"), Encoding.UTF8, "application/json");
        using var written = await reader.PostAsync(new Uri(Calls, UriKind.Relative), content);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Forbidden), (read.StatusCode, written.StatusCode));
    }

    [Fact]
    public async Task Get_ByPagesAndFilters_GivesEachIncidentOnceNewestFirst()
    {
        foreach (var day in new[] { 1, 2, 3, 4, 5 })
            await PostAsync(Body("dia-" + day, end: $"\"2026-07-0{day}T11:00:00-04:00\"").Replace("2026-07-03T10", $"2026-07-0{day}T10", StringComparison.Ordinal));
        await PostAsync(Body("junho", end: "\"2026-06-09T11:00:00-04:00\"").Replace("2026-07-03T10", "2026-06-09T10", StringComparison.Ordinal));

        var starts = new List<string>();
        string? cursor = null;
        do
        {
            var page = await _client.GetFromJsonAsync<JsonElement>($"{Calls}?competencia=2026-07&componente=envio&limite=2&cursor={cursor}");
            starts.AddRange(page.GetProperty("itens").EnumerateArray().Select(i => i.GetProperty("inicio").GetString()!));
            cursor = page.GetProperty("cursor").GetString();
        }
        while (cursor is not null);

        Assert.Equal(["05", "04", "03", "02", "01"], starts.Select(s => s[8..10]));
    }

    private static string Body(string key, string end = "null") =>
        $$"""{ "componente": "envio", "abrangencia": "total", "inicio": "2026-07-03T10:00:00-04:00", "fim": {{end}}, "descricao": "POST responde 503.", "origem": "zabbix-cdi", "chaveIdempotencia": "{{key}}" }""";

    private async Task<(HttpStatusCode Status, JsonElement Json)> PostAsync(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _client.PostAsync(new Uri(Calls, UriKind.Relative), content);
        return (answer.StatusCode, await answer.Content.ReadFromJsonAsync<JsonElement>());
    }

    private Task<PortalDbContext> OpenAsync() => _server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
}
