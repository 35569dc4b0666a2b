using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Consumption.Api;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Months.Api;
using Dpemt.Portal.Contract.Occurrences;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Contract.Tickets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract;

/// <summary>Registers the contract's inspection: terms, measuring, incidents, the month, glosas, papers. One private method per part.</summary>
public static class ContractModule
{
    /// <summary>Adds the module. Everything is a singleton: contexts are made per operation.</summary>
    public static IServiceCollection AddContract(this IServiceCollection services)
    {
        AddTerms(services);
        AddMeasuring(services);
        AddIncidents(services);
        AddTickets(services);
        AddMonths(services);
        AddGlosas(services);
        AddPapers(services);
        AddConsumption(services);
        AddInvoices(services);
        return services;
    }

    private static void AddTerms(IServiceCollection services)
    {
        services.AddSingleton<TermsHistory>();
        services.AddSingleton<CurrentContract>();
        services.AddSingleton<ImportContract>();
        services.AddSingleton<PricesInForce>();
        services.AddSingleton<RuleVersions>();
        services.AddSingleton<ContractQuestions>();
        services.AddSingleton<ProposeTerms>();
        services.AddSingleton<DecideProposal>();
        services.AddSingleton<ProposalBook>();
        services.AddSingleton<IndexSeries>();
        services.AddSingleton<RecordIndexValues>();
        services.AddSingleton<CalculateAdjustment>();
        services.AddSingleton<ProposeAdjustment>();
        services.AddSingleton<AdjustmentBook>();
        services.AddSingleton<ContractDocuments>();
        services.AddSingleton<ContractCalendar>();
    }

    private static void AddMeasuring(IServiceCollection services)
    {
        services.AddOptions<MeasuringOptions>().BindConfiguration(MeasuringOptions.Section).ValidateOnStart();
        // In Development the provider is a simulator on the same machine: the internet says nothing about the way to it.
        services.AddSingleton<IConfigureOptions<MeasuringOptions>>(p => new ConfigureOptions<MeasuringOptions>(options =>
        {
            if (p.GetRequiredService<IHostEnvironment>().IsDevelopment() && p.GetRequiredService<IConfiguration>()[MeasuringOptions.Section + ":" + nameof(MeasuringOptions.ControlAddresses)] is null)
                options.ControlAddresses = "";
        }));
        services.AddSingleton<IValidateOptions<MeasuringOptions>, MeasuringOptionsValidator>();
        services.AddHttpClient(ControlProbe.HttpName, client => client.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        services.AddSingleton<ControlProbe>();
        services.AddSingleton<RunProbe>();
        services.AddSingleton<UsualTraffic>();
        services.AddSingleton<CountTraffic>();
        services.AddSingleton<DecideSuspicion>();
        services.AddSingleton<PackEvidence>();
        services.AddSingleton<CheckEvidence>();
        services.AddSingleton<EvidenceDays>();
        services.AddSingleton<MeasuringStatus>();
        services.AddSingleton<ProbeCost>();
    }

    private static void AddIncidents(IServiceCollection services)
    {
        services.AddSingleton<ChangeIncident>();
        services.AddSingleton<OpenIncident>();
        services.AddSingleton<ReportIncident>();
        services.AddSingleton<CorrectIncident>();
        services.AddSingleton<EndIncident>();
        services.AddSingleton<AnnotateIncident>();
        services.AddSingleton<AttributeCause>();
        services.AddSingleton<ExcludeIncident>();
        services.AddSingleton<IncludeIncident>();
        services.AddSingleton<WithdrawIncident>();
        services.AddSingleton<SplitIncident>();
        services.AddSingleton<JoinIncidents>();
        services.AddSingleton<IncidentList>();
        services.AddSingleton<IncidentFeed>();
        services.AddSingleton<IncidentView>();
        services.AddSingleton<IncidentEffect>();
    }

    private static void AddTickets(IServiceCollection services)
    {
        services.AddOptions<TicketOptions>().BindConfiguration(TicketOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TicketOptions>, TicketOptionsValidator>();
        services.AddSingleton<ChangeTicket>();
        services.AddSingleton<OpenTicket>();
        services.AddSingleton<AttendTicket>();
        services.AddSingleton<RestoreTicket>();
        services.AddSingleton<CorrectTicket>();
        services.AddSingleton<AttachReply>();
        services.AddSingleton<WatchTicketClocks>();
    }

    private static void AddMonths(IServiceCollection services)
    {
        services.AddSingleton<MonthView>();
        services.AddSingleton<MonthHistory>();
        services.AddSingleton<MonthSimulation>();
        services.AddSingleton<YearView>();
        services.AddSingleton<RecordBilledValue>();
        services.AddSingleton<RecordDecision>();
        services.AddSingleton<CloseMonth>();
    }

    private static void AddGlosas(IServiceCollection services)
    {
        services.AddOptions<GlosaOptions>().BindConfiguration(GlosaOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GlosaOptions>, GlosaOptionsValidator>();
        services.AddSingleton<GlosaTime>();
        services.AddSingleton<StartGlosa>();
        services.AddSingleton<StartInvoiceGlosa>();
        services.AddSingleton<MoveGlosa>();
        services.AddSingleton<PreviewGlosa>();
        services.AddSingleton<GlosaList>();
        services.AddSingleton<GlosaDetails>();
        services.AddSingleton<IDeadlineSource, GlosaDeadlines>();
        services.AddSingleton<RecordOccurrence>();
        services.AddSingleton<AddToOccurrence>();
        services.AddSingleton<OccurrenceBook>();
        services.AddSingleton<IDeadlineSource, OccurrenceDeadlines>();
        services.AddSingleton<OpenDeadlines>();
        services.AddSingleton<WatchDeadlines>();
    }

    private static void AddPapers(IServiceCollection services)
    {
        services.AddSingleton<PaperArchive>();
        services.AddSingleton<IssueTechnicalReport>();
        services.AddSingleton<IssueGlosaPaper>();
    }

    private static void AddConsumption(IServiceCollection services)
    {
        services.AddSingleton<MeteredMonths>();
        services.AddSingleton<ConsumptionSimulation>();
    }

    private static void AddInvoices(IServiceCollection services)
    {
        services.AddSingleton<RegisterInvoice>();
        services.AddSingleton<InvoiceList>();
        services.AddSingleton<InvoiceDetails>();
    }
}
