using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Dpemt.Simulator.Tests;

/// <summary>The portal's side of the webhook: records what comes, and answers as a test wishes.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(JsonElement Body, IReadOnlyDictionary<string, string> Headers)> _deliveries = new();

    private Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapPost("/webhook", async (HttpRequest request) =>
        {
            var body = await JsonDocument.ParseAsync(request.Body);
            _deliveries.Enqueue((body.RootElement.Clone(), request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString())));
            return Results.StatusCode(Answer(_deliveries.Count));
        });
    }

    /// <summary>The answer to the nth delivery, counted from 1.</summary>
    public Func<int, int> Answer { get; set; } = _ => 200;

    public string Address => $"{_app.Urls.First()}/webhook";

    public IReadOnlyList<JsonElement> Bodies => [.. _deliveries.Select(delivery => delivery.Body)];

    public IReadOnlyList<IReadOnlyDictionary<string, string>> Headers => [.. _deliveries.Select(delivery => delivery.Headers)];

    public IReadOnlyList<JsonElement> Statuses =>
        [.. Bodies.SelectMany(body => body.TryGetProperty("statuses", out var statuses) ? statuses.EnumerateArray().ToArray() : [])];

    public IReadOnlyList<JsonElement> Messages =>
        [.. Bodies.SelectMany(body => body.TryGetProperty("messages", out var messages) ? messages.EnumerateArray().ToArray() : [])];

    public static async Task<Receiver> StartAsync()
    {
        var receiver = new Receiver();
        await receiver._app.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    public static Task TrueAsync(Func<bool> condition, string what) => TrueAsync(() => Task.FromResult(condition()), what);

    public static async Task TrueAsync(Func<Task<bool>> condition, string what)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Deadline, $"Not within {Deadline.TotalSeconds} s: {what}");
            await Task.Delay(15);
        }
    }
}
