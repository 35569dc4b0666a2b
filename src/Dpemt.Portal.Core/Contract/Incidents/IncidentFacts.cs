using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>What can change about an incident, as a revision keeps it. Members that an older entry lacks are null.</summary>
public sealed record IncidentFacts(
    ServiceComponent? Component = null, OutageScope? Scope = null, DateTimeOffset? StartAt = null, DateTimeOffset? EndAt = null, IncidentState? State = null,
    string? Description = null, IncidentCause? Cause = null, ExclusionGround? Excluded = null, string? ExclusionReason = null, long? ExclusionDocumentId = null)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The incident as it stands.</summary>
    public static IncidentFacts Of(Incident incident) => new(
        incident.Component, incident.Scope, incident.StartAt, incident.EndAt, incident.State, incident.Description, incident.Cause,
        incident.Excluded, incident.ExclusionReason, incident.ExclusionDocumentId);

    /// <summary>As stored in <see cref="IncidentRevision.Before"/>.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads what a revision keeps; null when it keeps nothing, or something else.</summary>
    public static IncidentFacts? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<IncidentFacts>(json, Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
