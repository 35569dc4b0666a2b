using Dpemt.Portal.Messaging;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Templates;

/// <summary>Registers the module of message templates.</summary>
public static class TemplatesModule
{
    /// <summary>Adds the synchronisation of templates.</summary>
    public static IServiceCollection AddTemplates(this IServiceCollection services)
    {
        services.AddSingleton<SyncTemplates>();
        services.AddSingleton<ISendingStamp, StampCategory>();
        return services;
    }
}
