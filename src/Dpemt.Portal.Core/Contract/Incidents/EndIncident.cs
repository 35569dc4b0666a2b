using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Notes when the service was there again.</summary>
public sealed class EndIncident(ChangeIncident change)
{
    /// <summary>Ends an incident that lasts.</summary>
    /// <param name="who">Who acts.</param>
    /// <param name="id">The incident.</param>
    /// <param name="version">The version that she saw.</param>
    /// <param name="end">First instant with service again; after the start, not in the future.</param>
    /// <param name="reason">How it is known, or null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, DateTimeOffset end, string? reason, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.Ended, string.IsNullOrWhiteSpace(reason) ? null : reason, null, run => ApplyAsync(run, end, cancellation), cancellation);

    internal static async Task<Refusal?> ApplyAsync(RunningChange run, DateTimeOffset end, CancellationToken cancellation)
    {
        var incident = run.Incident;
        if (incident.State != IncidentState.Open)
            return new("ja-encerrado", "Este incidente já está encerrado. Para mudar o fim, use “Corrigir”.");
        if (IncidentRules.CheckTimes(incident.StartAt, end, run.Contract, run.Now) is { } refusal)
            return refusal;
        (incident.EndAt, incident.State) = (end.ToUniversalTime(), IncidentState.Ended);
        await run.Db.TellAsync(
            NoticeSubjects.Incidents, $"incidente-{incident.Id}-encerrado", IncidentTexts.EndedTitle(incident), IncidentTexts.Facts(incident), run.Now, cancellation);
        return null;
    }
}
