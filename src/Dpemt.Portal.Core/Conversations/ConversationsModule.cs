using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Api;
using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Conversations;

/// <summary>Registers conversations: the bot, the desk, the tables that administrators keep, and what other systems read.</summary>
public static class ConversationsModule
{
    /// <summary>Adds the module. Everything is a singleton: contexts are made per operation.</summary>
    public static IServiceCollection AddConversations(this IServiceCollection services)
    {
        AddBot(services);
        AddDesk(services);
        AddTables(services);
        services.AddSingleton<ISendingStamp, StampReception>();
        services.AddSingleton<ConversationList>();
        services.AddSingleton<ConversationDetails>();
        services.AddSingleton<ConversationMessages>();
        services.AddSingleton<QueueList>();
        return services;
    }

    private static void AddBot(IServiceCollection services)
    {
        services.AddSingleton<IRelatoClassifier>(_ => new LexiconClassifier(Lexicon.Default));
        services.AddSingleton<RelatoAnalysis>();
        services.AddSingleton<FlowEffects>();
        services.AddSingleton<FlowRunner>();
        services.AddSingleton<IInboundHandler, ConverseWithCitizen>();
        services.AddSingleton<ICitizenMerge, MergeConversations>();
        services.AddSingleton<CloseSilentConversations>();
        services.AddSingleton<ClassifyPendingAccounts>();
        // A worker, not a job: the citizen waits for what comes after the analysis.
        services.AddSingleton<IHostedService>(p => new WorkerLoop(
            "relatos", async stop => await p.GetRequiredService<ClassifyPendingAccounts>().RunAsync(stop) > 0, new Signal(), TimeSpan.FromSeconds(1),
            p.GetRequiredService<ILogger<WorkerLoop>>(), p.GetRequiredService<WorkerPulse>()));
    }

    private static void AddDesk(IServiceCollection services)
    {
        services.AddSingleton<DeskWork>();
        services.AddSingleton<TakeFromQueue>();
        services.AddSingleton<HandoverQueue>();
        services.AddSingleton<QueueSummary>();
        services.AddSingleton<TransferTargets>();
        services.AddSingleton<ClaimNext>();
        services.AddSingleton<ClaimConversation>();
        services.AddSingleton<TransferConversation>();
        services.AddSingleton<ReleaseToQueue>();
        services.AddSingleton<TakeOver>();
        services.AddSingleton<ReturnToBot>();
        services.AddSingleton<CloseConversation>();
        services.AddSingleton<SendReply>();
        services.AddSingleton<SendTemplateReply>();
        services.AddSingleton<ResendMessage>();
        services.AddSingleton<SendableTemplates>();
        services.AddSingleton<AttachFile>();
        services.AddSingleton<OpenFile>();
        services.AddSingleton<AddNote>();
        services.AddSingleton<RevealCpf>();
        services.AddSingleton<OpenConversation>();
        services.AddSingleton<ConversationView>();
        services.AddSingleton<ConversationTimeline>();
        services.AddSingleton<DraftStore>();
        services.AddSingleton<PresenceBoard>();
        services.AddSingleton<QuickReplies>();
        services.AddSingleton<SaveQuickReply>();
        services.AddSingleton<DeleteQuickReply>();
    }

    private static void AddTables(IServiceCollection services)
    {
        services.AddSingleton<Demo.SeedReceptions>();
        services.AddSingleton<ReceptionDirectory>();
        services.AddSingleton<ReceptionList>();
        services.AddSingleton<ReceptionDetails>();
        services.AddSingleton<SaveReception>();
        services.AddSingleton<DeleteReception>();
        services.AddSingleton<HolidayList>();
        services.AddSingleton<StateHolidays>();
        services.AddSingleton<SaveHoliday>();
        services.AddSingleton<DeleteHoliday>();
        services.AddSingleton<FlowTableStore>();
        services.AddSingleton<SentenceTrial>();
        services.AddSingleton<ServiceList>();
        services.AddSingleton<SaveService>();
        services.AddSingleton<DeleteService>();
        services.AddSingleton<FrequentQuestionList>();
        services.AddSingleton<SaveFrequentQuestion>();
        services.AddSingleton<DeleteFrequentQuestion>();
        services.AddSingleton<FlowTextList>();
        services.AddSingleton<SaveFlowText>();
        services.AddSingleton<RestoreFlowText>();
    }
}
