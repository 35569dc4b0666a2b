using System.Net;
using System.Text.Json;

namespace Dpemt.Simulator.Tests;

public sealed class ControlTests : IAsyncLifetime
{
    private const string Phone = "5565999990071";
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task Messages_OfAPhone_HaveTheContractsMembers()
    {
        await _sim.WriteAsync("556599990071", """{ "texto": "oi" }""");
        await _sim.AcceptAsync("interativa-botoes", $$"""{ "destinatario": "{{Phone}}", "textoBody": "Confirma?", "buttons": [ { "id": "s", "titulo": "Sim" } ] }""");
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone)).Length == 2, "the answer is on the phone");
        var shown = await _sim.PhoneAsync(Phone);
        Assert.Equal(["cidadao", "dpemt"], shown.Select(message => message.GetProperty("de").GetString()!));
        Assert.All(shown, message => Assert.Equal(["de", "tipo", "texto", "opcoes", "situacao", "em"], message.EnumerateObject().Select(member => member.Name)));
        Assert.Equal("""[{"id":"s","titulo":"Sim"}]""", shown[1].GetProperty("opcoes").GetRawText());
        Assert.True(shown[0].GetProperty("em").TryGetDateTimeOffset(out _));
    }

    [Fact]
    public async Task Statistics_AfterSends_HaveTheContractsMembers()
    {
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await _sim.AcceptTextAsync("556599990071", "Olá");
        await _sim.AcceptTextAsync("5565999990072", "fora da janela");
        var path = "/controle/estatisticas";
        await Eventually.TrueAsync(async () => (await _sim.GetAsync(path)) is var seen && seen.GetProperty("entregues").GetInt32() == 1 && seen.GetProperty("falhas").GetInt32() == 1, "settled");
        Assert.Equal(
            """{"aceitas":2,"entregues":1,"falhas":1,"porTelefone":{"5565999990071":{"aceitas":1,"entregues":1,"falhas":0},"5565999990072":{"aceitas":1,"entregues":0,"falhas":1}}}""",
            (await _sim.GetAsync(path)).GetRawText());
    }

    [Fact]
    public async Task Tap_OnButtonListAndTemplate_TravelsAsMetaHasIt()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await _sim.AcceptAsync("interativa-botoes", $$"""{ "destinatario": "{{Phone}}", "textoBody": "x", "buttons": [ { "id": "s", "titulo": "Sim" } ] }""");
        await _sim.AcceptAsync("interativa-lista", $$"""{ "destinatario": "{{Phone}}", "textoBody": "x", "button": "Ver", "secoes": [ { "titulo": "A", "rows": [ { "id": "r", "titulo": "Um", "descricao": "d" } ] } ] }""");
        await _sim.AcceptAsync("template", $$"""{ "nomeTemplate": "retomar_atendimento", "wabaId": "1", "destinatarios": ["{{Phone}}"], "body": { "parametros": [ { "tipo": "text", "valor": "Ana" } ] } }""");
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone)).Length == 4, "all are on the phone");
        await _sim.WriteAsync(Phone, """{ "botao": "s" }""");
        await _sim.WriteAsync(Phone, """{ "lista": "r" }""");
        await _sim.WriteAsync(Phone, """{ "botao": "Continuar" }""");
        await Eventually.TrueAsync(() => receiver.Messages.Count == 4, "all taps arrive");
        Assert.Equal("""{"type":"button_reply","button_reply":{"id":"s","title":"Sim"}}""", receiver.Messages[1].GetProperty("interactive").GetRawText());
        Assert.Equal("""{"type":"list_reply","list_reply":{"id":"r","title":"Um","description":"d"}}""", receiver.Messages[2].GetProperty("interactive").GetRawText());
        Assert.Equal("""{"payload":"Continuar","text":"Continuar"}""", receiver.Messages[3].GetProperty("button").GetRawText());
        Assert.All(receiver.Messages.Skip(1), message => Assert.StartsWith("wamid.", message.GetProperty("context").GetProperty("id").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Raw_AnyType_DeliveredAsItIs()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, """{ "bruto": { "type": "reaction", "reaction": { "message_id": "wamid.X", "emoji": "👍" } } }""");
        await _sim.WriteAsync(Phone, """{ "bruto": { "id": "wamid.MEU", "timestamp": "1763640000", "type": "unsupported", "unsupported": { "type": "poll" } } }""");
        await Eventually.TrueAsync(() => receiver.Messages.Count == 2, "both arrive");
        Assert.Equal("👍", receiver.Messages[0].GetProperty("reaction").GetProperty("emoji").GetString());
        Assert.Equal("556599990071", receiver.Messages[0].GetProperty("from").GetString());
        Assert.Equal(("wamid.MEU", "1763640000"), (receiver.Messages[1].GetProperty("id").GetString()!, receiver.Messages[1].GetProperty("timestamp").GetString()!));
    }

    [Theory]
    [InlineData("5565999990071", "{")]
    [InlineData("5565999990071", "[]")]
    [InlineData("5565999990071", "{}")]
    [InlineData("5565999990071", """{ "texto": "a", "botao": "b" }""")]
    [InlineData("5565999990071", """{ "texto": 3 }""")]
    [InlineData("5565999990071", """{ "botao": "nenhum" }""")]
    [InlineData("5565999990071", """{ "midia": { "tipo": "gif" } }""")]
    [InlineData("5565999990071", """{ "bruto": "x" }""")]
    [InlineData("12", """{ "texto": "a" }""")]
    public async Task Write_WrongOrder_ProblemInPortuguese(string phone, string order)
    {
        var answer = await _sim.Anonymous.PostAsync($"/controle/cidadaos/{phone}/mensagens", SimulatorFixture.Json(order));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Pedido inválido", (await SimulatorFixture.JsonAsync(answer)).GetProperty("title").GetString());
    }

    [Fact]
    public async Task Faults_Put_ChangesOnlyWhatIsNamed()
    {
        await _sim.FaultsAsync("""{ "indisponivel": ["autenticacao"], "latenciaMs": 0, "duplicar": 0.1, "embaralhar": true, "semStatus": 0.05, "http500AposAceitar": 0.02, "janelaFechada": "depois" }""");
        await _sim.FaultsAsync("""{ "indisponivel": [], "basic": "a:b" }""");
        var now = await _sim.GetAsync("/controle/falhas");
        Assert.Equal((0, 0.1, true, "a:b"), (now.GetProperty("indisponivel").GetArrayLength(), now.GetProperty("duplicar").GetDouble(), now.GetProperty("embaralhar").GetBoolean(), now.GetProperty("basic").GetString()!));
        await _sim.Anonymous.DeleteAsync("/controle/falhas");
        now = await _sim.GetAsync("/controle/falhas");
        Assert.Equal((0, false, JsonValueKind.Null), (now.GetProperty("duplicar").GetDouble(), now.GetProperty("embaralhar").GetBoolean(), now.GetProperty("basic").ValueKind));
    }

    [Theory]
    [InlineData("""{ "inventada": true }""", "http500AposAceitar")]
    [InlineData("""{ "duplicar": 2 }""", "0 a 1")]
    [InlineData("""{ "indisponivel": ["tudo"] }""", "autenticacao")]
    [InlineData("""{ "janelaFechada": "nunca" }""", "agora, depois")]
    [InlineData("""{ "embaralhar": "sim" }""", "embaralhar")]
    [InlineData("[]", "objeto")]
    [InlineData("{", "JSON")]
    public async Task Faults_WrongPut_SaysWhatIsAllowed(string changes, string expected)
    {
        var answer = await _sim.Anonymous.PutAsync("/controle/falhas", SimulatorFixture.Json(changes));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(expected, (await SimulatorFixture.JsonAsync(answer)).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reset_ForgetsMessages_KeepsWebhooks()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await _sim.FaultsAsync("""{ "duplicar": 1 }""");
        (await _sim.Anonymous.PostAsync("/controle/reiniciar", null)).EnsureSuccessStatusCode();
        Assert.Empty(await _sim.PhoneAsync(Phone));
        Assert.Equal(0, (await _sim.GetAsync("/controle/falhas")).GetProperty("duplicar").GetDouble());
        await _sim.WriteAsync(Phone, """{ "texto": "de novo" }""");
        await Eventually.TrueAsync(() => receiver.Messages.Any(message => message.GetProperty("text").GetProperty("body").GetString() == "de novo"), "the webhook is still there");
    }
}
