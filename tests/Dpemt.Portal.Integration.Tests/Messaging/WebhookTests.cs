using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Messaging;

public sealed class WebhookTests : IDisposable
{
    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Post_UnknownSecret_Returns404AndStoresNothing()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider);
        using var response = await portal.PostAsync("{}", "errado");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        await using var db = _database.Open();
        Assert.Equal(0, await db.InboundDeliveries.CountAsync());
    }

    [Fact]
    public async Task Post_CurrentAndPreviousSecret_AreBothAccepted()
    {
        await using var provider = await FakeProvider.StartAsync();
        var settings = new Dictionary<string, string?>
        {
            ["Webhook:Secrets:0"] = "segredo-novo-com-bom-tamanho",
            ["Webhook:Secrets:1"] = "segredo-velho-com-bom-tamanho",
        };
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: settings);
        foreach (var secret in settings.Values)
        {
            using var response = await portal.PostAsync("{}", secret!);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        using var development = await portal.PostAsync("{}", "dev");
        Assert.Equal(HttpStatusCode.NotFound, development.StatusCode);
    }

    [Fact]
    public async Task Post_BasicConfigured_DemandsIt()
    {
        await using var provider = await FakeProvider.StartAsync();
        var settings = new Dictionary<string, string?> { ["Webhook:BasicUser"] = "serpro", ["Webhook:BasicPassword"] = "senha" };
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: settings);
        using var without = await portal.PostAsync("{}");
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        portal.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("serpro:outra"u8));
        using var wrong = await portal.PostAsync("{}");
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        portal.Http.DefaultRequestHeaders.Authorization = new("Basic", Convert.ToBase64String("serpro:senha"u8));
        using var right = await portal.PostAsync("{}");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Fact]
    public async Task Post_SignatureConfigured_DemandsItOverTheRawBody()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: new() { ["Webhook:AppSecret"] = "segredo do app" });
        using var without = await portal.PostAsync("{}");
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("segredo do app"u8, Encoding.UTF8.GetBytes("{ }")));
        portal.Http.DefaultRequestHeaders.Add("X-Hub-Signature-256", "sha256=" + signature);
        using var other = await portal.PostAsync("{}");
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        using var right = await portal.PostAsync("{ }");
        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{}{}")]
    [InlineData("olá")]
    [InlineData("{\"a\":\"\u0001\"}")]
    public async Task Post_NotJson_Returns400InPortuguese(string body)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider);
        using var response = await portal.PostAsync(body);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await JsonSerializer.DeserializeAsync<JsonElement>(await response.Content.ReadAsStreamAsync());
        Assert.Equal("json-invalido", problem.GetProperty("codigo").GetString());
        Assert.True(problem.TryGetProperty("traceId", out _));
    }

    [Fact]
    public async Task Post_InvalidUtf8OrTooDeep_Returns400()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider);
        foreach (var body in new[] { "{\"a\":\"\xFF\xFE\"}"u8[..6].ToArray().Append((byte)0xFF).Concat("\"}"u8.ToArray()).ToArray(), Encoding.ASCII.GetBytes(new string('[', 5000) + new string(']', 5000)) })
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            using var response = await portal.Http.PostAsync(new Uri("/webhooks/whatsapp/dev", UriKind.Relative), content);
            Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        }
    }

    [Theory]
    [InlineData(0, HttpStatusCode.OK)]
    [InlineData(1, HttpStatusCode.RequestEntityTooLarge)]
    public async Task Post_AtTheLimitOf3Mb_IsTakenAndOneByteMoreRefused(int more, HttpStatusCode expected)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider);
        var body = "\"" + new string('a', (3 * 1024 * 1024) - 2 + more) + "\"";
        using var known = await portal.PostAsync(body);
        Assert.Equal(expected, known.StatusCode);
        using var chunked = new HttpRequestMessage(HttpMethod.Post, "/webhooks/whatsapp/dev") { Content = WebhookBodies.Content(body) };
        chunked.Headers.TransferEncodingChunked = true;
        using var unknown = await portal.Http.SendAsync(chunked);
        Assert.Equal(expected, unknown.StatusCode);
    }

    [Fact]
    public async Task Get_HandshakeWithItsToken_EchoesTheChallenge()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: new() { ["Webhook:VerifyToken"] = "verifica" });
        const string path = "/webhooks/whatsapp/dev?hub.mode=subscribe&hub.challenge=12345&hub.verify_token=";
        Assert.Equal("12345", await portal.Http.GetStringAsync(new Uri(path + "verifica", UriKind.Relative)));
        using var wrong = await portal.Http.GetAsync(new Uri(path + "outro", UriKind.Relative));
        Assert.Equal(HttpStatusCode.Forbidden, wrong.StatusCode);
    }

    [FactOnSqlite("copies SQLite's file and its journal")]
    public async Task Post_Answered200_IsInTheFileOfADatabaseThatWasNeverClosed()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: true);
        await Task.WhenAll(Enumerable.Range(0, 100).Select(i => portal.DeliverAsync(WebhookBodies.Text("556599990001", $"wamid.D{i}", "oi"))));
        // What a machine that lost power now would find: the file and its journal, nothing of the process.
        var copy = Directory.CreateTempSubdirectory("portal-copy-").FullName;
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_database.FilePath)!, "portal.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Path.Combine(copy, "portal.db")};Pooling=False");
        await connection.OpenAsync();
        await using var count = connection.CreateCommand();
        count.CommandText = "SELECT count(*) FROM msg_InboundDelivery";
        Assert.Equal(100L, await count.ExecuteScalarAsync());
    }

    [FactOnSqlite("a transaction of somebody else keeps every other writer waiting in SQLite only")]
    public async Task Post_DatabaseLockedBySomebodyElse_IsNotAnswered200()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider);
        await using var db = _database.Open();
        await using (var other = await db.Database.BeginTransactionAsync())
        {
            var post = portal.PostAsync("{}");
            Assert.NotSame(post, await Task.WhenAny(post, Task.Delay(500)));
            await other.RollbackAsync();
            using var response = await post;
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Assert.Equal(1, await db.InboundDeliveries.CountAsync());
        Assert.DoesNotContain(await db.InboundDeliveries.ToListAsync(), d => d.State == IntakeState.SetAside);
    }
}
