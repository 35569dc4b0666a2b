using Dpemt.Portal.Protection;
using Dpemt.Portal.Web.Hosting.Settings;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Builds the portal. Tests start the same host as production does, with their own settings on top.</summary>
public static class PortalHost
{
    /// <summary>Builds the host; <paramref name="configure"/> may add settings and services that win over the portal's settings.</summary>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var app = Compose(args, configure);
        app.UsePortal();
        return app;
    }

    /// <summary>
    /// The services alone. Middleware and endpoints ask for database and keys as soon as they are added, so they come
    /// only after the settings have been checked; verbs do without them.
    /// </summary>
    internal static WebApplication Compose(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        // A published portal carries its own wwwroot; `dotnet run` reads the one at the top of the repository.
        var published = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            // The static assets are listed under this name, whichever program (a test runner, for one) starts the host.
            ApplicationName = typeof(PortalHost).Assembly.GetName().Name,
            ContentRootPath = published ? AppContext.BaseDirectory : null,
        });
        if (!published)
            builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        builder.Host.UseDefaultServiceProvider(container => container.ValidateOnBuild = container.ValidateScopes = true);
        builder.AddPortalLogging();
        configure?.Invoke(builder);
        builder.AddPortal();

        var app = builder.Build();
        if (app.Environment.IsDevelopment())
            CreateFirstFiles(app);
        return app;
    }

    /// <summary>Folder of the database and key file, so that a newcomer's first start needs nothing.</summary>
    private static void CreateFirstFiles(WebApplication app)
    {
        var root = app.Environment.ContentRootPath;
        if (app.Configuration["Protection:KeyFile"] is { Length: > 0 } keyFile)
            ProtectionModule.CreateKeyFileIfMissing(Path.Combine(root, keyFile));
        if (StorageSettings.DatabaseFile(app.Configuration, root) is { } file)
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
    }
}
