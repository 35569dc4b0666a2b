namespace Dpemt.Portal.Conversations.Flow;

/// <summary>The data that steer the conversation. Each part may be kept by an administrator; the defaults are embedded files.</summary>
public sealed record FlowTables
{
    /// <summary>What the bot says.</summary>
    public required FlowTexts Texts { get; init; }

    /// <summary>Legal areas with the words that point to them.</summary>
    public required Lexicon Lexicon { get; init; }

    /// <summary>What the office does, in the app or by a person.</summary>
    public required IReadOnlyList<FlowService> Services { get; init; }

    /// <summary>Questions answered at any step.</summary>
    public required IReadOnlyList<FrequentQuestion> FrequentQuestions { get; init; }

    /// <summary>The municipalities.</summary>
    public required CityFinder Cities { get; init; }

    /// <summary>Words for yes, no, commands, greetings, emergencies.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>The tables as delivered.</summary>
    public static FlowTables Default { get; } = new()
    {
        Texts = FlowTexts.Default,
        Lexicon = Lexicon.Default,
        Services = FlowService.Defaults,
        FrequentQuestions = FrequentQuestion.Defaults,
        Cities = CityFinder.Default,
        Vocabulary = Vocabulary.Default,
    };
}

/// <summary>Something the office does for citizens (ETP 7, step 12).</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Area">Key of the area.</param>
/// <param name="Name">Name for citizens, such as "Segunda via de declaração".</param>
/// <param name="Keywords">Phrases that point to it in a relato; every word of a phrase must occur.</param>
/// <param name="SelfService">It can be done in the app.</param>
/// <param name="OpenUrl">Opens it in the installed app or on the web; needed for self-service.</param>
/// <param name="InstallUrls">Where to get the app, by platform name; needed for self-service.</param>
/// <param name="Documents">What to bring or have at hand.</param>
public sealed record FlowService(
    string Key,
    string Area,
    string Name,
    IReadOnlyList<string> Keywords,
    bool SelfService,
    string? OpenUrl = null,
    IReadOnlyDictionary<string, string>? InstallUrls = null,
    IReadOnlyList<string>? Documents = null)
{
    /// <summary>The services as delivered.</summary>
    public static IReadOnlyList<FlowService> Defaults { get; } = FlowData.Read<List<FlowService>>("services.json");
}

/// <summary>A question that many ask, answered at any step without losing the place.</summary>
/// <param name="Key">Stable key.</param>
/// <param name="Title">Name in lists.</param>
/// <param name="Phrases">What citizens write; every word of a phrase must occur in a short message.</param>
/// <param name="Answer">Said when the reception is not known yet.</param>
/// <param name="AnswerWithReception">Said when it is, with {recepcao}, {endereco}, {horario}; null: the same as <paramref name="Answer"/>.</param>
public sealed record FrequentQuestion(string Key, string Title, IReadOnlyList<string> Phrases, string Answer, string? AnswerWithReception = null)
{
    /// <summary>The questions as delivered.</summary>
    public static IReadOnlyList<FrequentQuestion> Defaults { get; } = FlowData.Read<List<FrequentQuestion>>("faqs.json");
}
