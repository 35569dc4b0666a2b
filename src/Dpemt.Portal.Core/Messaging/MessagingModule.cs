using System.Net;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Media;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging;

/// <summary>Registers intake, outbox and the contractor's client.</summary>
public static class MessagingModule
{
    /// <summary>Secret of the webhook's address in Development.</summary>
    public const string DevelopmentSecret = "dev";

    /// <summary>Adds the module with its workers.</summary>
    public static IServiceCollection AddMessaging(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MessageIndex>();
        services.AddSingleton<MessagingSignals>();
        services.AddSingleton<StoreAttachment>();
        services.AddSingleton<SendAgain>();
        services.AddSingleton<MessageDetails>();
        services.AddSingleton<RegisterWebhook>();
        services.AddSingleton<ProviderTemplates>();
        services.AddSingleton<ProviderProbes>();
        services.AddSingleton<ProviderTraffic>();
        services.AddSingleton<MessageUsage>();
        services.AddScoped<ICitizenMerge, MergeMessages>();
        services.AddSingleton(p => new ReconcileStatuses(
            p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<BspQueries>(), p.GetRequiredService<StatusBook>(),
            p.GetRequiredService<WriteTurns>(), p.GetRequiredService<IOptions<OutboxOptions>>(), p.GetRequiredService<TimeProvider>()));
        AddBsp(services);
        AddIntake(services);
        AddOutbox(services);
        return services;
    }

    private static void AddBsp(IServiceCollection services)
    {
        services.AddOptions<BspOptions>().BindConfiguration(BspOptions.Section).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<BspOptions>>(p => new PostConfigureOptions<BspOptions>(
            Options.DefaultName, options => DevelopmentDefaults(options, p.GetRequiredService<IHostEnvironment>(), p.GetRequiredService<IConfiguration>())));
        services.AddSingleton<IValidateOptions<BspOptions>, BspOptionsValidator>();
        services.AddHttpClient(BspClient.HttpName, (provider, client) =>
            {
                var address = provider.GetRequiredService<IOptions<BspOptions>>().Value.BaseUrl;
                client.BaseAddress = new Uri(address.EndsWith('/') ? address : address + "/");
                client.Timeout = Timeout.InfiniteTimeSpan; // each call has its own
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                AutomaticDecompression = DecompressionMethods.All,
                ConnectTimeout = TimeSpan.FromSeconds(5),
                // Shorter than servers keep idle connections: a post on one that they have just closed would be unknown.
                PooledConnectionIdleTimeout = TimeSpan.FromSeconds(20),
                PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<BspToken>();
        services.AddSingleton<BspClient>();
        services.AddSingleton<BspMedia>();
        services.AddSingleton<BspQueries>();
        services.AddSingleton<BspWebhooks>();
        services.AddSingleton<ReadReceipts>();
        services.AddHostedService<SendReadReceipts>();
    }

    private static void AddIntake(IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        services.AddSingleton<IPostConfigureOptions<WebhookOptions>>(p => new PostConfigureOptions<WebhookOptions>(Options.DefaultName, options =>
        {
            if (p.GetRequiredService<IHostEnvironment>().IsDevelopment() && options.Secrets.Count == 0)
                options.Secrets = [DevelopmentSecret];
        }));
        services.AddSingleton<IValidateOptions<WebhookOptions>, WebhookOptionsValidator>();
        services.AddSingleton<WebhookGate>();
        services.AddSingleton<StatusBook>();
        services.AddSingleton<SplitDeliveries>();
        services.AddSingleton<ProcessInbound>();
        services.AddSingleton<JoinLateStatuses>();
        services.AddSingleton<SplitLease>();
        services.AddSingleton(p => new DeliveryWriter(
            p.GetRequiredService<IDbContextFactory<PortalDbContext>>(), p.GetRequiredService<WriteTurns>(), p.GetRequiredService<MessagingSignals>(),
            p.GetRequiredService<IOptions<WebhookOptions>>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<ILogger<DeliveryWriter>>()));
        services.AddHostedService(p => p.GetRequiredService<DeliveryWriter>());
        AddWorker(services, "recebimento", p => p.GetRequiredService<SplitLease>().RunAsync, s => s.Delivered, MessagingSignals.Poll);
        AddWorker(services, "mensagens", p => async stop => await p.GetRequiredService<ProcessInbound>().RunAsync(stop) > 0, s => s.Split, MessagingSignals.Poll);
        AddWorker(services, "status", p => async stop => await p.GetRequiredService<JoinLateStatuses>().RunAsync(stop) > 0, s => s.StatusWaits, TimeSpan.FromSeconds(1));
        services.AddSingleton<FetchMedia>();
        AddWorker(services, "arquivos", p => async stop => await p.GetRequiredService<FetchMedia>().RunAsync(stop) > 0, s => s.MediaPending, TimeSpan.FromSeconds(1));
    }

    private static void AddOutbox(IServiceCollection services)
    {
        services.AddOptions<OutboxOptions>().BindConfiguration(OutboxOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<OutboxOptions>, OutboxOptionsValidator>();
        services.AddSingleton<ClaimEntries>();
        services.AddSingleton<SendEntry>();
        services.AddSingleton<RecordResults>();
        services.AddSingleton<MarkLost>();
        services.AddSingleton<OutboxWorkerSurroundings>();
        services.AddHostedService<OutboxWorker>();
    }

    private static void AddWorker(
        IServiceCollection services, string name, Func<IServiceProvider, Func<CancellationToken, Task<bool>>> work, Func<MessagingSignals, Signal> signal, TimeSpan poll) =>
        services.AddSingleton<IHostedService>(p => new WorkerLoop(
            name, work(p), signal(p.GetRequiredService<MessagingSignals>()), poll, p.GetRequiredService<ILogger<WorkerLoop>>(), p.GetRequiredService<WorkerPulse>()));

    /// <summary>In Development the contractor is the simulator, which knows this number.</summary>
    private static void DevelopmentDefaults(BspOptions options, IHostEnvironment environment, IConfiguration configuration)
    {
        if (!environment.IsDevelopment())
            return;
        options.BaseUrl = Or(options.BaseUrl, configuration["Simulator:Url"] ?? "http://localhost:5090");
        options.PhoneNumberId = Or(options.PhoneNumberId, "200000000000002");
        options.ClientId = Or(options.ClientId, options.PhoneNumberId);
        options.ClientSecret = Or(options.ClientSecret, "simulador");
        options.WabaId = Or(options.WabaId, "100000000000001");

        static string Or(string value, string otherwise) => value.Length > 0 ? value : otherwise;
    }
}
