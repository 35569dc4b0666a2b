using Dpemt.Simulator.Auth;
using Dpemt.Simulator.Citizens;
using Dpemt.Simulator.Faults;

namespace Dpemt.Simulator.Sending;

/// <summary>Status of one request, which may not be visible yet.</summary>
internal static class RequestStatusEndpoints
{
    public static void MapRequestStatus(this WebApplication app) =>
        _ = app.MapGet("/client/{from}/v2/requisicao/{id}", Get).Behind("status");

    private static IResult Get(string from, string id, RequestLog log, FaultSwitches faults, TimeProvider clock)
    {
        var request = log.Find(id);
        if (request is null || request.NumberId != from || clock.GetUtcNow() < request.VisibleFrom) return NotYet(faults.Current.NotYet);
        return Results.Json(new
        {
            fromPhoneNumberId = request.NumberId,
            nomeTemplate = request.TemplateName,
            quantidadeMensagens = request.Messages.Count,
            destinatarios = request.Recipients,
            requisicoesEnvio = request.Messages.Zip(request.Recipients).Where(pair => pair.First.State != MessageState.Accepted).Select(pair => Line(pair.First, pair.Second)),
            aguardandoEnvio = request.Messages.Zip(request.Recipients).Where(pair => pair.First.State == MessageState.Accepted).Select(pair => pair.Second),
        });
    }

    private static object Line(Message message, string recipient) => new
    {
        destinatario = recipient,
        idMeta = message.HasMetaId ? message.Id : null,
        mensagemErro = message.FailedAt is null ? null : message.HasMetaId ? message.Failure?.AsyncText : message.Failure?.SyncText,
        timestampEnvioApi = message.At,
        timestampProcessamentoStatusApi = message.ReadAt ?? message.FailedAt ?? message.DeliveredAt ?? message.SentAt,
        sent = message.SentAt,
        delivered = message.DeliveredAt,
        read = message.ReadAt,
        failed = message.FailedAt,
        deleted = (DateTimeOffset?)null,
    };

    private static IResult NotYet(string form) => form switch
    {
        "204" => Results.NoContent(),
        "vazio" => Results.Text("", "application/json"),
        _ => ProviderAnswers.NotFound("Requisição não encontrada"),
    };
}
