using System.Text.Json.Serialization;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>Where a citizen stands in the conversation (ETP 7). Stored by name: members are added, never renamed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FlowStep>))]
public enum FlowStep
{
    /// <summary>Nothing was said yet (ETP 7, step 1).</summary>
    Start,

    /// <summary>Welcomed and asked for the matter in the citizen's own words (steps 2 and 3).</summary>
    AskRelato,

    /// <summary>The matter sounds urgent: the emergency numbers were said and a person was offered at once.</summary>
    OfferUrgent,

    /// <summary>Asked for the CPF, not obligatory (step 4).</summary>
    AskCpf,

    /// <summary>Asked for the name, not obligatory (step 4).</summary>
    AskName,

    /// <summary>Asked for the mother's name, not obligatory (step 4).</summary>
    AskMotherName,

    /// <summary>The data were shown back (step 6).</summary>
    ConfirmIdentity,

    /// <summary>Asked which of the data is wrong (step 6).</summary>
    ChooseCorrection,

    /// <summary>Waiting for the scores of the relato (step 8).</summary>
    Analysing,

    /// <summary>Asked what it is about, offering the likely areas (step 9).</summary>
    AskMatter,

    /// <summary>Asked for the city (step 11).</summary>
    AskCity,

    /// <summary>Asked which of several cities, or whether the one found is meant (step 11).</summary>
    ConfirmCity,

    /// <summary>The service is in the app: asked whether it is installed (step 12, yes).</summary>
    OfferSelfService,

    /// <summary>The link was sent: asked whether it worked (step 12, yes).</summary>
    AfterSelfService,

    /// <summary>Offered a person (step 12, no).</summary>
    OfferPerson,

    /// <summary>Waiting for a person in the queue of a reception.</summary>
    Queued,

    /// <summary>A person answers; the bot is silent.</summary>
    WithPerson,

    /// <summary>The menu was shown.</summary>
    Menu,

    /// <summary>The conversation is over; the next message starts another.</summary>
    Ended,
}
