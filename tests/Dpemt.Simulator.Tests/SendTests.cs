using System.Net;
using System.Text.Json;

namespace Dpemt.Simulator.Tests;

public sealed class SendTests : IAsyncLifetime
{
    private const string Phone = "5565999990021";
    private readonly SimulatorFixture _sim = new();

    public async Task InitializeAsync()
    {
        await _sim.InitializeAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
    }

    public Task DisposeAsync() => _sim.DisposeAsync();

    public static TheoryData<string, string, string, string, string[]> Kinds => new()
    {
        { "texto", """{ "destinatario": "5565999990021", "body": "Olá" }""", "texto", "Olá", [] },
        { "texto", """{ "destinatario": "+556599990021", "body": "Sem o nono" }""", "texto", "Sem o nono", [] },
        { "interativa-botoes", """{ "destinatario": "5565999990021", "textoBody": "Confirma?", "buttons": [ { "id": "s", "titulo": "Sim" }, { "id": "n", "titulo": "Não" } ] }""", "botoes", "Confirma?", ["s", "n"] },
        { "interativa-lista", """{ "destinatario": "5565999990021", "textoBody": "Assunto?", "button": "Ver", "secoes": [ { "titulo": "A", "rows": [ { "id": "1", "titulo": "Um", "descricao": "d" } ] } ] }""", "lista", "Assunto?", ["1"] },
        { "interativa-localizacao", """{ "destinatario": "5565999990021", "textoBody": "Onde?" }""", "localizacao", "Onde?", [] },
        { "interativa-cta-url", """{ "destinatario": "5565999990021", "textoBody": "Baixe", "textoBotao": "Abrir", "url": "https://exemplo.mt.gov.br" }""", "botoes", "Baixe", ["https://exemplo.mt.gov.br"] },
        { "media", """{ "destinatario": "5565999990021", "tipoMedia": "document", "linkMedia": "https://exemplo.mt.gov.br/a.pdf", "caption": "Leia" }""", "documento", "Leia", [] },
        { "template", """{ "nomeTemplate": "retomar_atendimento", "wabaId": "1", "destinatarios": ["5565999990021"], "body": { "parametros": [ { "tipo": "text", "valor": "Ana" } ] } }""", "modelo", "Olá, Ana. A Defensoria Pública de Mato Grosso tem uma resposta ao seu atendimento. Responda a esta mensagem para continuarmos a conversa.", ["Continuar"] },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Send_EachKind_ShowsOnPhone(string path, string body, string kind, string text, string[] options)
    {
        Assert.True(Guid.TryParse(await _sim.AcceptAsync(path, body), out _));
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone)).Length == 2, "the message is on the phone");
        var shown = (await _sim.PhoneAsync(Phone))[1];
        Assert.Equal("dpemt", shown.GetProperty("de").GetString());
        Assert.Equal(kind, shown.GetProperty("tipo").GetString());
        Assert.Equal(text, shown.GetProperty("texto").GetString());
        Assert.Equal(options, shown.GetProperty("opcoes").EnumerateArray().Select(option => option.GetProperty("id").GetString()));
    }

    public static TheoryData<string, string, int> Refusals => new()
    {
        { "texto", JsonSerializer.Serialize(new { destinatario = Phone, body = new string('a', 4097) }), 100 },
        { "interativa-botoes", Buttons(4, 5), 131009 },
        { "interativa-botoes", Buttons(2, 21), 100 },
        { "interativa-lista", List(11, 5), 131009 },
        { "interativa-lista", List(2, 25), 100 },
        { "media", JsonSerializer.Serialize(new { destinatario = Phone, tipoMedia = "image", idMedia = "999" }), 100 },
        { "template", """{ "nomeTemplate": "nao_existe", "wabaId": "1", "destinatarios": ["5565999990021"] }""", 132001 },
        { "template", """{ "nomeTemplate": "retomar_atendimento", "wabaId": "1", "destinatarios": ["5565999990021"], "body": { "parametros": [] } }""", 132000 },
        { "template", """{ "nomeTemplate": "retomar_atendimento", "wabaId": "1", "destinatarios": ["5565999990021"], "body": { "parametros": [ { "tipo": "text", "valor": "a\nb" } ] } }""", 132012 },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Send_AgainstMetasRules_RefusedWithCode(string path, string body, int code)
    {
        var answer = await _sim.SendAsync(path, body);
        Assert.False(answer.IsSuccessStatusCode);
        var error = (await SimulatorFixture.JsonAsync(answer)).GetProperty("error");
        Assert.Equal(code, error.GetProperty("code").GetInt32());
        Assert.StartsWith($"(#{code})", error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("texto", "{")]
    [InlineData("texto", "[]")]
    [InlineData("texto", """{ "destinatario": "abc", "body": "x" }""")]
    [InlineData("texto", """{ "destinatario": "5565999990021" }""")]
    [InlineData("interativa-botoes", """{ "destinatario": "5565999990021", "textoBody": "x", "buttons": 3 }""")]
    [InlineData("media", """{ "destinatario": "5565999990021", "tipoMedia": "gif", "linkMedia": "https://exemplo.mt.gov.br" }""")]
    [InlineData("template", """{ "nomeTemplate": "retomar_atendimento", "wabaId": "1", "destinatarios": [] }""")]
    public async Task Send_WrongForm_BadRequestWithMessage(string path, string body)
    {
        var answer = await _sim.SendAsync(path, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.NotEmpty((await SimulatorFixture.JsonAsync(answer)).GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Send_ErrorAfterAccepting_DeliveredAllTheSame()
    {
        await _sim.FaultsAsync("""{ "http500AposAceitar": 1 }""");
        var answer = await _sim.SendAsync("texto", """{ "destinatario": "5565999990021", "body": "Olá" }""");
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone)).Length == 2, "the message is on the phone");
    }

    [Fact]
    public async Task Send_MoreThanTheRate_TooManyRequests()
    {
        await _sim.FaultsAsync("""{ "limitePorSegundo": 1 }""");
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _sim.SendAsync("texto", """{ "destinatario": "5565999990021", "body": "Olá" }""")));
        Assert.Contains(answers, answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
    }

    private static string Buttons(int count, int length) => JsonSerializer.Serialize(new
    {
        destinatario = Phone,
        textoBody = "x",
        buttons = Enumerable.Range(0, count).Select(number => new { id = $"{number}", titulo = $"{number}".PadRight(length, 'a') }),
    });

    private static string List(int count, int length) => JsonSerializer.Serialize(new
    {
        destinatario = Phone,
        textoBody = "x",
        button = "Ver",
        secoes = new[] { new { titulo = "A", rows = Enumerable.Range(0, count).Select(number => new { id = $"{number}", titulo = $"{number}".PadRight(length, 'a') }) } },
    });
}
