using Dpemt.Portal.Identity.Sessions;
using Dpemt.Portal.Identity.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Identity;

/// <summary>Registers users, sessions and their administration. The host adds the sign-in itself.</summary>
public static class IdentityModule
{
    public static IServiceCollection AddIdentityModule(this IServiceCollection services)
    {
        services.AddSingleton<PrepareRoles>();
        services.AddSingleton<UserList>();
        services.AddSingleton<CreateUser>();
        services.AddSingleton<ChangeUser>();
        services.AddSingleton<SetUserEnabled>();
        services.AddSingleton<UnlockUser>();
        services.AddSingleton<ResetPassword>();
        services.AddSingleton<ResetTwoFactor>();
        services.AddSingleton<SessionCheck>();
        services.AddSingleton<RecordAccountEvent>();
        return services;
    }
}
