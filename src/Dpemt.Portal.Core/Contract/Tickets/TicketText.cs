using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Tickets;

/// <summary>The text to paste into the contractor's ticket form.</summary>
public static class TicketText
{
    /// <summary>Facts, clauses and limits, without personal data.</summary>
    /// <param name="incident">The incident.</param>
    /// <param name="contract">The contract.</param>
    /// <param name="contact">How the contractor reaches the office; left out when empty.</param>
    public static string Of(Incident incident, ContractInForce contract, string contact)
    {
        var critical = incident.Scope == OutageScope.Total;
        var lines = new List<string>
        {
            $"Abertura de chamado – contrato {contract.Number}, processo {contract.Terms.Process}",
            "Contratante: Defensoria Pública do Estado de Mato Grosso",
            $"Contratada: {contract.Terms.ContractorName}, CNPJ {contract.Terms.ContractorCnpj}",
            "",
            critical ? "INCIDENTE CRÍTICO: indisponibilidade total." : "Incidente: indisponibilidade parcial.",
            $"Componente: {incident.Component.Label()}",
            $"Início: {IncidentTexts.When(incident.StartAt)} (horário de Cuiabá, UTC-4)",
            incident.EndAt is { } end ? $"Fim observado: {IncidentTexts.When(end)}" : "O serviço ainda não voltou.",
            $"O que se observa: {incident.Description}",
            $"Nosso registro: incidente {incident.Id}.",
            "",
            "Solicitamos:",
        };
        if (critical)
            lines.Add($"- início do atendimento em até {Hours(contract.Terms.StartWithin)} (TR 5.6.1, incidente crítico, 24x7);");
        lines.Add($"- restabelecimento do serviço em até {Hours(contract.Terms.RestoreWithin)} (TR 5.6.1);");
        lines.Add("- o número do protocolo, a causa e as providências tomadas.");
        lines.Add("");
        lines.Add("A indisponibilidade é medida para os fins dos itens 5.6 e 5.7 do Termo de Referência; falha de terceiros não exime a contratada (TR 5.9.2).");
        if (contact.Trim() is { Length: > 0 } address)
            lines.Add($"Contato da Defensoria: {address}");
        return string.Join('\n', lines);
    }

    private static string Hours(TimeSpan span) => span.Minutes == 0 ? $"{(int)span.TotalHours} h" : $"{(int)span.TotalHours} h {span.Minutes} min";
}
