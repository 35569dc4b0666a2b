namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Something the caller has to do, in the order given, in the transaction that stores the new state.</summary>
public abstract record FlowEffect;

/// <summary>Send a message to the citizen. At most one per event.</summary>
public sealed record Say(Bubble Bubble) : FlowEffect;

/// <summary>Analyse the relato and answer with <see cref="RelatoClassified"/> (ETP 7, step 8).</summary>
public sealed record Classify(string Relato) : FlowEffect;

/// <summary>Keep the identification given. Members are null when skipped.</summary>
/// <param name="Cpf">Eleven digits.</param>
/// <param name="Name">Full name.</param>
/// <param name="MotherName">Mother's full name.</param>
/// <param name="Confirmed">The citizen confirmed the data shown back; false when she skipped the confirmation.</param>
public sealed record SaveIdentity(string? Cpf, string? Name, string? MotherName, bool Confirmed) : FlowEffect;

/// <summary>Keep the city of the citizen for the next time.</summary>
/// <param name="CityCode">IBGE code.</param>
public sealed record SaveCity(string CityCode) : FlowEffect;

/// <summary>Put the conversation into the queue of a reception (ETP 7, step 12).</summary>
/// <param name="ReceptionId">Null when the directory knows none at all: the entry must be shown to all.</param>
/// <param name="CityCode">IBGE code, or null when the city could not be learned.</param>
/// <param name="Area">Key of the area.</param>
/// <param name="Service">Key of the service, when one was found.</param>
/// <param name="Relato">The citizen's words, or null when she went straight to a person.</param>
/// <param name="Urgent">The relato names an emergency.</param>
public sealed record Enqueue(int? ReceptionId, string? CityCode, string Area, string? Service, string? Relato, bool Urgent) : FlowEffect;

/// <summary>Take the conversation out of the queue: the citizen no longer wants to wait.</summary>
public sealed record LeaveQueue : FlowEffect;

/// <summary>The medium just received belongs to the conversation and must be kept.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Step">The question it was sent in answer to.</param>
public sealed record NoteMedia(FlowMediaKind Kind, FlowStep Step) : FlowEffect;

/// <summary>The conversation is over.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Farewell">Said if the window still allows it; the caller may drop it. Null when the farewell is a <see cref="Say"/> beside it.</param>
public sealed record Close(FlowCloseReason Reason, Bubble? Farewell = null) : FlowEffect;

/// <summary>Why the bot ended a conversation.</summary>
public enum FlowCloseReason
{
    /// <summary>The citizen wrote "sair".</summary>
    CitizenLeft,

    /// <summary>The citizen said that all is done.</summary>
    Done,

    /// <summary>The service was done in the app.</summary>
    SelfService,

    /// <summary>Nobody wrote for a day.</summary>
    Silence,
}

/// <summary>What <see cref="ConversationFlow.Advance"/> answers.</summary>
/// <param name="State">To be stored.</param>
/// <param name="Effects">To be done, in this order.</param>
public sealed record FlowResult(FlowState State, IReadOnlyList<FlowEffect> Effects)
{
    /// <summary>The message to the citizen, when there is one.</summary>
    public Bubble? Said => Effects.OfType<Say>().FirstOrDefault()?.Bubble;
}
