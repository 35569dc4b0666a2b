namespace Dpemt.Portal.Web.Hosting;

/// <summary>Roles as the database and the policies call them.</summary>
public static class RoleNames
{
    public const string Reception = "Recepcao";
    public const string Supervisor = "Supervisor";
    public const string ContractInspector = "FiscalContrato";
    public const string ContractManager = "Gestor";
    public const string Cdi = "Cdi";
    public const string DataProtection = "Encarregado";
    public const string Auditor = "Auditor";
}
