using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>An incident as the person saw it.</summary>
/// <param name="Id">The incident.</param>
/// <param name="Version">Its version.</param>
public sealed record SeenIncident(long Id, int Version);

/// <summary>
/// Makes one incident of several that touch or overlap. The down time stays the same, so pieces with a gap between them, of
/// different components, or of which only some count, are refused.
/// </summary>
public sealed class JoinIncidents(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Most incidents of one act.</summary>
    public const int Most = 20;

    /// <summary>Joins. The result names the new incident.</summary>
    public async Task<ContractResult> RunAsync(Actor who, IReadOnlyList<SeenIncident> seen, string reason, CancellationToken cancellation)
    {
        if (IncidentRules.CheckReason(reason) is { } wrong)
            return new(wrong);
        var ids = seen.Select(s => s.Id).Distinct().ToList();
        if (ids.Count is < 2 or > Most)
            return ContractResult.Refuse("quantos", $"Escolha de 2 a {Most} incidentes para unir.");
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        var parts = await db.Incidents.Where(i => ids.Contains(i.Id)).OrderBy(i => i.StartAt).ThenBy(i => i.Id).ToListAsync(cancellation);
        if (parts.Count != ids.Count)
            return ContractResult.Refuse("incidente", "Um dos incidentes não existe.");
        foreach (var part in parts)
        {
            if (part.Version != seen.First(s => s.Id == part.Id).Version)
                return await ChangeIncident.StaleAsync(db, part.Id, cancellation);
            if (!part.Stands)
                return ChangeIncident.Gone(part);
        }

        if (Check(parts) is { } refusal)
            return new(refusal);
        var whole = Whole(parts, now);
        db.Incidents.Add(whole);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await ReplaceAsync(db, who, parts, whole, reason.Trim(), now, cancellation);
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            return await ChangeIncident.StaleAsync(db, ids[0], cancellation);
        }

        return ContractResult.Ok(whole.Id, await ChangeIncident.ClosedNoteAsync(db, [.. IncidentBook.MonthsOf(whole.StartAt, whole.EndAt, now)], cancellation));
    }

    private static async Task ReplaceAsync(
        PortalDbContext db, Actor who, List<Incident> parts, Incident whole, string reason, DateTimeOffset now, CancellationToken cancellation)
    {
        db.NoteChange(who, whole, IncidentActs.Replacing, null, reason, now, whole.ExclusionDocumentId, parts[0].Id);
        db.AnnounceIncident(whole, null, now);
        foreach (var part in parts)
        {
            var before = IncidentFacts.Of(part);
            part.State = IncidentState.Replaced;
            part.Version++;
            part.ChangedAt = now;
            db.NoteChange(who, part, IncidentActs.Joined, before, reason, now, null, whole.Id);
            db.AnnounceIncident(part, before, now);
        }

        var replaced = parts.ConvertAll(p => p.Id);
        await db.Tickets.Where(t => replaced.Contains(t.IncidentId)).ExecuteUpdateAsync(s => s.SetProperty(t => t.IncidentId, whole.Id), cancellation);
    }

    /// <summary>What stands against joining these, in order of their start; null when nothing does.</summary>
    internal static Refusal? Check(List<Incident> parts)
    {
        if (parts.Exists(p => p.Component != parts[0].Component))
            return new("componentes", "Só se unem incidentes do mesmo componente: o relatório mostra cada componente à parte.");
        if (parts.Exists(p => p.Excluded != parts[0].Excluded))
            return new("exclusao", "Uns contam no cálculo e outros não: unir mudaria o índice. Deixe todos iguais antes de unir.");
        var until = parts[0].EndAt;
        foreach (var part in parts.Skip(1))
        {
            if (until is { } end && part.StartAt > end)
            {
                return new(
                    "intervalo", $"Entre {IncidentTexts.When(end)} e {IncidentTexts.When(part.StartAt)} o serviço funcionou: só se unem incidentes que se tocam ou se sobrepõem.");
            }

            until = until is null || part.EndAt is null ? null : part.EndAt > until ? part.EndAt : until;
        }

        return null;
    }

    /// <summary>The one incident that stands for all of them.</summary>
    internal static Incident Whole(List<Incident> parts, DateTimeOffset now)
    {
        DateTimeOffset? end = parts.Exists(p => p.EndAt is null) ? null : parts.Max(p => p.EndAt);
        var whole = SplitIncident.Piece(parts[0], parts[0].StartAt, end, now);
        whole.Scope = parts.Exists(p => p.Scope == OutageScope.Total) ? OutageScope.Total : OutageScope.Partial;
        whole.Cause = parts.TrueForAll(p => p.Cause == parts[0].Cause) ? parts[0].Cause : IncidentCause.Undetermined;
        whole.Description = Limit(string.Join(" · ", parts.Select(p => p.Description).Distinct()));
        whole.ExclusionReason = whole.Excluded is null ? null : Limit(string.Join(" · ", parts.Select(p => p.ExclusionReason).Distinct()));
        return whole;
    }

    private static string Limit(string text) => text.Length <= IncidentRules.MostText ? text : text[..(IncidentRules.MostText - 1)] + "…";
}
