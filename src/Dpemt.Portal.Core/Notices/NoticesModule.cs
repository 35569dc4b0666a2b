using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Notices;

/// <summary>Registers what tells people outside the portal.</summary>
public static class NoticesModule
{
    /// <summary>Adds the module.</summary>
    public static IServiceCollection AddNotices(this IServiceCollection services) => services;
}
