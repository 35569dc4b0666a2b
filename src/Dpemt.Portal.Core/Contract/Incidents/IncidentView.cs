using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Contract.Tickets;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>One entry of the timeline, in words, with each fact before and after.</summary>
public sealed record TimelineEntry(
    long Id, DateTimeOffset At, string Who, string Act, string? Reason, IReadOnlyList<FactChange> Changes, DocumentLine? Document, long? OtherIncidentId);

/// <summary>One fact that a change touched.</summary>
public sealed record FactChange(string Fact, string Before, string After);

/// <summary>An incident with everything around it.</summary>
/// <param name="Incident">The incident.</param>
/// <param name="Timeline">Oldest first.</param>
/// <param name="Tickets">Newest first.</param>
/// <param name="TicketText">The text for the contractor's form; null without a contract.</param>
/// <param name="TicketChannel">Where tickets are opened; empty when no setting says so.</param>
/// <param name="ExclusionDocument">What proves the exclusion.</param>
/// <param name="Neighbours">Others of the component that touch or overlap it and could be joined with it.</param>
/// <param name="Documents">Of the timeline and the tickets, by id.</param>
/// <param name="Successors">The incidents that stand in its place after a split or a join.</param>
public sealed record IncidentPicture(
    Incident Incident, IReadOnlyList<TimelineEntry> Timeline, IReadOnlyList<Ticket> Tickets, string? TicketText, string TicketChannel,
    DocumentLine? ExclusionDocument, IReadOnlyList<Incident> Neighbours, IReadOnlyDictionary<long, DocumentLine> Documents,
    IReadOnlyList<long> Successors);

/// <summary>Reads one incident whole.</summary>
public sealed class IncidentView(
    IDbContextFactory<PortalDbContext> contexts, CurrentContract contract, ContractDocuments documents, IOptions<TicketOptions> ticketOptions)
{
    /// <summary>Most entries that are read; a timeline of people never gets there.</summary>
    private const int MostEntries = 500;

    /// <summary>Reads it; null when there is none.</summary>
    public async Task<IncidentPicture?> RunAsync(long id, CancellationToken cancellation)
    {
        var terms = await contract.FindAsync(cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (await db.Incidents.AsNoTracking().SingleOrDefaultAsync(i => i.Id == id, cancellation) is not { } incident)
            return null;
        var revisions = await db.IncidentRevisions.AsNoTracking().Where(r => r.IncidentId == id).OrderBy(r => r.Id).Take(MostEntries).ToListAsync(cancellation);
        var tickets = await db.Tickets.AsNoTracking().Where(t => t.IncidentId == id).OrderByDescending(t => t.Id).ToListAsync(cancellation);
        var neighbours = await NeighboursAsync(db, incident, cancellation);
        var ids = revisions.Select(r => r.DocumentId).Concat(tickets.Select(t => t.ReplyDocumentId)).Append(incident.ExclusionDocumentId).OfType<long>().Distinct().ToList();
        var lines = await documents.LinesAsync(ids, cancellation);
        return new(
            incident, Timeline(incident, revisions, lines), tickets,
            terms is null ? null : TicketText.Of(incident, terms, ticketOptions.Value.Contact), ticketOptions.Value.Channel,
            incident.ExclusionDocumentId is { } proof ? lines.GetValueOrDefault(proof) : null, neighbours, lines,
            incident.State == IncidentState.Replaced ? await SuccessorsAsync(db, id, revisions, cancellation) : []);
    }

    private static async Task<List<Incident>> NeighboursAsync(PortalDbContext db, Incident incident, CancellationToken cancellation)
    {
        if (!incident.Stands)
            return [];
        var (id, component, start, end) = (incident.Id, incident.Component, incident.StartAt, incident.EndAt ?? DateTimeOffset.MaxValue);
        return await db.Incidents.AsNoTracking()
            .Where(i => i.Id != id && i.Component == component && (i.State == IncidentState.Open || i.State == IncidentState.Ended)
                && i.StartAt <= end && (i.EndAt == null || i.EndAt >= start))
            .OrderBy(i => i.StartAt).Take(JoinIncidents.Most - 1).ToListAsync(cancellation);
    }

    private static async Task<List<long>> SuccessorsAsync(PortalDbContext db, long id, List<IncidentRevision> revisions, CancellationToken cancellation) =>
        revisions.FindLast(r => r.Act == IncidentActs.Joined)?.OtherIncidentId is { } whole
            ? [whole]
            : await db.IncidentRevisions.AsNoTracking().Where(r => r.OtherIncidentId == id && r.Act == IncidentActs.Replacing)
                .OrderBy(r => r.IncidentId).Select(r => r.IncidentId).ToListAsync(cancellation);

    /// <summary>What each change left behind is what the next one found, or what stands now.</summary>
    private static List<TimelineEntry> Timeline(Incident incident, List<IncidentRevision> revisions, IReadOnlyDictionary<long, DocumentLine> documents)
    {
        var entries = new List<TimelineEntry>();
        var after = IncidentFacts.Of(incident);
        foreach (var revision in Enumerable.Reverse(revisions))
        {
            var before = IncidentFacts.Read(revision.Before);
            entries.Add(new(
                revision.Id, revision.At, revision.ActorName, revision.Act, revision.Reason, before is null ? [] : FactWords.Changes(before, after),
                revision.DocumentId is { } id ? documents.GetValueOrDefault(id) : null, revision.OtherIncidentId));
            after = before ?? after;
        }

        entries.Reverse();
        return entries;
    }
}

/// <summary>Facts in words.</summary>
internal static class FactWords
{
    /// <summary>The facts that differ, each before and after.</summary>
    internal static IReadOnlyList<FactChange> Changes(IncidentFacts before, IncidentFacts after)
    {
        var changes = new List<FactChange>();
        Add("Componente", before.Component?.Label(), after.Component?.Label());
        Add("Abrangência", before.Scope?.Label(), after.Scope?.Label());
        Add("Início", Time(before.StartAt), Time(after.StartAt));
        Add("Fim", before.StartAt is null ? null : Time(before.EndAt) ?? "em curso", after.StartAt is null ? null : Time(after.EndAt) ?? "em curso");
        Add("Situação", before.State?.Label(), after.State?.Label());
        Add("Descrição", before.Description, after.Description);
        Add("Causa", before.Cause?.Label(), after.Cause?.Label());
        Add("No cálculo", before.Excluded is null ? "conta" : "não conta: " + before.Excluded.Value.Label(), after.Excluded is null ? "conta" : "não conta: " + after.Excluded.Value.Label());
        return changes;

        void Add(string fact, string? was, string? is_)
        {
            if (was is not null && is_ is not null && was != is_)
                changes.Add(new(fact, was, is_));
        }
    }

    private static string? Time(DateTimeOffset? instant) => instant is { } at ? $"{ContractTime.Local(at):dd/MM/yyyy HH:mm:ss}" : null;
}
