using Dpemt.Portal.Web.Features.Contract.Incidents;

namespace Dpemt.Portal.Web.Features.Contract;

/// <summary>Registers what the contract's pages are made of.</summary>
internal static class ContractScreens
{
    internal static IServiceCollection AddContractScreens(this IServiceCollection services)
    {
        services.AddSingleton<CountingActs>();
        services.AddSingleton<IncidentActList>();
        services.AddSingleton<TicketActList>();
        return services;
    }
}
