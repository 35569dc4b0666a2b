namespace Dpemt.Portal.Conversations.Flow;

/// <summary>The bot's conversation (ETP 7): a pure function from state and event to the next state and what has to be done.</summary>
public static class ConversationFlow
{
    /// <summary>Takes one event. Never throws for anything a citizen may send.</summary>
    /// <param name="state">As stored after the event before, or <see cref="FlowState.New"/>.</param>
    /// <param name="happened">The event.</param>
    /// <param name="context">Time, tables, receptions, and what is known of the citizen.</param>
    public static FlowResult Advance(FlowState state, FlowEvent happened, FlowContext context) => new(state, []);
}
