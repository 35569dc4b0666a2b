using System.Text.Encodings.Web;
using System.Text.Unicode;
using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Web.Features.Contract.Availability;
using Dpemt.Portal.Web.Features.Contract.Consumption;
using Dpemt.Portal.Web.Features.Contract.Forecasts;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>Registers and maps the HTTP API for other systems.</summary>
internal static class ApiModule
{
    private const string Root = "/api";
    private const string Base = "/api/v1";

    internal static IServiceCollection AddApi(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>().BindConfiguration(ApiOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ApiOptions>, ApiOptionsCheck>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyAuthentication>(ApiKeyAuthentication.SchemeName, null);
        // Below /api only keys count: no cookie opens it, and a refusal is a problem, never a redirect to the sign-in page.
        services.Configure<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme, cookie =>
            cookie.ForwardDefaultSelector = context => context.Request.Path.StartsWithSegments(Root) ? ApiKeyAuthentication.SchemeName : null);
        var authorization = services.AddAuthorizationBuilder();
        foreach (var scope in ApiScopes.All.Keys)
        {
            authorization.AddPolicy(scope, policy => policy
                .AddAuthenticationSchemes(ApiKeyAuthentication.SchemeName).RequireAuthenticatedUser().RequireClaim(ApiKeyAuthentication.ScopeClaim, scope));
        }

        services.AddRateLimiter(limits => limits.AddPolicy<string, ApiRateLimit>(ApiRateLimit.Policy));
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = ApiProblems.Complete);
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All));
        services.AddApiDocument();
        return services;
    }

    /// <summary>Turns faults and bare statuses below the API's root into problem details. Belongs before authentication.</summary>
    internal static void UseApiProblems(this WebApplication app) => app.UseWhen(
        context => context.Request.Path.StartsWithSegments(Root) || context.Request.Path.StartsWithSegments("/openapi"),
        branch =>
        {
            branch.UseExceptionHandler(new ExceptionHandlerOptions
            {
                StatusCodeSelector = fault => fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
                SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
                ExceptionHandler = context => ApiProblems.WriteAsync(context, context.Response.StatusCode),
            });
            branch.UseStatusCodePages(pages => ApiProblems.WriteAsync(pages.HttpContext, pages.HttpContext.Response.StatusCode));
        });

    internal static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Base).RequireRateLimiting(ApiRateLimit.Policy).DisableAntiforgery();
        api.MapMessages();
        api.MapConversations();
        api.MapQueue();
        api.MapAvailability();
        api.MapIncidents();
        api.MapConsumption();
        api.MapForecast();
        app.MapApiDocument();
    }

    /// <summary>Describes the problems that a call can answer besides 401, 403 and 429, which all can.</summary>
    internal static RouteHandlerBuilder Fails(this RouteHandlerBuilder call, params int[] statuses)
    {
        foreach (var status in statuses.Concat([401, 403, 429]))
            call.ProducesProblem(status);
        return call;
    }
}
