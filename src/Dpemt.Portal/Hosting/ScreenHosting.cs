using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dpemt.Portal.Web.Components.Localization;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.WebEncoders;
using MudBlazor;
using MudBlazor.Services;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Blazor, MudBlazor and the one language of the portal.</summary>
public static class ScreenHosting
{
    public static IServiceCollection AddPortalScreens(this IServiceCollection services)
    {
        // Background work formats for people too (reports, notices), and has no request to take a culture from.
        CultureInfo.DefaultThreadCurrentCulture = PortalCulture.Brazil;
        CultureInfo.DefaultThreadCurrentUICulture = PortalCulture.Brazil;

        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddHttpContextAccessor();
        // Accents as they are: smaller pages, and text that a reader of the source can find.
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomCenter;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
            options.SnackbarConfiguration.ShowTransitionDuration = 120;
            options.SnackbarConfiguration.HideTransitionDuration = 120;
            options.SnackbarConfiguration.PreventDuplicates = false;
        });
        services.AddTransient<MudLocalizer, PortugueseMudLocalizer>();
        return services;
    }

    /// <summary>Brazilian Portuguese whatever the browser asks for: the portal speaks one language.</summary>
    public static void UsePortalCulture(this WebApplication app) => app.UseRequestLocalization(new RequestLocalizationOptions
    {
        DefaultRequestCulture = new RequestCulture(PortalCulture.Brazil),
        SupportedCultures = [PortalCulture.Brazil],
        SupportedUICultures = [PortalCulture.Brazil],
        RequestCultureProviders = [],
    });
}
