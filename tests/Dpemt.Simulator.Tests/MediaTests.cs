using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Dpemt.Simulator.Tests;

public sealed class MediaTests : IAsyncLifetime
{
    private const string Phone = "5565999990061";
    private static readonly string Path = $"/client/{SimulatorFixture.Number}/v2/media";
    private readonly SimulatorFixture _sim = new();

    public Task InitializeAsync() => _sim.InitializeAsync();

    public Task DisposeAsync() => _sim.DisposeAsync();

    [Fact]
    public async Task Upload_ThenDownload_SameBytesAndType()
    {
        byte[] bytes = [.. Enumerable.Range(0, 5000).Select(number => (byte)number)];
        var id = await UploadAsync(bytes, "image/jpeg", "foto.jpg");
        var answer = await _sim.Http.GetAsync($"{Path}/{id}");
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(bytes, await answer.Content.ReadAsByteArrayAsync());

        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await _sim.AcceptAsync("media", $$"""{ "destinatario": "{{Phone}}", "tipoMedia": "image", "idMedia": "{{id}}", "caption": "veja" }""");
        await Eventually.TrueAsync(async () => (await _sim.PhoneAsync(Phone)).Length == 2, "the picture is on the phone");
        Assert.Equal("imagem", (await _sim.PhoneAsync(Phone))[1].GetProperty("tipo").GetString());
    }

    [Fact]
    public async Task Send_TypeThatMetaDoesNotTake_Refused()
    {
        var id = await UploadAsync([1, 2, 3], "image/bmp", "foto.bmp");
        var answer = await _sim.SendAsync("media", $$"""{ "destinatario": "{{Phone}}", "tipoMedia": "image", "idMedia": "{{id}}" }""");
        Assert.Equal(131053, (await SimulatorFixture.JsonAsync(answer)).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("imagem", "image", "image/png", "\u0089PNG")]
    [InlineData("audio", "audio", "audio/ogg", "OggS")]
    [InlineData("documento", "document", "application/pdf", "%PDF")]
    [InlineData("figurinha", "sticker", "image/webp", "RIFF")]
    [InlineData("video", "video", "video/mp4", "\0\0\0$ftyp")]
    public async Task Citizen_SendsMedia_DownloadIsThatKindOfFile(string kind, string metaType, string mimeType, string signature)
    {
        await using var receiver = await _sim.RegisterAsync();
        await _sim.WriteAsync(Phone, $$"""{ "midia": { "tipo": "{{kind}}", "nome": "meu arquivo" } }""");
        await Eventually.TrueAsync(() => receiver.Messages.Count == 1, "the message arrives");
        var message = receiver.Messages[0];
        Assert.Equal(metaType, message.GetProperty("type").GetString());
        var part = message.GetProperty(metaType);
        Assert.StartsWith(mimeType, part.GetProperty("mime_type").GetString(), StringComparison.Ordinal);
        var answer = await _sim.Http.GetAsync($"{Path}/{part.GetProperty("id").GetString()}");
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.StartsWith(signature, Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.Equal(Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(bytes)), part.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task Download_UnknownId_NotFoundInMetasForm()
    {
        var answer = await _sim.Http.GetAsync($"{Path}/1");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEmpty((await SimulatorFixture.JsonAsync(answer)).GetProperty("error").GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task Send_LinkUnreachable_FailsAfterwards()
    {
        await _sim.WriteAsync(Phone, """{ "texto": "oi" }""");
        await using var receiver = await _sim.RegisterAsync();
        await _sim.FaultsAsync("""{ "linkInacessivel": true }""");
        await _sim.AcceptAsync("media", $$"""{ "destinatario": "{{Phone}}", "tipoMedia": "document", "linkMedia": "https://exemplo.mt.gov.br/a.pdf" }""");
        await Eventually.TrueAsync(() => receiver.Statuses.Count == 1, "the failure is told");
        Assert.Equal(131053, receiver.Statuses[0].GetProperty("errors")[0].GetProperty("code").GetInt32());
    }

    private async Task<string> UploadAsync(byte[] bytes, string mimeType, string name)
    {
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(mimeType);
        form.Add(new StringContent(mimeType), "mediaType");
        form.Add(file, "file", name);
        var answer = await _sim.Http.PostAsync(Path, form);
        answer.EnsureSuccessStatusCode();
        return (await SimulatorFixture.JsonAsync(answer)).GetProperty("id").GetString()!;
    }
}
