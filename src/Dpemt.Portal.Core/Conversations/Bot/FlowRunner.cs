using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Persistence;
using Microsoft.Extensions.Logging;

namespace Dpemt.Portal.Conversations.Bot;

/// <summary>Advances the stored flow of a conversation by one event and does what it asks for, all in the caller's transaction.</summary>
public sealed partial class FlowRunner(
    ReceptionDirectory receptions, FlowTableStore tables, RelatoAnalysis analysis, FlowEffects effects, TimeProvider clock, ILogger<FlowRunner> logger)
{
    internal async Task RunAsync(PortalDbContext db, Conversation conversation, Citizen citizen, FlowEvent happened, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var state = FlowState.FromJson(conversation.Flow, out var readable);
        if (!readable)
            LogUnreadable(logger, conversation.Id);
        var context = new FlowContext
        {
            Now = LocalTime.At(now),
            Tables = await tables.GetAsync(cancellation),
            Receptions = await receptions.AtAsync(now, cancellation),
            Citizen = new KnownCitizen(CitizenNames.First(citizen.Name, citizen.ProfileName), citizen.Cpf, citizen.Name, citizen.MotherName, citizen.CityCode),
        };

        for (FlowEvent? next = happened; next is not null;)
        {
            var result = ConversationFlow.Advance(state, next, context);
            state = result.State;
            next = null;
            foreach (var effect in result.Effects)
            {
                if (effect is not Classify classify)
                    await effects.ApplyAsync(db, conversation, citizen, effect, now, cancellation);
                else if (analysis.IsInProcess)
                    next = new RelatoClassified(await analysis.ScoreInProcessAsync(classify.Relato, cancellation));
                else
                    conversation.ClassifyDueAt = now;
            }
        }

        Keep(conversation, citizen, state);
    }

    /// <summary>What the desk and its lists show stands in columns of its own beside the state.</summary>
    private static void Keep(Conversation conversation, Citizen citizen, FlowState state)
    {
        conversation.Flow = state.ToJson();
        conversation.Account = state.Relato ?? conversation.Account;
        conversation.Area = state.Area ?? conversation.Area;
        conversation.CityCode = state.CityCode ?? conversation.CityCode;
        conversation.Urgent = state.Urgent;
        conversation.SilenceDueAt = conversation.State == ConversationState.WithBot ? SilenceOf(citizen) : null;
    }

    private static DateTimeOffset? SilenceOf(Citizen citizen) => ServiceWindow.Until(citizen.LastInboundAt) - CloseSilentConversations.Margin;

    [LoggerMessage(Level = LogLevel.Error, Message = "The stored flow of conversation {Conversation} could not be read; it begins anew.")]
    private static partial void LogUnreadable(ILogger logger, Guid conversation);
}
