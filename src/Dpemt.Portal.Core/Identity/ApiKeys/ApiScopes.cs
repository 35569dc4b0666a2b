namespace Dpemt.Portal.Identity.ApiKeys;

/// <summary>What a key may do. The names are part of the public surface.</summary>
public static class ApiScopes
{
    /// <summary>Status and history of messages.</summary>
    public const string ReadMessages = "mensagens:ler";

    /// <summary>Conversations and their messages.</summary>
    public const string ReadConversations = "conversas:ler";

    /// <summary>The queues of the receptions.</summary>
    public const string ReadQueue = "fila:ler";

    /// <summary>Sending notifications by template.</summary>
    public const string SendNotifications = "notificacoes:enviar";

    /// <summary>Availability, consumption and forecast of the contract.</summary>
    public const string ReadContract = "contrato:ler";

    /// <summary>Reporting incidents of other monitors.</summary>
    public const string ReportIncidents = "incidentes:registrar";

    /// <summary>Notices that SOLAR pushes.</summary>
    public const string PushSolar = "solar:notificar";

    /// <summary>All scopes with what they allow, in Portuguese.</summary>
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [ReadMessages] = "Consultar a situação das mensagens",
        [ReadConversations] = "Ler as conversas e suas mensagens",
        [ReadQueue] = "Ler a fila das recepções",
        [SendNotifications] = "Enviar notificações por modelo",
        [ReadContract] = "Ler disponibilidade, consumo e previsão do contrato",
        [ReportIncidents] = "Registrar incidentes de outros monitores",
        [PushSolar] = "Entregar avisos do SOLAR",
    };
}
