using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.SqlServer;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using MudBlazor.Services;

namespace Dpemt.Portal.Web.Tests.Features.Conversations;

/// <summary>What the desk's components need, on a test's own database; no worker runs.</summary>
internal static class DeskServices
{
    internal static void AddDesk(this IServiceCollection services, TestDatabase database, TimeProvider clock)
    {
        services.AddMudServices();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Bsp:BaseUrl"] = "http://127.0.0.1:9" }).Build());
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        services.Configure<DatabaseOptions>(database.Configure);
        services.Configure<ProtectionOptions>(options => options.KeyFile = database.KeyFile);
        services.AddSingleton(clock);
        services.AddProtection();
        services.AddChanges();
        services.AddPersistence();
        services.AddSingleton<IInterceptor>(SqlServerTranslation.Instance);
        services.AddCitizens();
        services.AddMessaging();
        services.AddTemplates();
        services.AddConversations();
    }
}
