using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Incidents that the rule over the probes opens and ends, within the transaction of the probe.</summary>
public static class RuleIncidents
{
    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Opens an incident, with its revision, e-mail and announcements. Returns its id. Saves, within the caller's transaction.</summary>
    /// <param name="db">The context of the caller's transaction.</param>
    /// <param name="component">What is down.</param>
    /// <param name="scope">Part or whole.</param>
    /// <param name="start">Start of the first failed probe.</param>
    /// <param name="ruleVersion">Name of the rule.</param>
    /// <param name="description">What was seen, in Portuguese.</param>
    /// <param name="now">The present.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <param name="who">The person who confirmed a suspicion; null when the rule acts by itself.</param>
    public static async Task<long> OpenAsync(
        PortalDbContext db, ServiceComponent component, OutageScope scope, DateTimeOffset start, string ruleVersion, string description, DateTimeOffset now,
        CancellationToken cancellation, Actor? who = null)
    {
        var incident = new Incident
        {
            Component = component,
            Scope = scope,
            StartAt = start,
            State = IncidentState.Open,
            Origin = IncidentOrigin.Rule,
            OriginName = ruleVersion,
            Description = description,
            Version = 1,
            CreatedAt = now,
            ChangedAt = now,
        };
        db.Incidents.Add(incident);
        await db.SaveChangesAsync(cancellation);
        Note(db, who ?? Actor.Portal, incident, "aberto", null, now);
        await db.TellAsync(
            NoticeSubjects.Incidents, $"incidente-{incident.Id}-aberto",
            $"Incidente {incident.Id}: {component.Label()} com indisponibilidade {scope.Code()} desde {When(start)}", Facts(incident), now, cancellation);
        await db.SaveChangesAsync(cancellation);
        return incident.Id;
    }

    /// <summary>
    /// Ends an incident unless a person has ended, withdrawn or replaced it: then what the person did stands. Of one that
    /// was split, the part that lasts ends. False when nothing was left to end.
    /// </summary>
    public static async Task<bool> EndAsync(
        PortalDbContext db, long id, DateTimeOffset end, DateTimeOffset now, CancellationToken cancellation, Actor? who = null)
    {
        var incident = await db.Incidents.SingleAsync(i => i.Id == id, cancellation);
        if (incident.State == IncidentState.Replaced)
        {
            var component = incident.Component;
            incident = await db.Incidents.Where(i => i.State == IncidentState.Open && i.Component == component && i.Origin == IncidentOrigin.Rule)
                .OrderBy(i => i.StartAt).FirstOrDefaultAsync(cancellation);
        }

        if (incident is not { State: IncidentState.Open })
            return false;
        var before = Before(incident);
        incident.State = IncidentState.Ended;
        incident.EndAt = end > incident.StartAt ? end : incident.StartAt;
        incident.ChangedAt = now;
        incident.Version++;
        Note(db, who ?? Actor.Portal, incident, "encerrado", before, now);
        await db.TellAsync(
            NoticeSubjects.Incidents, $"incidente-{incident.Id}-encerrado", $"Incidente {incident.Id}: {incident.Component.Label()} voltou em {When(end)}",
            Facts(incident), now, cancellation);
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    private static void Note(PortalDbContext db, Actor who, Incident incident, string act, string? before, DateTimeOffset now)
    {
        db.IncidentRevisions.Add(new IncidentRevision
        {
            IncidentId = incident.Id,
            Version = incident.Version,
            At = now,
            ActorUserId = who.UserId,
            ActorName = who.Name,
            Act = act,
            Reason = "Regra " + incident.OriginName,
            Before = before,
        });
        db.Audit(who, AuditActions.IncidentChanged, "incidente", incident.Id, now, $"{act} pela regra {incident.OriginName}");
        db.Announce(ChangeTopics.Incident, incident.Id, now);
        var last = BillingMonth.Of(incident.EndAt ?? now);
        for (var month = BillingMonth.Of(incident.StartAt); month <= last; month = month.Plus(1))
            db.Announce(ChangeTopics.ContractMonth, month, now);
    }

    private static string Before(Incident incident) => JsonSerializer.Serialize(
        new
        {
            incident.Component,
            incident.Scope,
            incident.StartAt,
            incident.EndAt,
            incident.State,
            incident.Description,
            incident.Cause,
            incident.Excluded,
            incident.ExclusionReason,
            incident.ExclusionDocumentId,
        },
        Json);

    private static string Facts(Incident incident) => string.Join('\n',
        $"Incidente: {incident.Id}",
        $"Componente: {incident.Component.Label()}",
        $"Abrangência: {incident.Scope.Code()}",
        $"Início: {When(incident.StartAt)}",
        incident.EndAt is { } end ? $"Fim: {When(end)}" : "Fim: em curso",
        $"Descrição: {incident.Description}",
        $"Aberto pela medição: {incident.OriginName}",
        "",
        "Horários de Cuiabá (UTC-4).");

    private static string When(DateTimeOffset instant) => $"{ContractTime.Local(instant):dd/MM/yyyy HH:mm:ss}";
}
