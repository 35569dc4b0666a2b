using System.Collections.Concurrent;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Dpemt.Portal.Web.Features.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Messaging;

/// <summary>A portal process with webhook, intake and outbox over real HTTP, on the test's database and fake provider.</summary>
internal sealed class PortalUnderTest : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PortalUnderTest(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    internal HttpClient Http { get; }

    internal IServiceProvider Services => _app.Services;

    internal static async Task<PortalUnderTest> StartAsync(
        TestDatabase database, FakeProvider provider, Action<IServiceCollection>? configure = null, TimeProvider? clock = null,
        Dictionary<string, string?>? settings = null, bool workers = true)
    {
        var all = provider.Settings();
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        var app = TestServices.Build(database, all, configure, clock, workers);
        app.MapWebhooks();
        await app.StartAsync();
        return new(app);
    }

    internal async Task<HttpResponseMessage> PostAsync(string body, string secret = "dev") =>
        await Http.PostAsync(new Uri("/webhooks/whatsapp/" + secret, UriKind.Relative), WebhookBodies.Content(body));

    internal async Task DeliverAsync(string body)
    {
        using var response = await PostAsync(body);
        Assert.Equal(200, (int)response.StatusCode);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Answers every text with an echo and notes what it was called with.</summary>
internal sealed class EchoHandler(EchoLog log) : IInboundHandler
{
    public async Task HandleAsync(PortalDbContext db, Citizen citizen, Message message, InboundContent content, CancellationToken cancellation)
    {
        if (log.Fail?.Invoke(message) == true)
            throw new InvalidOperationException("told to fail");
        if (log.Delay is { } delay)
            await Task.Delay(delay, cancellation);
        log.Calls.Enqueue((citizen.Id, message.Text, content));
        if (message.Kind is MessageKind.Text && log.Answer)
        {
            MessageOutbox.Enqueue(db, new OutboundMessage
            {
                CitizenId = citizen.Id,
                Author = MessageAuthor.Bot,
                Kind = MessageKind.Text,
                Text = "eco: " + message.Text,
                Priority = SendPriority.Bot,
            });
        }
    }
}

/// <summary>What the handlers of a test saw, across processes.</summary>
internal sealed class EchoLog
{
    internal ConcurrentQueue<(Guid Citizen, string? Text, InboundContent Content)> Calls { get; } = new();

    internal bool Answer { get; set; } = true;

    internal Func<Message, bool>? Fail { get; set; }

    internal TimeSpan? Delay { get; set; }

    internal void Register(IServiceCollection services)
    {
        services.AddSingleton(this);
        services.AddScoped<IInboundHandler, EchoHandler>();
    }
}
