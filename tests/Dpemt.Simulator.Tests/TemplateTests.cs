using System.Text.Json;

namespace Dpemt.Simulator.Tests;

public sealed class TemplateTests : IAsyncLifetime
{
    private const string Path = "/waba/100000000000001/v2/templates";
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task List_Seeded_HasTheApprovedTemplateForReopening()
    {
        var template = (await _sim.GetAsync(Path)).EnumerateArray().Single(item => item.GetProperty("name").GetString() == "retomar_atendimento");
        Assert.Equal(("APPROVED", "UTILITY", "pt_BR"), (template.GetProperty("status").GetString()!, template.GetProperty("category").GetString()!, template.GetProperty("language").GetString()!));
        Assert.Contains("{{1}}", template.GetProperty("components")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_Good_PendingThenApprovedThenSendable()
    {
        await _sim.FaultsAsync("""{ "aprovacaoMs": 600000 }""");
        (await CreateAsync("aviso_novo", "Sua consulta será em {{1}} às {{2}} no núcleo.")).EnsureSuccessStatusCode();
        Assert.Equal("PENDING", await StatusAsync("aviso_novo"));
        await _sim.FaultsAsync("""{ "aprovacaoMs": 0 }""");
        Assert.Equal("APPROVED", await StatusAsync("aviso_novo"));
        await _sim.AcceptAsync("template", """{ "nomeTemplate": "aviso_novo", "wabaId": "1", "destinatarios": ["5565999990081"], "body": { "parametros": [ { "tipo": "text", "valor": "amanhã" }, { "tipo": "text", "valor": "9h" } ] } }""");
        (await _sim.Http.DeleteAsync($"{Path}/aviso_novo")).EnsureSuccessStatusCode();
        Assert.Equal("", await StatusAsync("aviso_novo"));
    }

    [Theory]
    [InlineData("Nome Com Espaço", "texto")]
    [InlineData("ok", "{{1}} no início")]
    [InlineData("ok", "no fim {{1}}")]
    [InlineData("ok", "pula {{2}} aqui")]
    [InlineData("ok", "coladas {{1}} {{2}} aqui")]
    [InlineData("retomar_atendimento", "já existe")]
    public async Task Create_AgainstMetasRules_Refused(string name, string body)
    {
        var answer = await CreateAsync(name, body);
        Assert.False(answer.IsSuccessStatusCode);
        Assert.Equal(100, (await SimulatorFixture.JsonAsync(answer)).GetProperty("error").GetProperty("code").GetInt32());
    }

    private Task<HttpResponseMessage> CreateAsync(string name, string body) => _sim.Http.PostAsync(Path, SimulatorFixture.Json(JsonSerializer.Serialize(
        new { name, category = "UTILITY", language = "pt_BR", components = new[] { new { type = "BODY", text = body } } })));

    private async Task<string> StatusAsync(string name) => (await _sim.GetAsync(Path)).EnumerateArray()
        .Where(item => item.GetProperty("name").GetString() == name).Select(item => item.GetProperty("status").GetString()!).FirstOrDefault("");
}
