namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Something that happened in one conversation.</summary>
public abstract record FlowEvent;

/// <summary>The citizen wrote free text.</summary>
/// <param name="Text">As received; may hold anything.</param>
public sealed record TextReceived(string Text) : FlowEvent;

/// <summary>The citizen tapped a button or a row of a list, perhaps of an old bubble.</summary>
/// <param name="Id">The id given in <see cref="BubbleOption.Id"/>.</param>
/// <param name="Title">The title as the provider returned it; read as text when the id belongs to no open question.</param>
public sealed record OptionChosen(string Id, string Title) : FlowEvent;

/// <summary>The citizen sent something that is not text.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Caption">Words sent with it; understood as text when there are any.</param>
public sealed record MediaReceived(FlowMediaKind Kind, string? Caption = null) : FlowEvent;

/// <summary>The citizen shared a place.</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
public sealed record LocationReceived(double Latitude, double Longitude) : FlowEvent;

/// <summary>The answer to <see cref="Classify"/>.</summary>
/// <param name="Scores">Likeliest first; empty when nothing is known.</param>
public sealed record RelatoClassified(IReadOnlyList<AreaScore> Scores) : FlowEvent;

/// <summary>The citizen has been silent for about 24 h. Fire it shortly before the window closes, so that the farewell may still be sent.</summary>
public sealed record SilenceElapsed : FlowEvent;

/// <summary>A person took the conversation out of the queue.</summary>
public sealed record PersonJoined : FlowEvent;

/// <summary>The person is done.</summary>
/// <param name="ReturnedToBot">True: the bot goes on with the menu; false: the desk closed the conversation and said farewell itself.</param>
public sealed record PersonEnded(bool ReturnedToBot) : FlowEvent;

/// <summary>Kinds of content that are not text.</summary>
public enum FlowMediaKind
{
    /// <summary>Voice or other sound.</summary>
    Audio,

    /// <summary>Picture.</summary>
    Image,

    /// <summary>Film.</summary>
    Video,

    /// <summary>File.</summary>
    Document,

    /// <summary>Sticker.</summary>
    Sticker,

    /// <summary>A contact card.</summary>
    Contact,

    /// <summary>Anything else the provider may deliver.</summary>
    Other,
}
