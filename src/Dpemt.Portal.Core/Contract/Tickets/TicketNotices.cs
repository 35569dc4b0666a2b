using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>What people on duty are told of a ticket. Each key is told once, whoever comes first: an act, or the watch.</summary>
internal static class TicketNotices
{
    internal static Task<bool> TellOpenedAsync(this PortalDbContext db, Ticket ticket, Incident incident, DateTimeOffset now, CancellationToken cancellation) => db.TellAsync(
        NoticeSubjects.Incidents, $"chamado-{ticket.Id}-aberto", $"Chamado {Name(ticket)} aberto: {incident.Component.Label()}", Body(ticket, incident), now, cancellation);

    internal static Task<bool> TellRestoredAsync(this PortalDbContext db, Ticket ticket, Incident incident, DateTimeOffset now, CancellationToken cancellation) => db.TellAsync(
        NoticeSubjects.Incidents, $"chamado-{ticket.Id}-restabelecido", $"Chamado {Name(ticket)}: serviço restabelecido em {IncidentTexts.When(ticket.RestoredAt!.Value)}",
        Body(ticket, incident), now, cancellation);

    /// <summary>Tells what the clocks call for now. True when something was new.</summary>
    internal static async Task<bool> TellClocksAsync(this PortalDbContext db, Ticket ticket, Incident incident, DateTimeOffset now, CancellationToken cancellation)
    {
        var told = false;
        foreach (var (clock, broken) in ticket.Clocks.Told(now))
        {
            var limit = $"{clock.Label.ToLower(System.Globalization.CultureInfo.GetCultureInfo("pt-BR"))} até {IncidentTexts.When(clock.Limit)}";
            told |= await db.TellAsync(
                NoticeSubjects.Incidents,
                $"chamado-{ticket.Id}-{clock.Code}-{(broken ? "estourado" : "30min")}",
                broken ? $"Chamado {Name(ticket)}: prazo estourado, {limit}" : $"Chamado {Name(ticket)}: falta meia hora, {limit}",
                Body(ticket, incident), now, cancellation);
        }

        return told;
    }

    internal static string Name(Ticket ticket) => ticket.Protocol ?? $"do incidente {ticket.IncidentId}";

    private static string Body(Ticket ticket, Incident incident)
    {
        var lines = new List<string> { $"Protocolo: {ticket.Protocol ?? "ainda não informado"}", $"Aberto: {IncidentTexts.When(ticket.OpenedAt)}" };
        lines.AddRange(ticket.Clocks.All.Select(c => $"{c.Label}: {Done(c)}, limite {IncidentTexts.When(c.Limit)} (TR 5.6.1)"));
        lines.Add("");
        lines.Add(IncidentTexts.Facts(incident));
        return string.Join('\n', lines);
    }

    private static string Done(TicketClock clock) => clock.Stopped is { } at ? IncidentTexts.When(at) : "ainda não";
}
