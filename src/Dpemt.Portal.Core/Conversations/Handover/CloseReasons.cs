namespace Dpemt.Portal.Conversations.Handover;

/// <summary>A reason to close a conversation.</summary>
/// <param name="Key">As stored.</param>
/// <param name="Label">On the screen.</param>
public sealed record CloseReason(string Key, string Label);

/// <summary>The reasons that a person chooses from, and those that the bot sets.</summary>
public static class CloseReasons
{
    /// <summary>What the desk may choose, in the order of the screen.</summary>
    public static readonly IReadOnlyList<CloseReason> Desk =
    [
        new("resolvido", "Resolvido"),
        new("orientado", "Orientação dada"),
        new("agendado", "Atendimento agendado"),
        new("encaminhado", "Encaminhado a outro órgão"),
        new("sem-resposta", "O assistido não respondeu"),
        new("fora-da-competencia", "Fora da atribuição da Defensoria"),
        new("engano", "Engano, teste ou mensagem indevida"),
    ];

    /// <summary>What the bot sets.</summary>
    public static readonly IReadOnlyList<CloseReason> Bot =
    [
        new("cidadao-saiu", "O assistido encerrou"),
        new("concluido", "Concluído com o robô"),
        new("autoatendimento", "Autoatendimento no aplicativo"),
        new("silencio", "Sem resposta por um dia"),
        new("unificada", "Unificada com outra conversa da mesma pessoa"),
    ];

    /// <summary>The label of a stored key; the key itself when it is not in the lists any more.</summary>
    public static string LabelOf(string key) => Desk.Concat(Bot).FirstOrDefault(r => r.Key == key)?.Label ?? key;
}
