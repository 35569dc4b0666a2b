using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Dpemt.Portal.Conversations.Flow;

/// <summary>
/// Everything the bot remembers of one citizen's conversation. Immutable; stored as JSON between two messages, so that a restart
/// in the middle of any step loses nothing. It holds personal data: the caller encrypts it before it is stored.
/// </summary>
public sealed record FlowState
{
    private static readonly JsonSerializerOptions Json = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The state of a citizen who never wrote.</summary>
    public static FlowState New { get; } = new();

    /// <summary>The open question.</summary>
    public FlowStep Step { get; init; }

    /// <summary>Steps passed, oldest first, for "voltar"; bounded.</summary>
    public IReadOnlyList<FlowStep> Trail { get; init; } = [];

    /// <summary>The step that the menu covers, to which the citizen may return.</summary>
    public FlowStep? Resume { get; init; }

    /// <summary>The matter in the citizen's words, at most <see cref="RelatoMaxLength"/> characters.</summary>
    public string? Relato { get; init; }

    /// <summary>CPF, eleven digits with right check digits.</summary>
    public string? Cpf { get; init; }

    /// <summary>Full name.</summary>
    public string? Name { get; init; }

    /// <summary>Mother's full name.</summary>
    public string? MotherName { get; init; }

    /// <summary>Fields that the citizen chose not to give.</summary>
    public IReadOnlyList<IdentityField> Skipped { get; init; } = [];

    /// <summary>When each field was last answered, skipped or confirmed: none is asked again within a day.</summary>
    public IReadOnlyDictionary<IdentityField, DateTimeOffset> AskedAt { get; init; } = new Dictionary<IdentityField, DateTimeOffset>();

    /// <summary>The data shown back were confirmed.</summary>
    public bool IdentityConfirmed { get; init; }

    /// <summary>One field is being corrected; the answer leads back to the confirmation.</summary>
    public bool Correcting { get; init; }

    /// <summary>Wrong CPFs in a row.</summary>
    public int WrongCpfs { get; init; }

    /// <summary>The LGPD notice was said in this conversation (ETP 7, step 7). Always true before anyone is queued.</summary>
    public bool PrivacySaid { get; init; }

    /// <summary>Areas that the relato suggests, likeliest first; null until it was analysed.</summary>
    public IReadOnlyList<string>? LikelyAreas { get; init; }

    /// <summary>The page of the whole list of areas that is shown; null while only the likely ones are.</summary>
    public int? AreaPage { get; init; }

    /// <summary>Key of the area the citizen chose.</summary>
    public string? Area { get; init; }

    /// <summary>IBGE code of the city.</summary>
    public string? CityCode { get; init; }

    /// <summary>When the citizen confirmed the city; within a day it is not asked again.</summary>
    public DateTimeOffset? CityConfirmedAt { get; init; }

    /// <summary>IBGE codes of the cities among which the citizen is asked to choose.</summary>
    public IReadOnlyList<string> CandidateCities { get; init; } = [];

    /// <summary>More cities fit than the list shows.</summary>
    public bool MoreCities { get; init; }

    /// <summary>The city could not be learned: the fallback reception takes the conversation.</summary>
    public bool CityGivenUp { get; init; }

    /// <summary>Key of the service found for the relato, when one is.</summary>
    public string? Service { get; init; }

    /// <summary>The app is installed: the link opens it; otherwise the link installs it.</summary>
    public bool AppInstalled { get; init; }

    /// <summary>The citizen asked for a person: only what the queue needs is still asked.</summary>
    public bool WantsPerson { get; init; }

    /// <summary>The relato names an emergency.</summary>
    public bool Urgent { get; init; }

    /// <summary>Answers in a row that were not understood.</summary>
    public int Misunderstood { get; init; }

    /// <summary>When the citizen was last told that a medium was kept, so that an album gets one answer.</summary>
    public DateTimeOffset? MediaSaidAt { get; init; }

    /// <summary>The citizen in the queue was told that what she writes is kept.</summary>
    public bool QueueNoteSaid { get; init; }

    /// <summary>When the full welcome was last said.</summary>
    public DateTimeOffset? WelcomedAt { get; init; }

    /// <summary>Longest relato that is kept, in UTF-16 units: several messages joined.</summary>
    public const int RelatoMaxLength = 4096;

    /// <summary>Writes the state as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>
    /// Reads a stored state. Unknown members are ignored; what cannot be read at all (null) starts the conversation anew, because a citizen
    /// must never be stuck behind a damaged row; <paramref name="wasReadable"/> lets the caller record it.
    /// </summary>
    public static FlowState FromJson(string? json, out bool wasReadable)
    {
        wasReadable = true;
        if (string.IsNullOrEmpty(json))
            return New;
        try
        {
            return JsonSerializer.Deserialize<FlowState>(json, Json) ?? New;
        }
        catch (JsonException)
        {
            wasReadable = false;
            return New;
        }
    }
}
