using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>Who may enter: everything is closed unless a page or endpoint opens itself.</summary>
public static class AccessHosting
{
    public static IServiceCollection AddPortalAccess(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(cookie => cookie.LoginPath = "/entrar");
        services.AddAuthorizationBuilder()
            .AddPortalPolicies()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        return services;
    }
}
