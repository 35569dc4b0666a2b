using Dpemt.Portal.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Cuts an incident in two at an instant, so that each part can have its own cause or exclusion. The down time stays the same.</summary>
public sealed class SplitIncident(ChangeIncident change)
{
    /// <summary>Splits. The result names the first of the two new incidents.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="id">The incident; others stand in its place afterwards.</param>
    /// <param name="version">The version that she saw.</param>
    /// <param name="at">After the start and before the end, or before now while it lasts.</param>
    /// <param name="reason">Why, at least 5 characters.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ContractResult> RunAsync(Actor who, long id, int version, DateTimeOffset at, string reason, CancellationToken cancellation)
    {
        var first = 0L;
        var result = await change.RunAsync(who, id, version, IncidentActs.Split, reason, null, async run =>
        {
            var whole = run.Incident;
            if (IncidentRules.CheckReason(reason) is { } refusal)
                return refusal;
            if (at <= whole.StartAt || at >= (whole.EndAt ?? run.Now))
                return new("instante", "O instante da divisão precisa estar depois do início e antes do fim do incidente.");
            var one = Piece(whole, whole.StartAt, at.ToUniversalTime(), run.Now);
            var two = Piece(whole, at.ToUniversalTime(), whole.EndAt, run.Now);
            run.Db.Incidents.AddRange(one, two);
            await run.Db.SaveChangesAsync(cancellation);
            foreach (var piece in new[] { one, two })
            {
                run.Db.NoteChange(who, piece, IncidentActs.Replacing, null, reason.Trim(), run.Now, piece.ExclusionDocumentId, whole.Id);
                run.Db.AnnounceIncident(piece, null, run.Now);
            }

            await run.Db.Tickets.Where(t => t.IncidentId == whole.Id && t.OpenedAt < at)
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.IncidentId, one.Id), cancellation);
            await run.Db.Tickets.Where(t => t.IncidentId == whole.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(t => t.IncidentId, two.Id), cancellation);
            whole.State = IncidentState.Replaced;
            first = one.Id;
            return null;
        }, cancellation);
        return result.Done ? result with { Id = first } : result;
    }

    /// <summary>A part of an incident: everything but its time and its key.</summary>
    internal static Incident Piece(Incident whole, DateTimeOffset start, DateTimeOffset? end, DateTimeOffset now) => new()
    {
        Component = whole.Component,
        Scope = whole.Scope,
        StartAt = start,
        EndAt = end,
        State = end is null ? IncidentState.Open : IncidentState.Ended,
        Origin = whole.Origin,
        OriginName = whole.OriginName,
        Source = whole.Source,
        Description = whole.Description,
        Cause = whole.Cause,
        Excluded = whole.Excluded,
        ExclusionReason = whole.ExclusionReason,
        ExclusionDocumentId = whole.ExclusionDocumentId,
        Version = 1,
        CreatedAt = now,
        ChangedAt = now,
    };
}
