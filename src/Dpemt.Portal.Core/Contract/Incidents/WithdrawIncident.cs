using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Takes back an incident that was entered by mistake: it counts no more and stays readable.</summary>
public sealed class WithdrawIncident(ChangeIncident change)
{
    /// <summary>Withdraws, with the reason. An interruption that did happen is excluded instead, with its proof.</summary>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, string reason, long? document, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.Withdrawn, reason, document, run =>
        {
            if (IncidentRules.CheckReason(reason) is { } refusal)
                return Task.FromResult<Refusal?>(refusal);
            run.Incident.State = IncidentState.Withdrawn;
            return Task.FromResult<Refusal?>(null);
        }, cancellation);
}
