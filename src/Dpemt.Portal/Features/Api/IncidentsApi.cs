using System.ComponentModel;
using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Conversations.Api;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.ApiKeys;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Dpemt.Portal.Web.Features.Api;

/// <summary>An incident, as other systems read it.</summary>
/// <param name="Id">Number of the incident.</param>
/// <param name="Componente"><c>autenticacao</c>, <c>envio</c>, <c>recebimento</c>, <c>modelos</c>, <c>status</c> or <c>historico</c>.</param>
/// <param name="Abrangencia"><c>parcial</c> or <c>total</c>.</param>
/// <param name="Inicio">First instant without service.</param>
/// <param name="Fim">First instant with service again; null while it lasts.</param>
/// <param name="Situacao"><c>em-curso</c>, <c>encerrado</c>, <c>substituido</c> or <c>retirado</c>.</param>
/// <param name="Causa"><c>a-apurar</c>, <c>serpro</c>, <c>meta</c>, <c>rede-dpemt</c> or <c>portal</c>.</param>
/// <param name="Conta">True when its time counts in the index.</param>
/// <param name="Exclusao"><c>forca-maior</c> or <c>causa-propria</c>; null while it counts.</param>
/// <param name="Descricao">What happened.</param>
/// <param name="Origem">What the monitor that reported it calls itself; null for others.</param>
/// <param name="ChaveIdempotencia">The key of the report; only for who reported it.</param>
internal sealed record IncidentItem(
    long Id, string Componente, string Abrangencia, DateTimeOffset Inicio, DateTimeOffset? Fim, string Situacao, string Causa, bool Conta, string? Exclusao,
    string Descricao, string? Origem, string? ChaveIdempotencia);

/// <summary>An incident that another monitor reports.</summary>
/// <param name="Componente"><c>autenticacao</c>, <c>envio</c>, <c>recebimento</c>, <c>modelos</c>, <c>status</c> or <c>historico</c>.</param>
/// <param name="Abrangencia"><c>parcial</c> or <c>total</c>.</param>
/// <param name="Inicio">First instant without service, with offset.</param>
/// <param name="Fim">First instant with service again; left out while it lasts.</param>
/// <param name="Descricao">What happened, up to 2000 characters, no personal data.</param>
/// <param name="Origem">Name of the monitor, up to 100 characters.</param>
/// <param name="ChaveIdempotencia">Key of this incident at the monitor, up to 100 characters.</param>
internal sealed record IncidentRequest(
    string? Componente, string? Abrangencia, string? Inicio, string? Fim, string? Descricao, string? Origem, string? ChaveIdempotencia);

/// <summary>Incidents of the contract.</summary>
internal static class IncidentsApi
{
    internal static void MapIncidents(this RouteGroupBuilder api)
    {
        var group = api.MapGroup("/contrato/incidentes").WithTags("Contrato");
        group.MapGet("", ListAsync)
            .RequireAuthorization(ApiScopes.ReadContract)
            .WithSummary("Incidentes do contrato")
            .WithDescription("Do que começou por último para o mais antigo. Sem “situacao”, os que valem: em curso e encerrados.")
            .WithMetadata(new ApiExample(ApiExamples.Incidents))
            .Fails(400);
        group.MapPost("", ReportAsync)
            .RequireAuthorization(ApiScopes.ReportIncidents)
            .WithSummary("Registrar um incidente de outro monitor")
            .WithDescription(
                "A mesma “chaveIdempotencia” da mesma chave de API é o mesmo incidente: repetir não muda nada e dá a mesma resposta. Para informar o fim de um incidente em curso, "
                + "repita o pedido com “fim”. O que uma pessoa corrigiu no portal não é desfeito.")
            .WithMetadata(new ApiExample(ApiExamples.Incident), new ApiRequestExample(ApiExamples.IncidentReport))
            .Fails(400, 409, 415, 422);
    }

    private static async Task<Results<Ok<ApiPage<IncidentItem>>, ProblemHttpResult>> ListAsync(
        IncidentFeed feed, HttpContext context,
        [Description("Só os que tocam esta competência, como 2026-07.")] string? competencia,
        [Description("Só deste componente.")] string? componente,
        [Description("Só nesta situação: em-curso, encerrado, substituido ou retirado.")] string? situacao,
        [Description("Lugar da próxima página, da resposta anterior.")] string? cursor,
        [Description("Itens por página, de 1 a 200; 50 quando ausente.")] string? limite,
        CancellationToken cancellation)
    {
        if (ApiParameters.Page(cursor, limite, IncidentFeed.MaxLimit, out var size) is { } problem)
            return problem;
        BillingMonth? month = null;
        if (!string.IsNullOrEmpty(competencia))
        {
            if (!BillingMonth.TryParse(competencia, out var read))
                return ApiProblems.BadParameter("competencia-invalida", "“competencia” é ano e mês, como 2026-07.");
            month = read;
        }

        if (!string.IsNullOrEmpty(componente) && ServiceComponents.Find(componente) is null)
            return BadComponent();
        IncidentState? state = null;
        if (!string.IsNullOrEmpty(situacao))
        {
            var at = Array.FindIndex(Enum.GetValues<IncidentState>(), s => s.Code() == situacao);
            if (at < 0)
                return ApiProblems.BadParameter("situacao-invalida", "“situacao” é em-curso, encerrado, substituido ou retirado.");
            state = (IncidentState)at;
        }

        var page = await feed.RunAsync(new(month, ServiceComponents.Find(componente), state, cursor, size), cancellation);
        return TypedResults.Ok(new ApiPage<IncidentItem>([.. page.Incidents.Select(i => Item(i, context))], page.Cursor));
    }

    private static async Task<Results<Created<IncidentItem>, Ok<IncidentItem>, ProblemHttpResult>> ReportAsync(
        IncidentRequest request, ReportIncident report, IncidentFeed feed, HttpContext context, CancellationToken cancellation)
    {
        if (Read(request, out var read) is { } problem)
            return problem;
        var reported = await report.RunAsync(Actor.System(NameOf(context)), read!, cancellation);
        if (reported.Result.Refusal is { } refusal)
        {
            return refusal.Code == "chave-de-outro-incidente"
                ? ApiProblems.Refuse(StatusCodes.Status409Conflict, refusal.Code, "Chave já usada", refusal.Message)
                : ApiProblems.Refuse(StatusCodes.Status422UnprocessableEntity, refusal.Code, "Regra não atendida", refusal.Message);
        }

        var item = Item((await feed.FindAsync(reported.Result.Id!.Value, cancellation))!, context) with { ChaveIdempotencia = read!.Key };
        return reported.Created ? TypedResults.Created((string?)null, item) : TypedResults.Ok(item);
    }

    private static ProblemHttpResult? Read(IncidentRequest request, out IncidentReport? report)
    {
        report = null;
        if (ServiceComponents.Find(request.Componente) is not { } component)
            return BadComponent();
        if (ServiceComponents.FindScope(request.Abrangencia) is not { } scope)
            return ApiProblems.BadParameter("abrangencia-invalida", "“abrangencia” é parcial ou total.");
        if (Instant(request.Inicio) is not { } start)
            return ApiProblems.BadParameter("inicio-invalido", "“inicio” é obrigatório: um instante ISO 8601 com fuso, como 2026-07-03T10:00:00-04:00.");
        if (!string.IsNullOrEmpty(request.Fim) && Instant(request.Fim) is null)
            return ApiProblems.BadParameter("fim-invalido", "“fim” é um instante ISO 8601 com fuso, como 2026-07-03T14:00:00-04:00, ou nulo enquanto dura.");
        if (request.ChaveIdempotencia?.Trim() is not { Length: > 0 and <= ReportIncident.MostLetters } key)
            return ApiProblems.BadParameter("chave-invalida", $"“chaveIdempotencia” é obrigatória, com até {ReportIncident.MostLetters} caracteres.");
        if (request.Origem?.Trim() is not { Length: > 0 and <= ReportIncident.MostLetters } source)
            return ApiProblems.BadParameter("origem-invalida", $"“origem” é obrigatória: o nome do monitor, com até {ReportIncident.MostLetters} caracteres.");
        report = new(new(component, scope, start, Instant(request.Fim), request.Descricao ?? ""), source, key);
        return null;
    }

    /// <summary>An instant without its offset would be read in the zone of this machine: it is refused.</summary>
    private static DateTimeOffset? Instant(string? text) =>
        text is not null && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        && (text.EndsWith('Z') || text.EndsWith('z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf('T', StringComparison.OrdinalIgnoreCase))
        && text.Contains('T', StringComparison.OrdinalIgnoreCase)
            ? instant.ToUniversalTime()
            : null;

    private static ProblemHttpResult BadComponent() => ApiProblems.BadParameter(
        "componente-invalido", "“componente” é um destes: " + string.Join(", ", ServiceComponents.All.Select(c => c.Code())) + ".");

    private static IncidentItem Item(Incident incident, HttpContext context) => new(
        incident.Id, incident.Component.Code(), incident.Scope.Code(), ContractTime.Local(incident.StartAt), incident.EndAt is { } end ? ContractTime.Local(end) : null,
        incident.State.Code(), incident.Cause.Code(), incident.Stands && incident.Excluded is null, incident.Excluded?.Code(), incident.Description, incident.Source,
        incident.OriginName == NameOf(context) ? incident.IdempotencyKey : null);

    private static string NameOf(HttpContext context) => context.User.Identity!.Name!;
}
