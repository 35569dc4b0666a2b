namespace Dpemt.Portal.Contract.Incidents;

/// <summary>The acts on an incident, as stored in <see cref="IncidentRevision.Act"/>.</summary>
public static class IncidentActs
{
    public const string Opened = "aberto";
    public const string Reported = "informado";
    public const string Ended = "encerrado";
    public const string Corrected = "corrigido";
    public const string Annotated = "anotado";
    public const string Attributed = "causa-atribuida";
    public const string Excluded = "excluido";
    public const string Included = "reincluido";
    public const string Withdrawn = "retirado";
    public const string Split = "dividido";
    public const string Joined = "unido";

    /// <summary>The piece of a split, the whole of a join.</summary>
    public const string Replacing = "criado-no-lugar";

    public const string TicketOpened = "chamado-aberto";
    public const string TicketAttended = "chamado-atendido";
    public const string TicketRestored = "chamado-restabelecido";
    public const string TicketCorrected = "chamado-corrigido";
    public const string TicketAnswered = "chamado-respondido";

    /// <summary>As on screens; an unknown act is shown as it is stored.</summary>
    public static string Label(string act) => act switch
    {
        Opened => "Aberto",
        Reported => "Informado por outro sistema",
        Ended => "Encerrado",
        Corrected => "Corrigido",
        Annotated => "Anotação",
        Attributed => "Causa atribuída",
        Excluded => "Excluído do cálculo",
        Included => "Incluído de novo no cálculo",
        Withdrawn => "Retirado",
        Split => "Dividido",
        Joined => "Unido a outro",
        Replacing => "Criado no lugar de outro",
        TicketOpened => "Chamado aberto",
        TicketAttended => "Atendimento iniciado pela contratada",
        TicketRestored => "Serviço restabelecido",
        TicketCorrected => "Chamado corrigido",
        TicketAnswered => "Resposta da contratada anexada",
        _ => act,
    };
}

/// <summary>Names of causes, states and grounds in the API and on screens.</summary>
public static class IncidentWords
{
    /// <summary>Name on screens.</summary>
    public static string Label(this IncidentCause cause) => cause switch
    {
        IncidentCause.Serpro => "SERPRO (contratada)",
        IncidentCause.Meta => "Meta",
        IncidentCause.DpemtNetwork => "Rede da DPEMT",
        IncidentCause.Portal => "Este portal",
        _ => "A apurar",
    };

    /// <summary>Name in the API.</summary>
    public static string Code(this IncidentCause cause) => cause switch
    {
        IncidentCause.Serpro => "serpro",
        IncidentCause.Meta => "meta",
        IncidentCause.DpemtNetwork => "rede-dpemt",
        IncidentCause.Portal => "portal",
        _ => "a-apurar",
    };

    /// <summary>What a cause means for the month's index, with the clause.</summary>
    public static string Consequence(this IncidentCause cause) => cause switch
    {
        IncidentCause.Meta => "Conta no índice: falha da Meta ou de terceiro não exime a contratada (TR 5.9.2), salvo força maior comprovada.",
        IncidentCause.Serpro => "Conta no índice (TR 5.9.1).",
        IncidentCause.DpemtNetwork or IncidentCause.Portal => "Conta até que seja excluído com documento: só o imputável à contratada gera desconto (TR 5.7.1).",
        _ => "Conta no índice enquanto a causa não é apurada.",
    };

    /// <summary>Name on screens.</summary>
    public static string Label(this IncidentState state) => state switch
    {
        IncidentState.Open => "Em curso",
        IncidentState.Ended => "Encerrado",
        IncidentState.Replaced => "Substituído",
        _ => "Retirado",
    };

    /// <summary>Name in the API.</summary>
    public static string Code(this IncidentState state) => state switch
    {
        IncidentState.Open => "em-curso",
        IncidentState.Ended => "encerrado",
        IncidentState.Replaced => "substituido",
        _ => "retirado",
    };

    /// <summary>Name on screens.</summary>
    public static string Label(this ExclusionGround ground) => ground == ExclusionGround.ForceMajeure
        ? "Caso fortuito ou força maior comprovado (TR 5.9.2)"
        : "Causa da própria DPEMT (TR 5.7.1)";

    /// <summary>Name in the API.</summary>
    public static string Code(this ExclusionGround ground) => ground == ExclusionGround.ForceMajeure ? "forca-maior" : "causa-propria";

    /// <summary>Name on screens.</summary>
    public static string Label(this Availability.OutageScope scope) => scope == Availability.OutageScope.Total ? "Total" : "Parcial";

    /// <summary>Name on screens.</summary>
    public static string Label(this IncidentOrigin origin) => origin switch
    {
        IncidentOrigin.Rule => "Regra das sondas",
        IncidentOrigin.Api => "API",
        _ => "Pessoa",
    };
}
