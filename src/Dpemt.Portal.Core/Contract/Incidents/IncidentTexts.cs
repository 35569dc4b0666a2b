using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>Sentences about an incident for e-mails and tickets. No personal data.</summary>
internal static class IncidentTexts
{
    internal static string OpenedTitle(Incident incident) => $"Incidente {incident.Id}: {incident.Component.Label()} com indisponibilidade {Scope(incident)} desde {When(incident.StartAt)}";

    internal static string EndedTitle(Incident incident) => $"Incidente {incident.Id}: {incident.Component.Label()} voltou em {When(incident.EndAt!.Value)}";

    internal static string Facts(Incident incident) => string.Join('\n',
        $"Incidente: {incident.Id}",
        $"Componente: {incident.Component.Label()}",
        $"Abrangência: {Scope(incident)}",
        $"Início: {When(incident.StartAt)}",
        incident.EndAt is { } end ? $"Fim: {When(end)} (duração {Duration(end - incident.StartAt)})" : "Fim: em curso",
        $"Descrição: {incident.Description}",
        "",
        "Horários de Cuiabá (UTC-4).");

    internal static string Scope(Incident incident) => incident.Scope == OutageScope.Total ? "total" : "parcial";

    internal static string When(DateTimeOffset instant) => $"{ContractTime.Local(instant):dd/MM/yyyy HH:mm}";

    /// <summary>As in "4 h 05 min" or "12 min 30 s".</summary>
    internal static string Duration(TimeSpan span) => span.TotalHours >= 1
        ? FormattableString.Invariant($"{(long)span.TotalHours} h {span.Minutes:00} min")
        : FormattableString.Invariant($"{span.Minutes} min {span.Seconds:00} s");
}
