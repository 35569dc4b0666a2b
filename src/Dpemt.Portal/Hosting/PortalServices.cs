using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Tickets;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Web.Features.Api;
using Dpemt.Portal.Web.Features.Contract;
using Dpemt.Portal.Web.Features.Contract.Papers;
using Dpemt.Portal.Web.Features.Operations;
using Dpemt.Portal.Web.Hosting.Health;
using Dpemt.Portal.Web.Hosting.Printing;
using Dpemt.Portal.Web.Hosting.Settings;
using Dpemt.Portal.Web.Hosting.Simulation;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Composes the portal: every module by an explicit line.</summary>
public static class PortalServices
{
    /// <summary>The sections that are read into typed options, for the check of unreadable values.</summary>
    private static readonly (string Section, Type Options)[] Sections =
    [
        (DatabaseOptions.Section, typeof(DatabaseOptions)),
        (AccessOptions.Section, typeof(AccessOptions)),
        (BspOptions.Section, typeof(BspOptions)),
        (WebhookOptions.Section, typeof(WebhookOptions)),
        (OutboxOptions.Section, typeof(OutboxOptions)),
        (ApiOptions.Section, typeof(ApiOptions)),
        (PdfOptions.Section, typeof(PdfOptions)),
        (MeasuringOptions.Section, typeof(MeasuringOptions)),
        .. Enum.GetNames<ServiceComponent>().Select(c => (MeasuringOptions.Section + ":" + c, typeof(ComponentOptions))),
        (MailOptions.Section, typeof(MailOptions)),
        (TicketOptions.Section, typeof(TicketOptions)),
        (GlosaOptions.Section, typeof(GlosaOptions)),
        (SimulatorOptions.Section, typeof(SimulatorOptions)),
    ];

    /// <summary>Adds everything that the portal is made of.</summary>
    public static void AddPortal(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var configuration = builder.Configuration;
        var development = builder.Environment.IsDevelopment();
        services.AddSingleton(UnreadableSettings.HideIn(configuration, Sections));
        if (development)
            SimulatorOptions.ApplyDefaults(configuration);
        services.AddStorageSettings(configuration, builder.Environment.ContentRootPath);

        services.AddSingleton(TimeProvider.System);
        if (development)
            services.AddHostedService<DevelopmentDatabase>();
        services.AddProtection();
        services.AddPersistence();
        services.AddChanges();
        services.AddIdentityModule();
        services.AddCitizens();
        services.AddMessaging();
        services.AddTemplates();
        services.AddConversations();
        services.AddNotices();
        services.AddContract();

        services.AddPortalScreens();
        services.AddContractScreens();
        services.AddPortalAccess(configuration, builder.Environment);
        if (development)
            services.AddSimulation(configuration);
        services.AddPapers();
        services.AddApi();
        services.AddJobs();
        services.AddPortalHealth();
    }
}
