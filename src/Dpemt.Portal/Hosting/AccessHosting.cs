using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Web.Features.Identity.Account;
using Dpemt.Portal.Web.Features.Identity.Sessions;
using Dpemt.Portal.Web.Features.Identity.SignIn;
using Dpemt.Portal.Web.Features.Identity.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Identity;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Who may enter: everything is closed unless a page or endpoint opens itself.</summary>
public static class AccessHosting
{
    public static IServiceCollection AddPortalAccess(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        var access = configuration.GetSection(AccessOptions.Section).Get<AccessOptions>() ?? new AccessOptions();
        services.AddOptions<AccessOptions>().BindConfiguration(AccessOptions.Section)
            .Validate(options => options.SessionCheckSeconds is >= 1 and <= 600, "Access:SessionCheckSeconds deve ficar entre 1 e 600.")
            .Validate(options => options.IdleMinutes is >= 5 and <= 1440, "Access:IdleMinutes deve ficar entre 5 e 1440.")
            .Validate(options => options.SignInsPerMinute is >= 5 and <= 10_000, "Access:SignInsPerMinute deve ficar entre 5 e 10000.")
            .ValidateOnStart();
        services.AddRateLimiter(limits => limits.AddPolicy<string, SignInRateLimit>(SignInRateLimit.Policy));
        services.AddIdentity<PortalUser, PortalRole>(ConfigureIdentity)
            .AddEntityFrameworkStores<PortalDbContext>()
            .AddDefaultTokenProviders()
            .AddSignInManager<PortalSignInManager>()
            .AddClaimsPrincipalFactory<PortalClaimsFactory>()
            .AddErrorDescriber<PortugueseIdentityErrors>();
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.FromSeconds(access.SessionCheckSeconds));
        services.ConfigureApplicationCookie(cookie => ConfigureCookie(cookie, access, environment));
        services.AddScoped<AuthenticationStateProvider, CircuitAuthentication>();
        services.AddScoped<PasswordSignIn>();
        services.AddScoped<TwoFactorSetup>();
        services.AddSingleton<UserAdministration>();
        services.AddSingleton<ReceptionChoices>();
        services.AddAuthorizationBuilder()
            .AddPortalPolicies()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }

    private static void ConfigureIdentity(IdentityOptions options)
    {
        options.User.RequireUniqueEmail = true;
        // Length and variety instead of recipes that people work around.
        options.Password.RequiredLength = 12;
        options.Password.RequiredUniqueChars = 6;
        options.Password.RequireDigit = false;
        options.Password.RequireLowercase = false;
        options.Password.RequireUppercase = false;
        options.Password.RequireNonAlphanumeric = false;
        options.Lockout.MaxFailedAccessAttempts = 5;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie, AccessOptions access, IHostEnvironment environment)
    {
        cookie.Cookie.Name = "portal";
        cookie.Cookie.SecurePolicy = environment.IsProduction() ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.LoginPath = "/entrar";
        cookie.ReturnUrlParameter = "voltar";
        cookie.ExpireTimeSpan = TimeSpan.FromMinutes(access.IdleMinutes);
        cookie.SlidingExpiration = true;
        cookie.Events.OnRedirectToAccessDenied = context => AnswerPlainly(context, StatusCodes.Status403Forbidden);
        var toSignIn = cookie.Events.OnRedirectToLogin;
        cookie.Events.OnRedirectToLogin = context =>
            ErrorHosting.IsForMachines(context.Request.Path) ? AnswerPlainly(context, StatusCodes.Status401Unauthorized) : toSignIn(context);
    }

    private static Task AnswerPlainly(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
