using System.Net;

namespace Dpemt.Simulator.Tests;

public sealed class PhonePageTests : IAsyncLifetime
{
    private const string Phone = "5565999990091";
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Theory]
    [InlineData("/", "text/html")]
    [InlineData("/?telefone=5565999990001", "text/html")]
    [InlineData("/phone.css", "text/css")]
    [InlineData("/app.js", "text/javascript")]
    public async Task Page_Files_ServedWithPolicy(string path, string type)
    {
        var answer = await _sim.Anonymous.GetAsync(path);
        Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_Open_ShowsNewMessagesAndReadsThem()
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        using var page = await _sim.Anonymous.GetAsync($"/telefone/{Phone}/eventos", HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await page.Content.ReadAsStreamAsync());
        Assert.Equal(": aberto", await lines.ReadLineAsync());
        await _sim.AcceptTextAsync(Phone, "<b>Olá</b>");
        string? line;
        do line = await lines.ReadLineAsync();
        while (line is not null && !line.Contains("<b>Olá</b>", StringComparison.Ordinal));
        Assert.NotNull(line);
        await Eventually.TrueAsync(() => receiver.Statuses.Count == 3, "read without an answer");
        Assert.Equal("read", receiver.Statuses[2].GetProperty("status").GetString());
    }

    [Fact]
    public async Task MarkOfReading_ByTheOffice_TurnsTheCitizensTicks()
    {
        await _sim.WriteAsync(Phone, """{ "texto": "uma" }""");
        var id = await _sim.WriteAsync(Phone, """{ "texto": "duas" }""");
        var answer = await _sim.Http.PostAsync($"/client/{SimulatorFixture.Number}/v2/requisicao/informacao-de-leitura", SimulatorFixture.Json($$"""{ "message_id": "{{id}}" }"""));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.All(await _sim.PhoneAsync(Phone), message => Assert.Equal("lida", message.GetProperty("situacao").GetString()));
    }

    [Fact]
    public async Task File_FromThePage_TravelsWithItsName()
    {
        await using var receiver = await _sim.RegisterAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent([1, 2, 3]), "arquivo", "laudo.docx" } };
        Assert.Equal(HttpStatusCode.Accepted, (await _sim.Anonymous.PostAsync($"/telefone/{Phone}/arquivos", form)).StatusCode);
        await Eventually.TrueAsync(() => receiver.Messages.Count == 1, "the file arrives");
        Assert.Equal("laudo.docx", receiver.Messages[0].GetProperty("document").GetProperty("filename").GetString());
    }
}
