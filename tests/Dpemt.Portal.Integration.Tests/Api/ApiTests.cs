using System.Net;
using System.Text.Json;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Integration.Tests.Api;

public sealed class ApiTests : IAsyncLifetime
{
    private const string Phone = "5565999990001";
    private static readonly DateTimeOffset Start = new(2026, 7, 3, 12, 0, 0, TimeSpan.Zero);

    private readonly LogLines _log = new();
    private PortalServer _server = default!;
    private Guid _conversation;
    private long _message;

    public async Task InitializeAsync()
    {
        _server = await PortalServer.StartAsync(builder =>
        {
            builder.Logging.AddProvider(_log);
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Api:RequestsPerMinute"] = "5" });
        });
        await using var db = await _server.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        var citizen = new Citizen
        {
            Id = Guid.CreateVersion7(Start),
            Phone = Phone,
            PhoneIndex = _server.Services.GetRequiredService<CitizenIndex>().Phone(Phone),
            LastInboundAt = Start,
            CreatedAt = Start,
        };
        var conversation = new Conversation { Id = Guid.CreateVersion7(Start), CitizenId = citizen.Id, OpenedAt = Start, LastMessageAt = Start };
        db.AddRange(citizen, conversation);
        for (var i = 0; i < 3; i++)
        {
            db.Messages.Add(new Message
            {
                CitizenId = citizen.Id,
                ConversationId = conversation.Id,
                Author = MessageAuthor.Citizen,
                Kind = MessageKind.Text,
                Text = "texto " + i,
                OccurredAt = Start.AddSeconds(i),
                CreatedAt = Start,
            });
        }

        await db.SaveChangesAsync();
        var failed = new Message
        {
            CitizenId = citizen.Id,
            Author = MessageAuthor.Bot,
            Kind = MessageKind.Template,
            Status = MessageStatus.Failed,
            ErrorCode = MessageFailures.WindowClosed,
            OccurredAt = Start,
            CreatedAt = Start,
        };
        db.Messages.Add(failed);
        await db.SaveChangesAsync();
        db.MessageStatusChanges.Add(new MessageStatusChange { MessageId = failed.Id, Status = MessageStatus.Sent, OccurredAt = Start, ReceivedAt = Start });
        db.MessageStatusChanges.Add(new MessageStatusChange { MessageId = failed.Id, Status = MessageStatus.Failed, OccurredAt = Start.AddSeconds(1), ReceivedAt = Start });
        await db.SaveChangesAsync();
        (_conversation, _message) = (conversation.Id, failed.Id);
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Theory]
    [InlineData("5565999990001")]
    [InlineData("556599990001")]
    [InlineData("(65) 99999-0001")]
    public async Task Conversations_PhoneInAnyForm_FindsTheCitizen(string phone)
    {
        var page = await GetAsync("/api/v1/conversas?telefone=" + Uri.EscapeDataString(phone));
        var item = Assert.Single(page.GetProperty("itens").EnumerateArray());
        Assert.Equal(_conversation, item.GetProperty("id").GetGuid());
        Assert.Equal(Phone, item.GetProperty("telefone").GetString());
        Assert.Equal("robo", item.GetProperty("situacao").GetString());
        Assert.Equal(Start, item.GetProperty("em").GetDateTimeOffset());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("cursor").ValueKind);
    }

    [Fact]
    public async Task Messages_ReadByPages_ComeOldestFirstEachOnce()
    {
        var texts = new List<string?>();
        string? cursor = null;
        do
        {
            var page = await GetAsync($"/api/v1/conversas/{_conversation}/mensagens?limite=2" + (cursor is null ? "" : "&cursor=" + cursor));
            texts.AddRange(page.GetProperty("itens").EnumerateArray().Select(i => i.GetProperty("texto").GetString()));
            cursor = page.GetProperty("cursor").GetString();
            Assert.Matches("^[A-Za-z0-9_-]*$", cursor ?? "");
        }
        while (cursor is not null);
        Assert.Equal(["texto 0", "texto 1", "texto 2"], texts);
    }

    [Fact]
    public async Task Message_Failed_TellsHistoryAndReason()
    {
        var message = await GetAsync($"/api/v1/mensagens/{_message}");
        Assert.Equal("falhou", message.GetProperty("situacao").GetString());
        Assert.Equal("modelo", message.GetProperty("tipo").GetString());
        Assert.Equal(["enviada", "falhou"], message.GetProperty("historico").EnumerateArray().Select(h => h.GetProperty("situacao").GetString()));
        Assert.Equal(MessageFailures.WindowClosed, message.GetProperty("erro").GetProperty("codigo").GetInt32());
        Assert.Contains("24 horas", message.GetProperty("erro").GetProperty("motivo").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/conversas", 400, "telefone-invalido")]
    [InlineData("/api/v1/conversas?telefone=abc", 400, "telefone-invalido")]
    [InlineData("/api/v1/conversas?telefone=5565999990001&cursor=%3Cb%3E", 400, "cursor-invalido")]
    [InlineData("/api/v1/conversas?telefone=5565999990001&limite=101", 400, "limite-invalido")]
    [InlineData("/api/v1/conversas/1", 400, "id-invalido")]
    [InlineData("/api/v1/conversas/01980000-0000-7000-8000-0000000000ff", 404, "conversa-nao-encontrada")]
    [InlineData("/api/v1/mensagens/0", 400, "id-invalido")]
    [InlineData("/api/v1/mensagens/99999999999999999999", 400, "id-invalido")]
    [InlineData("/api/v1/mensagens/999999", 404, "mensagem-nao-encontrada")]
    [InlineData("/api/v1/fila?limite=-1", 400, "limite-invalido")]
    [InlineData("/api/v1/nada", 404, "nao-encontrado")]
    public async Task Get_WrongRequest_IsAProblemWithCode(string path, int status, string code)
    {
        using var client = Client(EnsureDevelopmentKey.Secret);
        using var answer = await client.GetAsync(path);
        await AssertProblemAsync(answer, status, code);
    }

    [Fact]
    public async Task Post_OnAReadingCall_IsMethodNotAllowed()
    {
        using var client = Client(EnsureDevelopmentKey.Secret);
        using var answer = await client.PostAsync("/api/v1/fila", null);
        await AssertProblemAsync(answer, 405, "metodo-nao-permitido");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("errada")]
    public async Task Get_WithoutAValidKey_IsUnauthorized(string? key)
    {
        using var client = Client(key);
        using var answer = await client.GetAsync("/api/v1/fila");
        await AssertProblemAsync(answer, 401, "chave-ausente-ou-invalida");
    }

    [Fact]
    public async Task Get_OutsideTheScope_IsForbidden()
    {
        using var client = Client(await CreateKeyAsync("so-fila", ApiScopes.ReadQueue));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/fila")).StatusCode);
        using var answer = await client.GetAsync("/api/v1/conversas?telefone=" + Phone);
        await AssertProblemAsync(answer, 403, "escopo-insuficiente");
    }

    [Fact]
    public async Task Revoke_KeyInUse_IsRefusedWithinMoments()
    {
        using var client = Client(await CreateKeyAsync("revogada", ApiScopes.ReadConversations));
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync("/api/v1/conversas")).StatusCode);
        Assert.True(await _server.Services.GetRequiredService<RevokeApiKey>().RunAsync("revogada", Actor.Portal, CancellationToken.None));
        await Eventually.TrueAsync(
            async () => (await client.GetAsync("/api/v1/fila")).StatusCode == HttpStatusCode.Unauthorized, "the revoked key is refused", ApiKeyDirectory.MaxAge / 2);
    }

    [Fact]
    public async Task Get_TooOften_IsLimitedPerKeyButNotForTheKeyOfDevelopment()
    {
        using var limited = Client(await CreateKeyAsync("apressada", ApiScopes.ReadQueue));
        using var free = Client(EnsureDevelopmentKey.Secret);
        for (var i = 0; i < 5; i++)
            Assert.Equal(HttpStatusCode.OK, (await limited.GetAsync("/api/v1/fila")).StatusCode);
        using var answer = await limited.GetAsync("/api/v1/fila");
        await AssertProblemAsync(answer, 429, "requisicoes-demais");
        Assert.NotNull(answer.Headers.RetryAfter);
        for (var i = 0; i < 20; i++)
            Assert.Equal(HttpStatusCode.OK, (await free.GetAsync("/api/v1/fila")).StatusCode);
    }

    [Fact]
    public async Task Get_PhoneInTheAddress_IsInNoLogLine()
    {
        await GetAsync("/api/v1/conversas?telefone=" + Phone);
        using var client = Client("errada");
        await client.GetAsync("/api/v1/conversas?telefone=" + Phone);
        Assert.DoesNotContain(_log.Lines, line => line.Contains("99990001", StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenApi_EveryCall_HasPortugueseSummaryAndExample()
    {
        using var client = _server.NewClient();
        using var document = JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json"));
        var calls = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject()).ToList();
        Assert.True(calls.Count >= 5);
        Assert.All(calls, call =>
        {
            Assert.NotEmpty(call.Value.GetProperty("summary").GetString()!);
            Assert.True(call.Value.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("application/json").TryGetProperty("example", out _));
            Assert.True(call.Value.GetProperty("responses").TryGetProperty("401", out _));
        });
        Assert.True(document.RootElement.GetProperty("components").GetProperty("schemas").TryGetProperty("Conversa", out _));
    }

    [Fact]
    public async Task Docs_Page_AsksNoOtherHost()
    {
        using var client = _server.NewClient();
        var html = await client.GetStringAsync("/api/docs/");
        Assert.DoesNotMatch("(?:src|href)=\"(?:https?:)?//", html);
        Assert.DoesNotContain("https://", html, StringComparison.Ordinal);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(code, problem.RootElement.GetProperty("codigo").GetString());
        Assert.Equal(status, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("traceId").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("title").GetString()!);
    }

    private HttpClient Client(string? key)
    {
        var client = _server.NewClient();
        if (key is not null)
            client.DefaultRequestHeaders.TryAddWithoutValidation("X-Api-Key", key);
        return client;
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var client = Client(EnsureDevelopmentKey.Secret);
        using var answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    private async Task<string> CreateKeyAsync(string name, params string[] scopes) =>
        (await _server.Services.GetRequiredService<CreateApiKey>().RunAsync(name, scopes, Actor.Portal, CancellationToken.None)).Secret!;
}
