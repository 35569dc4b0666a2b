namespace Dpemt.Portal.Identity;

/// <summary>The roles of the portal, as stored.</summary>
public static class Roles
{
    /// <summary>Recepção: answers citizens of the receptions that she is bound to.</summary>
    public const string Reception = "Recepcao";

    /// <summary>Supervisor of the desk: of the receptions that she is bound to, or of all when bound to none.</summary>
    public const string Supervisor = "Supervisor";

    /// <summary>Fiscal de contrato.</summary>
    public const string ContractOfficer = "FiscalContrato";

    /// <summary>Gestor do contrato.</summary>
    public const string ContractManager = "Gestor";

    /// <summary>CDI: administers templates, texts, users, integrations.</summary>
    public const string Cdi = "Cdi";

    /// <summary>Encarregado de dados (LGPD).</summary>
    public const string DataProtectionOfficer = "Encarregado";

    /// <summary>Auditor: reads the trail.</summary>
    public const string Auditor = "Auditor";

    /// <summary>All roles with their names on the screen.</summary>
    public static readonly IReadOnlyDictionary<string, string> Labels = new Dictionary<string, string>
    {
        [Reception] = "Recepção",
        [Supervisor] = "Supervisor",
        [ContractOfficer] = "Fiscal de contrato",
        [ContractManager] = "Gestor",
        [Cdi] = "CDI",
        [DataProtectionOfficer] = "Encarregado",
        [Auditor] = "Auditor",
    };
}
