using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>One change of a ticket as it runs.</summary>
internal sealed record RunningTicketChange(PortalDbContext Db, Ticket Ticket, Incident Incident, DateTimeOffset Now);

/// <summary>What every act on a ticket shares: the version that the person saw, the timeline, trail, announcement, notices of the clocks.</summary>
public sealed class ChangeTicket(IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    internal async Task<ContractResult> RunAsync(
        Actor who, long id, int version, string act, long? document, Func<RunningTicketChange, Task<Refusal?>> apply, Func<Ticket, Ticket, string> words, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Tickets.SingleOrDefaultAsync(t => t.Id == id, cancellation) is not { } ticket)
            return ContractResult.Refuse("chamado", "Este chamado não existe.");
        if (ticket.Version != version)
            return await ChangeIncident.StaleAsync(db, ticket.IncidentId, cancellation);
        if (document is { } proof && !await db.ContractDocuments.AnyAsync(d => d.Id == proof, cancellation))
            return ContractResult.Refuse("documento", "O documento anexado não foi encontrado. Anexe-o de novo.");
        var incident = await db.Incidents.AsNoTracking().SingleAsync(i => i.Id == ticket.IncidentId, cancellation);
        var now = clock.GetUtcNow();
        var before = (Ticket)db.Entry(ticket).CurrentValues.ToObject();
        if (await apply(new(db, ticket, incident, now)) is { } refusal)
            return new(refusal);
        ticket.Version++;
        Note(db, who, incident, ticket, act, words(before, ticket), document, now);
        await db.TellClocksAsync(ticket, incident, now, cancellation);
        try
        {
            await db.SaveChangesAsync(cancellation);
            await transaction.CommitAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            return await ChangeIncident.StaleAsync(db, incident.Id, cancellation);
        }

        return ContractResult.Ok(id);
    }

    /// <summary>The entry of the incident's timeline, the trail and the announcement.</summary>
    internal static void Note(PortalDbContext db, Actor who, Incident incident, Ticket ticket, string act, string words, long? document, DateTimeOffset now)
    {
        db.IncidentRevisions.Add(new IncidentRevision
        {
            IncidentId = incident.Id,
            Version = incident.Version,
            At = now,
            ActorUserId = who.UserId,
            ActorName = who.Name,
            Act = act,
            Reason = words,
            DocumentId = document,
        });
        db.Audit(who, AuditActions.TicketChanged, "chamado", ticket.Id, now, act);
        db.Announce(ChangeTopics.Incident, incident.Id, now);
    }

    /// <summary>Checks an instant of a ticket's life.</summary>
    internal static Refusal? CheckInstant(DateTimeOffset at, DateTimeOffset opened, DateTimeOffset now, string what)
    {
        if (at > now)
            return new("instante-no-futuro", $"{what} não pode estar no futuro.");
        return at < opened ? new("instante-antes", $"{what} não pode ser antes da abertura do chamado, em {IncidentTexts.When(opened)}.") : null;
    }
}
