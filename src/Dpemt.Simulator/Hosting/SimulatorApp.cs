using System.Text.Encodings.Web;
using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Control;
using Dpemt.Simulator.Delivery;
using Dpemt.Simulator.Faults;
using Dpemt.Simulator.Mail;
using Dpemt.Simulator.Media;
using Dpemt.Simulator.Phone;
using Dpemt.Simulator.Sending;
using Dpemt.Simulator.Solar;
using Dpemt.Simulator.Templates;
using Dpemt.Simulator.Webhooks;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Dpemt.Simulator.Hosting;

/// <summary>Builds the simulator's host; also used inside tests, with port 0.</summary>
internal static class SimulatorApp
{
    public const string DefaultUrl = "http://localhost:5090";

    /// <summary>Builds the host; <paramref name="configure"/> may replace services before it is built.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // Content root beside the program: the working directory is the portal's, with settings that are not ours.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        _ = builder.Configuration.AddCommandLine(args, new Dictionary<string, string> { ["--parent-pid"] = "Simulator:ParentPid" });
        if (string.IsNullOrWhiteSpace(builder.Configuration[WebHostDefaults.ServerUrlsKey])) _ = builder.WebHost.UseUrls(DefaultUrl);
        else _ = builder.WebHost.UseUrls(builder.Configuration[WebHostDefaults.ServerUrlsKey]!.Split(';', StringSplitOptions.RemoveEmptyEntries));
        _ = builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MediaStore.LargestUpload + (1024 * 1024);
        });
        _ = builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System.Net.Http", LogLevel.Warning);
        AddServices(builder.Services, builder.Configuration);
        configure?.Invoke(builder);

        var app = builder.Build();
        MapEndpoints(app);
        return app;
    }

    /// <summary>One line for each address really listened on, for whoever started the process with port 0.</summary>
    public static void PrintAddresses(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>();
        foreach (var address in addresses?.Addresses ?? []) Console.WriteLine($"Simulador em {address}");
        Console.WriteLine($"E-mails em smtp://127.0.0.1:{app.Services.GetRequiredService<Mailbox>().Port}");
    }

    private static void AddServices(IServiceCollection services, ConfigurationManager configuration)
    {
        _ = services.Configure<SimulatorOptions>(configuration.GetSection("Simulator"));
        _ = services.AddSingleton(provider => provider.GetRequiredService<IOptions<SimulatorOptions>>().Value);
        _ = services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _ = services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        services.TryAddSingleton(TimeProvider.System);
        _ = services.AddSingleton<Dice>().AddSingleton<FaultSwitches>().AddSingleton<TokenStore>().AddSingleton<SendRate>();
        _ = services.AddSingleton<CitizenDirectory>().AddSingleton<Statistics>().AddSingleton<PeriodTotals>();
        _ = services.AddSingleton<RequestLog>().AddSingleton<InboundIndex>().AddSingleton<AcceptMessage>();
        _ = services.AddSingleton<WebhookRegistry>().AddSingleton<WebhookBodies>().AddSingleton<WebhookSender>();
        _ = services.AddSingleton<MessageLife>().AddSingleton<CitizenWrites>().AddSingleton<CitizenReads>().AddSingleton<CitizenActions>().AddSingleton<StatusWebhooks>();
        _ = services.AddSingleton<TemplateCatalog>().AddSingleton<MediaStore>().AddSingleton<PhoneFiles>();
        _ = services.AddSingleton<Mailbox>().AddHostedService<SmtpSink>();
        _ = services.AddHostedService<ParentWatch>();
    }

    private static void MapEndpoints(WebApplication app)
    {
        _ = app.MapGet("/health/live", () => Results.Json(new { situacao = "no ar" }));
        app.MapTokens();
        app.MapSends();
        app.MapRequestStatus();
        app.MapPeriodTotals();
        app.MapHistory();
        app.MapMedia();
        app.MapWebhooks();
        app.MapTemplates();
        app.MapControl();
        app.MapFaults();
        app.MapSolar();
        app.MapMail();
        app.MapPhone();
    }
}
