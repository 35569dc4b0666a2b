using Dpemt.Portal.Web.Components;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Composes the portal. Tests start the same host as production does, with their own settings on top.</summary>
public static class PortalHost
{
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
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
        if (!published) builder.WebHost.UseStaticWebAssets();
        configure?.Invoke(builder);

        builder.Services.AddPortalScreens();
        builder.Services.AddPortalAccess();

        var app = builder.Build();
        app.UsePortalErrors();
        app.UsePortalCulture();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
