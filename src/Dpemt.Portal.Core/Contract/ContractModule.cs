using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Months.Api;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Contract.Terms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Dpemt.Portal.Contract;

/// <summary>Registers the contract's inspection: terms, measuring, incidents, the month, glosas, papers. One private method per part.</summary>
public static class ContractModule
{
    /// <summary>Adds the module. Everything is a singleton: contexts are made per operation.</summary>
    public static IServiceCollection AddContract(this IServiceCollection services)
    {
        AddTerms(services);
        AddMonths(services);
        AddPapers(services);
        return services;
    }

    private static void AddPapers(IServiceCollection services)
    {
        services.AddSingleton<PaperArchive>();
        services.AddSingleton<IssueTechnicalReport>();
    }

    private static void AddTerms(IServiceCollection services)
    {
        services.AddSingleton<CurrentContract>();
        services.AddSingleton<ImportContract>();
        services.AddSingleton<ContractDocuments>();
        services.AddSingleton<ContractCalendar>();
    }

    private static void AddMonths(IServiceCollection services)
    {
        services.TryAddSingleton<IMonthEvidence, NoEvidence>();
        services.AddSingleton<MonthView>();
        services.AddSingleton<MonthHistory>();
        services.AddSingleton<MonthSimulation>();
        services.AddSingleton<YearView>();
        services.AddSingleton<RecordBilledValue>();
        services.AddSingleton<RecordDecision>();
        services.AddSingleton<CloseMonth>();
    }
}
