using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Identity.Audit;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity;

/// <summary>Registers audit trail and API keys. The host adds ASP.NET Core Identity, which needs a web server.</summary>
public static class IdentityModule
{
    /// <summary>Adds the module with its sealer.</summary>
    public static IServiceCollection AddIdentityModule(this IServiceCollection services)
    {
        services.AddSingleton<SealAuditTrail>();
        services.AddSingleton<CheckAuditTrail>();
        services.AddHostedService<AuditSealer>();
        services.AddSingleton<ApiKeyDirectory>();
        services.AddSingleton<ApiKeyList>();
        services.AddSingleton<CreateApiKey>();
        services.AddSingleton<RevokeApiKey>();
        services.AddSingleton<EnsureDevelopmentKey>();
        return services;
    }
}
