using Dpemt.Portal.Identity.ApiKeys;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Identity.Sessions;
using Dpemt.Portal.Identity.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity;

/// <summary>Registers users, sessions, API keys and the audit trail. The host adds the sign-in itself.</summary>
public static class IdentityModule
{
    /// <summary>Adds the module with the sealer of the trail.</summary>
    public static IServiceCollection AddIdentityModule(this IServiceCollection services)
    {
        services.AddSingleton<PrepareRoles>();
        services.AddSingleton<SealUserTokens>();
        services.AddSingleton<UserList>();
        services.AddSingleton<CreateUser>();
        services.AddSingleton<ChangeUser>();
        services.AddSingleton<SetUserEnabled>();
        services.AddSingleton<UnlockUser>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<ResetTwoFactor>();
        services.AddSingleton<SessionCheck>();
        services.AddSingleton<RecordAccountEvent>();

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
