using System.Net;

namespace Dpemt.Simulator.Tests;

public sealed class WindowTests : IAsyncLifetime
{
    private const string Stranger = "5565999990031";
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task Text_WindowClosedNow_RefusedAtOnce()
    {
        await _sim.FaultsAsync("""{ "janelaFechada": "agora" }""");
        var answer = await _sim.SendAsync("texto", $$"""{ "destinatario": "{{Stranger}}", "body": "Olá" }""");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(131047, (await SimulatorFixture.JsonAsync(answer)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task Text_WindowClosedLater_AcceptedThenFailed()
    {
        await using var receiver = await _sim.RegisterAsync();
        var id = await _sim.AcceptTextAsync(Stranger, "Olá");
        await Eventually.TrueAsync(() => receiver.Statuses.Count == 1, "the failure is told");
        var status = receiver.Statuses[0];
        Assert.Equal("failed", status.GetProperty("status").GetString());
        Assert.Equal(id, status.GetProperty("idRequisicao").GetString());
        Assert.Equal(131047, status.GetProperty("errors")[0].GetProperty("code").GetInt32());
        Assert.Empty(await _sim.PhoneAsync(Stranger));
        var line = (await _sim.GetAsync($"/client/{SimulatorFixture.Number}/v2/requisicao/{id}")).GetProperty("requisicoesEnvio")[0];
        Assert.StartsWith("code: 131047; details:", line.GetProperty("mensagemErro").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, (await _sim.GetAsync("/controle/estatisticas")).GetProperty("falhas").GetInt32());
    }

    [Fact]
    public async Task Text_AfterCitizenWrote_Delivered()
    {
        await _sim.FaultsAsync("""{ "janelaFechada": "agora" }""");
        await _sim.WriteAsync(Stranger, """{ "texto": "oi" }""");
        await _sim.AcceptTextAsync(Stranger, "Olá");
    }

    [Fact]
    public async Task Text_AllWindowsClosedBySwitch_RefusedThoughCitizenWrote()
    {
        await _sim.WriteAsync(Stranger, """{ "texto": "oi" }""");
        await _sim.FaultsAsync("""{ "janelaFechada": "agora", "janelaEncerrada": true }""");
        Assert.Equal(HttpStatusCode.BadRequest, (await _sim.SendAsync("texto", $$"""{ "destinatario": "{{Stranger}}", "body": "Olá" }""")).StatusCode);
    }

    [Fact]
    public async Task Failure_RefusedByMetaToTheProvider_NoIdAndNoWebhook()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.FaultsAsync("""{ "recusaMeta": "depois" }""");
        var id = await _sim.AcceptAsync("template", $$"""{ "nomeTemplate": "nao_existe", "wabaId": "1", "destinatarios": ["{{Stranger}}"] }""");
        var path = $"/client/{SimulatorFixture.Number}/v2/requisicao/{id}";
        await Eventually.TrueAsync(async () => (await _sim.GetAsync(path)).GetProperty("requisicoesEnvio").GetArrayLength() == 1, "the failure is in the query");
        var line = (await _sim.GetAsync(path)).GetProperty("requisicoesEnvio")[0];
        Assert.Equal(System.Text.Json.JsonValueKind.Null, line.GetProperty("idMeta").ValueKind);
        Assert.StartsWith("[Error status code: 404]; (#132001)", line.GetProperty("mensagemErro").GetString(), StringComparison.Ordinal);
        Assert.Empty(receiver.Statuses);
    }
}
