using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Testing.Provider;

/// <summary>A send as the fake provider got it.</summary>
public sealed record SentRequest(string Kind, JsonElement Body, string Id, string Token)
{
    public string? Recipient => Body.TryGetProperty("destinatario", out var one) ? one.GetString()
        : Body.TryGetProperty("destinatarios", out var many) ? many[0].GetString() : null;

    public string? Text => Body.TryGetProperty("body", out var body) && body.ValueKind == JsonValueKind.String ? body.GetString()
        : Body.TryGetProperty("textoBody", out var text) ? text.GetString() : null;
}

/// <summary>
/// A small provider on a free port that records what it is asked and misbehaves as told. Thread-safe. The full
/// simulator is a project of its own; this one answers only what a test of one module needs.
/// </summary>
public sealed class FakeProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _tokens;
    private int _sends;

    private FakeProvider(WebApplication app) => _app = app;

    /// <summary>Sends that were taken, in the order of their arrival.</summary>
    public ConcurrentQueue<SentRequest> Taken { get; } = new();

    /// <summary>Posts of any outcome.</summary>
    public int Posts => Volatile.Read(ref _sends);

    public int Tokens => Volatile.Read(ref _tokens);

    /// <summary>Decides how a send is answered; null takes it. Called with the number of the post, from 1.</summary>
    public Func<int, HttpContext, Task<IResult?>>? OnSend { get; set; }

    /// <summary>Called after a send was taken, before it is answered.</summary>
    public Func<SentRequest, Task>? BeforeAnswer { get; set; }

    public bool TokensRefused { get; set; }

    /// <summary>Tokens below this number are answered 401.</summary>
    public int OldestToken { get; set; }

    public ConcurrentDictionary<string, (string Type, byte[] Bytes)> Media { get; } = new();

    public ConcurrentQueue<(string Type, byte[] Bytes)> Uploads { get; } = new();

    /// <summary>Status of the next downloads in place of 200.</summary>
    public ConcurrentQueue<int> MediaFaults { get; } = new();

    /// <summary>Answers of the status query by request id.</summary>
    public ConcurrentDictionary<string, string> Packages { get; } = new();

    /// <summary>Messages that the portal marked as read.</summary>
    public ConcurrentQueue<string> Read { get; } = new();

    public string Templates { get; set; } = "[]";

    public ConcurrentDictionary<string, string> Webhooks { get; } = new();

    /// <summary>What the list says of a webhook besides its address; without an entry it says nothing, as some versions do.</summary>
    public ConcurrentDictionary<string, bool> WebhooksActive { get; } = new();

    /// <summary>Whether new webhooks stand there inactive.</summary>
    public bool WebhooksBeginInactive { get; set; }

    /// <summary>Answer of the totals query; null is no answer.</summary>
    public string? Totals { get; set; }

    /// <summary>Paths with query that were asked for totals.</summary>
    public ConcurrentQueue<string> TotalsAsked { get; } = new();

    public Uri Address => new(_app.Urls.First());

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var fake = new FakeProvider(app);
        fake.Map();
        await app.StartAsync();
        return fake;
    }

    /// <summary>Settings that point a portal here.</summary>
    public Dictionary<string, string?> Settings() => new() { ["Bsp:BaseUrl"] = Address.ToString() };

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private void Map()
    {
        _app.MapPost("/oauth2/token", () => TokensRefused
            ? Results.Json(new { error = "invalid_client" }, statusCode: 401)
            : Results.Json(new { access_token = $"t{Interlocked.Increment(ref _tokens)}", token_type = "Bearer", expires_in = 600 }));
        _app.MapPost("/client/{from}/v2/requisicao/mensagem/{kind}", SendAsync);
        _app.MapPost("/client/{from}/v2/requisicao/informacao-de-leitura", async (HttpContext context) =>
        {
            var wamid = (await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body)).GetProperty("message_id").GetString()!;
            if (wamid.Contains("falha", StringComparison.Ordinal))
                return Results.StatusCode(500);
            Read.Enqueue(wamid);
            return Results.Json(new { success = true });
        });
        _app.MapGet("/client/{from}/v2/requisicao/{id}", (string id) => Packages.TryGetValue(id, out var json) ? Results.Text(json, "application/json") : Results.NotFound());
        _app.MapGet("/client/{from}/v2/media/{id}", (string id) => MediaFaults.TryDequeue(out var status) ? Results.StatusCode(status)
            : Media.TryGetValue(id, out var file) ? Results.Bytes(file.Bytes, file.Type) : Results.NotFound());
        _app.MapPost("/client/{from}/v2/media", (Delegate)UploadAsync);
        _app.MapGet("/waba/{waba}/v2/templates", () => Results.Text(Templates, "application/json"));
        _app.MapGet("/client/{from}/v2/webhook", () => Results.Json(Webhooks.Select(w => new { id = w.Key, uri = w.Value, jwtToken = "", ativo = WebhooksActive.TryGetValue(w.Key, out var on) ? (bool?)on : null })));
        _app.MapPost("/client/{from}/v2/webhook", async (HttpContext context) =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            var id = Guid.NewGuid().ToString("N");
            Webhooks[id] = body.GetProperty("uri").GetString()!;
            if (WebhooksBeginInactive)
                WebhooksActive[id] = false;
            return Results.Ok();
        });
        _app.MapPut("/client/{from}/v2/webhook/{id}", async (string id, HttpContext context) =>
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            Webhooks[id] = body.GetProperty("uri").GetString()!;
            WebhooksActive[id] = body.GetProperty("ativo").GetBoolean();
            return Results.Ok();
        });
        _app.MapGet("/{waba}/client/{from}/status", (HttpContext context) =>
        {
            TotalsAsked.Enqueue(context.Request.Path + context.Request.QueryString);
            return Totals is null ? Results.StatusCode(503) : Results.Text(Totals, "application/json");
        });
    }

    private async Task<IResult> SendAsync(HttpContext context, string kind)
    {
        var number = Interlocked.Increment(ref _sends);
        var token = context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal);
        if (!int.TryParse(token.TrimStart('t'), out var age) || age < OldestToken)
            return Results.Unauthorized();
        if (OnSend is not null && await OnSend(number, context) is { } other)
            return other;
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
        var sent = new SentRequest(kind, body, Guid.NewGuid().ToString(), token);
        Taken.Enqueue(sent);
        if (BeforeAnswer is not null)
            await BeforeAnswer(sent);
        return Results.Json(new { id = sent.Id });
    }

    private async Task<IResult> UploadAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync();
        var file = form.Files["file"]!;
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes);
        Uploads.Enqueue((form["mediaType"].ToString(), bytes.ToArray()));
        return Results.Json(new { id = $"upload-{Uploads.Count}" });
    }
}
