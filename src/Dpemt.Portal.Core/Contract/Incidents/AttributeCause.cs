using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Says whose failure it was. Meta counts all the same (TR 5.9.2); the attribution alone never takes an incident out.</summary>
public sealed class AttributeCause(ChangeIncident change)
{
    /// <summary>Attributes, with the reason.</summary>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, IncidentCause cause, string reason, long? document, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.Attributed, reason, document, run => Task.FromResult(Apply(run.Incident, cause, reason)), cancellation);

    private static Refusal? Apply(Incident incident, IncidentCause cause, string reason)
    {
        if (IncidentRules.CheckReason(reason) is { } refusal)
            return refusal;
        if (incident.Cause == cause)
            return new("nada-mudou", $"A causa já é “{cause.Label()}”. Para acrescentar algo, use “Anotar”.");
        if (incident.Excluded == ExclusionGround.OwnCause && !ExcludeIncident.IsOwn(cause))
            return new("excluido", "Este incidente está excluído como causa da própria DPEMT. Inclua-o de novo no cálculo antes de atribuí-lo a outro.");
        incident.Cause = cause;
        return null;
    }
}
