using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>
/// Takes an incident out of the index: proven fortuitous event or force majeure (TR 5.9.2), or a cause of the office's own
/// (TR 5.7.1). Asks for ground, reason and document. Time that another incident covers as well goes on counting.
/// </summary>
public sealed class ExcludeIncident(ChangeIncident change)
{
    /// <summary>Excludes.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The incident.</param>
    /// <param name="version">The version that she saw.</param>
    /// <param name="ground">On what ground.</param>
    /// <param name="reason">Why, at least 5 characters.</param>
    /// <param name="document">The stored document that proves it; required.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, ExclusionGround ground, string reason, long? document, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.Excluded, reason, document, run => Task.FromResult(Apply(run.Incident, ground, reason, document)), cancellation);

    internal static bool IsOwn(IncidentCause cause) => cause is IncidentCause.DpemtNetwork or IncidentCause.Portal;

    private static Refusal? Apply(Incident incident, ExclusionGround ground, string reason, long? document)
    {
        if (incident.Excluded is not null)
            return new("ja-excluido", "Este incidente já está excluído do cálculo. Para mudar o fundamento, inclua-o de novo antes.");
        if (IncidentRules.CheckReason(reason) is { } refusal)
            return refusal;
        if (document is null)
            return new("documento", "Anexe o documento que comprova: sem prova o incidente conta (TR 5.7.1 e 5.9.2).");
        if (ground == ExclusionGround.OwnCause && !IsOwn(incident.Cause))
            return new("causa", "Para excluir como causa da própria DPEMT, atribua antes a causa: rede da DPEMT ou este portal.");
        (incident.Excluded, incident.ExclusionReason, incident.ExclusionDocumentId) = (ground, reason.Trim(), document);
        return null;
    }
}

/// <summary>Lets an excluded incident count again. The exclusion stays in the timeline.</summary>
public sealed class IncludeIncident(ChangeIncident change)
{
    /// <summary>Includes.</summary>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, string reason, long? document, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.Included, reason, document, run => Task.FromResult(Apply(run.Incident, reason)), cancellation);

    private static Refusal? Apply(Incident incident, string reason)
    {
        if (incident.Excluded is null)
            return new("nao-excluido", "Este incidente já conta no cálculo.");
        if (IncidentRules.CheckReason(reason) is { } refusal)
            return refusal;
        (incident.Excluded, incident.ExclusionReason, incident.ExclusionDocumentId) = (null, null, null);
        return null;
    }
}
