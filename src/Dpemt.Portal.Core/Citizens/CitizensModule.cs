using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Citizens;

/// <summary>Registers the citizens' module.</summary>
public static class CitizensModule
{
    /// <summary>Adds look-up and recognition of citizens.</summary>
    public static IServiceCollection AddCitizens(this IServiceCollection services)
    {
        services.AddSingleton<CitizenIndex>();
        services.AddSingleton<CitizenDirectory>();
        services.AddScoped<RecogniseCitizen>();
        return services;
    }
}
