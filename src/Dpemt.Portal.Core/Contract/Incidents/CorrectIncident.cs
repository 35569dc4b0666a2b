using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Corrects start, end, component, scope or description. What it was stays in the timeline.</summary>
public sealed class CorrectIncident(ChangeIncident change)
{
    /// <summary>Corrects. An empty end opens the incident again.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The incident.</param>
    /// <param name="version">The version that she saw.</param>
    /// <param name="form">The facts as they should be.</param>
    /// <param name="reason">Why, at least 5 characters.</param>
    /// <param name="document">What proves it, or null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, IncidentForm form, string reason, long? document, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.Corrected, reason, document, run => Task.FromResult(Apply(run, form, reason)), cancellation);

    private static Refusal? Apply(RunningChange run, IncidentForm form, string reason)
    {
        if ((IncidentRules.Check(form.Start, form.End, form.Description, run.Contract, run.Now) ?? IncidentRules.CheckReason(reason)) is { } refusal)
            return refusal;
        var incident = run.Incident;
        var before = IncidentFacts.Of(incident);
        (incident.Component, incident.Scope, incident.Description) = (form.Component, form.Scope, form.Description.Trim());
        (incident.StartAt, incident.EndAt) = (form.Start.ToUniversalTime(), form.End?.ToUniversalTime());
        incident.State = incident.EndAt is null ? IncidentState.Open : IncidentState.Ended;
        return IncidentFacts.Of(incident) == before ? new("nada-mudou", "Nada foi mudado: os dados são os que já estavam.") : null;
    }
}
