using Dpemt.Portal.Changes;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Testing.SqlServer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Testing.Database;

/// <summary>Builds hosts with the core modules on a test's database, without pages. Two hosts on one database are two portal processes.</summary>
public static class TestServices
{
    /// <summary>
    /// A web application on a free port with persistence, protection, changes, citizens, messaging and templates.
    /// </summary>
    /// <param name="database">The test's database.</param>
    /// <param name="settings">More settings, over the defaults of tests.</param>
    /// <param name="configure">More services, registered last.</param>
    /// <param name="clock">A clock in place of the system's.</param>
    /// <param name="workers">False leaves all background work out, for tests that call it step by step.</param>
    public static WebApplication Build(
        TestDatabase database, IEnumerable<KeyValuePair<string, string?>>? settings = null, Action<IServiceCollection>? configure = null,
        TimeProvider? clock = null, bool workers = true)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = Path.GetTempPath() });
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Bsp:BaseUrl"] = "http://127.0.0.1:9" });
        if (settings is not null)
            builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.Configure<DatabaseOptions>(database.Configure);
        builder.Services.Configure<ProtectionOptions>(o => o.KeyFile = database.KeyFile);
        if (clock is not null)
            builder.Services.AddSingleton(clock);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddRouting();
        builder.Services.AddProtection();
        builder.Services.AddChanges();
        builder.Services.AddPersistence();
        builder.Services.AddSingleton<IInterceptor>(SqlServerTranslation.Instance);
        builder.Services.AddCitizens();
        builder.Services.AddMessaging();
        builder.Services.AddTemplates();
        configure?.Invoke(builder.Services);
        if (!workers)
            RemoveWorkers(builder.Services);
        return builder.Build();
    }

    private static void RemoveWorkers(IServiceCollection services)
    {
        foreach (var worker in services.Where(s => s.ServiceType == typeof(IHostedService) && IsOurs(s)).ToList())
            services.Remove(worker);
    }

    /// <summary>The web server itself is a hosted service too and stays.</summary>
    private static bool IsOurs(ServiceDescriptor service)
    {
        var maker = service.ImplementationType?.Assembly ?? service.ImplementationFactory?.Method.DeclaringType?.Assembly;
        return maker?.GetName().Name?.StartsWith("Dpemt.", StringComparison.Ordinal) == true;
    }
}
