using Dpemt.Portal.Contract.Incidents;

namespace Dpemt.Portal.Contract.Months;

/// <summary>Words of the month's facts in Portuguese.</summary>
public static class MonthWords
{
    /// <summary>Whose failure it was.</summary>
    public static string Cause(IncidentCause cause) => cause switch
    {
        IncidentCause.Serpro => "SERPRO",
        IncidentCause.Meta => "Meta",
        IncidentCause.DpemtNetwork => "rede da DPEMT",
        IncidentCause.Portal => "este portal",
        _ => "a apurar",
    };

    /// <summary>Why an incident does not count, with its clause.</summary>
    public static string Ground(ExclusionGround ground) => ground == ExclusionGround.ForceMajeure
        ? "caso fortuito ou força maior (TR 5.9.2)"
        : "não imputável à contratada (TR 5.7.1)";

    /// <summary>Where a month stands.</summary>
    public static string State(MonthState state) => state switch
    {
        MonthState.NotInForce => "fora da vigência",
        MonthState.Future => "ainda não começou",
        MonthState.Current => "em curso",
        MonthState.Over => "encerrada, a fechar",
        _ => "fechada",
    };
}
