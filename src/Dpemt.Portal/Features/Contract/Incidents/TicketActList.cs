using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Tickets;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Web.Features.Contract.Incidents;

/// <summary>What can be done with the ticket of an incident as it stands.</summary>
public sealed class TicketActList(OpenTicket open, AttendTicket attend, RestoreTicket restore, AttachReply reply)
{
    /// <summary>Opens a ticket; null while one runs, or when the incident stands no more.</summary>
    public Act? Open(IncidentPicture picture, Actor who, DateTimeOffset now) =>
        !picture.Incident.Stands || picture.Tickets.Any(t => t.RestoredAt is null) ? null : new Act("Registrar a abertura do chamado", "Registrar chamado", input => open.RunAsync(
            who, picture.Incident.Id, input.Text, input.Instant!.Value, CancellationToken.None))
        {
            Lead = "Abra o chamado no canal da contratada com o texto pronto e registre aqui o protocolo: os prazos da TR 5.6.1 correm da abertura.",
            Text = "Protocolo (pode ser informado depois)",
            Instant = "Aberto em",
            InstantProposed = Second(now),
        };

    /// <summary>The acts on a ticket.</summary>
    public IEnumerable<OfferedAct> For(Ticket ticket, Incident incident, Actor who, DateTimeOffset now)
    {
        if (ticket.AttendedAt is null && ticket.RestoredAt is null)
        {
            yield return new("Atendimento iniciado", new Act("Início do atendimento pela contratada", "Registrar", input =>
                attend.RunAsync(who, ticket.Id, ticket.Version, input.Instant!.Value, CancellationToken.None))
            {
                Instant = "Atendimento iniciado em",
                InstantProposed = Second(now),
            });
        }

        if (ticket.RestoredAt is null)
        {
            yield return new("Serviço restabelecido", new Act("Serviço restabelecido", "Registrar", input =>
                restore.RunAsync(who, ticket.Id, ticket.Version, input.Instant!.Value, CancellationToken.None))
            {
                Lead = incident.EndAt is null ? "Isto para o relógio do chamado. O fim do incidente se registra em “Encerrar”." : null,
                Instant = "Restabelecido em",
                InstantProposed = incident.EndAt is { } end && end >= ticket.OpenedAt ? end : Second(now),
            });
        }

        yield return new("Anexar resposta", new Act("Resposta da contratada", "Anexar", input => input.Document is { } document
            ? reply.RunAsync(who, ticket.Id, ticket.Version, document, CancellationToken.None)
            : Task.FromResult(new Dpemt.Portal.Contract.ContractResult(new Refusal("documento", "Escolha o arquivo da resposta."))))
        {
            Document = "Arquivo da resposta",
        });
    }

    private static DateTimeOffset Second(DateTimeOffset instant) => instant.AddTicks(-(instant.Ticks % TimeSpan.TicksPerSecond));
}
