using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>Notes that a ticket was opened at the contractor: the clocks of TR 5.6.1 start.</summary>
public sealed class OpenTicket(IDbContextFactory<PortalDbContext> contexts, CurrentContract contract, TimeProvider clock)
{
    /// <summary>Opens it. One ticket of an incident runs at a time.</summary>
    /// <param name="who">The officer.</param>
    /// <param name="incidentId">The incident.</param>
    /// <param name="protocol">Number that the contractor gave; may follow later.</param>
    /// <param name="openedAt">When it was opened there; not before the incident, not in the future.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ContractResult> RunAsync(Actor who, long incidentId, string? protocol, DateTimeOffset openedAt, CancellationToken cancellation)
    {
        if (await contract.FindAsync(cancellation) is not { } terms)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado ainda.");
        if (TicketRules.CheckProtocol(protocol) is { } wrong)
            return new(wrong);
        var now = clock.GetUtcNow();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        if (await db.Incidents.SingleOrDefaultAsync(i => i.Id == incidentId, cancellation) is not { } incident)
            return ContractResult.Refuse("incidente", "Este incidente não existe.");
        if (!incident.Stands)
            return ChangeIncident.Gone(incident);
        if (openedAt > now)
            return ContractResult.Refuse("instante-no-futuro", "A abertura do chamado não pode estar no futuro.");
        if (openedAt < incident.StartAt)
            return ContractResult.Refuse("instante-antes", $"O chamado não pode ser anterior ao incidente, que começou em {IncidentTexts.When(incident.StartAt)}. Se o início estiver errado, corrija-o antes.");
        if (await db.Tickets.AnyAsync(t => t.IncidentId == incidentId && t.RestoredAt == null, cancellation))
            return ContractResult.Refuse("chamado-em-curso", "Este incidente já tem um chamado em curso.");
        var critical = incident.Scope == OutageScope.Total;
        var ticket = new Ticket
        {
            IncidentId = incidentId,
            Protocol = TicketRules.Clean(protocol),
            Critical = critical,
            OpenedAt = openedAt.ToUniversalTime(),
            AttendBy = critical ? openedAt.ToUniversalTime() + terms.Terms.StartWithin : null,
            RestoreBy = openedAt.ToUniversalTime() + terms.Terms.RestoreWithin,
            OpenedByName = who.Name,
            Version = 1,
            CreatedAt = now,
        };
        // The incident's version guards against two tickets at once: whoever saves second is refused.
        incident.Version++;
        incident.ChangedAt = now;
        db.Tickets.Add(ticket);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            await transaction.RollbackAsync(cancellation);
            db.ChangeTracker.Clear();
            return await ChangeIncident.StaleAsync(db, incidentId, cancellation);
        }

        ChangeTicket.Note(db, who, incident, ticket, IncidentActs.TicketOpened, $"Protocolo {ticket.Protocol ?? "ainda não informado"}, aberto em {IncidentTexts.When(ticket.OpenedAt)}", null, now);
        await db.TellOpenedAsync(ticket, incident, now, cancellation);
        await db.TellClocksAsync(ticket, incident, now, cancellation);
        await db.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return ContractResult.Ok(ticket.Id);
    }
}

/// <summary>Notes when the contractor began to attend.</summary>
public sealed class AttendTicket(ChangeTicket change)
{
    /// <summary>Stops the clock of attendance.</summary>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, DateTimeOffset at, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.TicketAttended, null, run =>
        {
            if (run.Ticket.AttendedAt is not null)
                return Task.FromResult<Refusal?>(new("ja-atendido", "O início do atendimento já está registrado. Para mudá-lo, use “Corrigir chamado”."));
            var refusal = ChangeTicket.CheckInstant(at, run.Ticket.OpenedAt, run.Now, "O início do atendimento")
                ?? (run.Ticket.RestoredAt < at ? new Refusal("instante-depois", "O início do atendimento não pode ser depois do restabelecimento.") : null);
            if (refusal is null)
                run.Ticket.AttendedAt = at.ToUniversalTime();
            return Task.FromResult(refusal);
        }, (_, now) => $"Em {IncidentTexts.When(now.AttendedAt!.Value)}", cancellation);
}

/// <summary>Notes when the service was restored, as far as the ticket goes. The incident's end is an act of its own.</summary>
public sealed class RestoreTicket(ChangeTicket change)
{
    /// <summary>Stops the clock of restoration; and that of attendance, if nobody noted its start.</summary>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, DateTimeOffset at, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.TicketRestored, null, async run =>
        {
            if (run.Ticket.RestoredAt is not null)
                return new("ja-restabelecido", "O restabelecimento já está registrado. Para mudá-lo, use “Corrigir chamado”.");
            if (ChangeTicket.CheckInstant(at, run.Ticket.AttendedAt ?? run.Ticket.OpenedAt, run.Now, "O restabelecimento") is { } refusal)
                return refusal;
            run.Ticket.RestoredAt = at.ToUniversalTime();
            await run.Db.TellRestoredAsync(run.Ticket, run.Incident, run.Now, cancellation);
            return null;
        }, (_, now) => $"Em {IncidentTexts.When(now.RestoredAt!.Value)}", cancellation);
}

/// <summary>What a ticket should say.</summary>
/// <param name="Protocol">Number that the contractor gave, or null.</param>
/// <param name="OpenedAt">When it was opened.</param>
/// <param name="AttendedAt">When attendance began, or null.</param>
/// <param name="RestoredAt">When the service was restored, or null.</param>
public sealed record TicketForm(string? Protocol, DateTimeOffset OpenedAt, DateTimeOffset? AttendedAt, DateTimeOffset? RestoredAt);

/// <summary>Corrects a ticket; what it said before goes into the timeline.</summary>
public sealed class CorrectTicket(ChangeTicket change, CurrentContract contract)
{
    /// <summary>Corrects, with the reason.</summary>
    public async Task<ContractResult> RunAsync(Actor who, long id, int version, TicketForm form, string reason, CancellationToken cancellation)
    {
        if (await contract.FindAsync(cancellation) is not { } terms)
            return ContractResult.Refuse("sem-contrato", "Nenhum contrato foi importado ainda.");
        return await change.RunAsync(
            who, id, version, IncidentActs.TicketCorrected, null, run => Task.FromResult(Apply(run, form, reason, terms.Terms)),
            (before, now) => $"{reason.Trim()} (antes: {TicketRules.Words(before)}; agora: {TicketRules.Words(now)})", cancellation);
    }

    private static Refusal? Apply(RunningTicketChange run, TicketForm form, string reason, ContractTerms terms)
    {
        var ticket = run.Ticket;
        var refusal = IncidentRules.CheckReason(reason) ?? TicketRules.CheckProtocol(form.Protocol)
            ?? ChangeTicket.CheckInstant(form.OpenedAt, run.Incident.StartAt, run.Now, "A abertura do chamado")
            ?? (form.AttendedAt is { } attended ? ChangeTicket.CheckInstant(attended, form.OpenedAt, run.Now, "O início do atendimento") : null)
            ?? (form.RestoredAt is { } restored ? ChangeTicket.CheckInstant(restored, form.AttendedAt ?? form.OpenedAt, run.Now, "O restabelecimento") : null);
        if (refusal is not null)
            return refusal;
        ticket.Protocol = TicketRules.Clean(form.Protocol);
        ticket.OpenedAt = form.OpenedAt.ToUniversalTime();
        ticket.AttendedAt = form.AttendedAt?.ToUniversalTime();
        ticket.RestoredAt = form.RestoredAt?.ToUniversalTime();
        ticket.AttendBy = ticket.Critical ? ticket.OpenedAt + terms.StartWithin : null;
        ticket.RestoreBy = ticket.OpenedAt + terms.RestoreWithin;
        return null;
    }
}

/// <summary>Attaches the contractor's answer.</summary>
public sealed class AttachReply(ChangeTicket change)
{
    /// <summary>Attaches a stored document; a later one takes the place of an earlier one, which stays in the timeline.</summary>
    public Task<ContractResult> RunAsync(Actor who, long id, int version, long document, CancellationToken cancellation) =>
        change.RunAsync(who, id, version, IncidentActs.TicketAnswered, document, run =>
        {
            run.Ticket.ReplyDocumentId = document;
            return Task.FromResult<Refusal?>(null);
        }, (_, _) => "Resposta da contratada", cancellation);
}

internal static class TicketRules
{
    internal static Refusal? CheckProtocol(string? protocol) =>
        protocol?.Trim().Length > 60 ? new("protocolo", "O protocolo passa de 60 caracteres.") : null;

    internal static string? Clean(string? protocol) => string.IsNullOrWhiteSpace(protocol) ? null : protocol.Trim();

    internal static string Words(Ticket ticket) =>
        $"protocolo {ticket.Protocol ?? "não informado"}, aberto {IncidentTexts.When(ticket.OpenedAt)}"
        + $", atendido {(ticket.AttendedAt is { } a ? IncidentTexts.When(a) : "não")}, restabelecido {(ticket.RestoredAt is { } r ? IncidentTexts.When(r) : "não")}";
}
