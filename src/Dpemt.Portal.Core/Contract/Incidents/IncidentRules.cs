using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Incidents;

/// <summary>What must hold of an incident's facts, whoever gives them.</summary>
internal static class IncidentRules
{
    internal const int MostText = 2000;

    /// <summary>Checks times and description; null when all is right.</summary>
    internal static Refusal? Check(DateTimeOffset start, DateTimeOffset? end, string? description, ContractInForce? contract, DateTimeOffset now) =>
        CheckTimes(start, end, contract, now) ?? CheckDescription(description);

    internal static Refusal? CheckTimes(DateTimeOffset start, DateTimeOffset? end, ContractInForce? contract, DateTimeOffset now)
    {
        if (contract is null)
            return new("sem-contrato", "Nenhum contrato foi importado ainda. Importe o contrato antes de registrar incidentes.");
        if (start > now)
            return new("inicio-no-futuro", "O início não pode estar no futuro.");
        if (start < contract.InForce.Start || start >= contract.InForce.End)
            return new("fora-da-vigencia", $"O início está fora da vigência do contrato {contract.Number}, que começou em {ContractTime.DayOf(contract.InForce.Start):dd/MM/yyyy}.");
        if (end is not { } until)
            return null;
        if (until <= start)
            return new("fim-antes-do-inicio", "O fim precisa ser depois do início.");
        if (until > now)
            return new("fim-no-futuro", "O fim não pode estar no futuro. Se o serviço ainda não voltou, deixe o fim em branco.");
        return until > contract.InForce.End ? new("fora-da-vigencia", "O fim está depois da vigência do contrato. Use o último instante da vigência.") : null;
    }

    internal static Refusal? CheckDescription(string? description) => description?.Trim().Length switch
    {
        null or 0 => new("descricao", "Descreva o que aconteceu."),
        > MostText => new("descricao", $"A descrição passa de {MostText} caracteres. Anexe um documento com os detalhes."),
        _ => null,
    };

    internal static Refusal? CheckReason(string? reason) => reason?.Trim().Length switch
    {
        null or < 5 => new("motivo", "Diga o motivo: ele fica na linha do tempo e nos relatórios."),
        > MostText => new("motivo", $"O motivo passa de {MostText} caracteres. Resuma e anexe um documento com os detalhes."),
        _ => null,
    };
}
