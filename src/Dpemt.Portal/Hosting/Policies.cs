using Dpemt.Portal.Identity;
using Microsoft.AspNetCore.Authorization;

namespace Dpemt.Portal.Web.Hosting;

/// <summary>What a role may do. Pages and endpoints name a policy, never a role.</summary>
public static class Policies
{
    /// <summary>Take and answer conversations.</summary>
    public const string Attend = "atender";

    /// <summary>See queue and conversations, without answering.</summary>
    public const string SeeConversations = "ver-conversas";

    /// <summary>Live board of all receptions, reassigning.</summary>
    public const string Supervise = "supervisionar";

    /// <summary>Template drafts, reviews and submissions.</summary>
    public const string ManageTemplates = "gerir-modelos";

    /// <summary>Availability, consumption, invoices: reading.</summary>
    public const string SeeContract = "ver-contrato";

    /// <summary>Acts of inspection: incidents, exclusions, glosas, attestation.</summary>
    public const string InspectContract = "fiscalizar-contrato";

    /// <summary>Acts of the manager: approval of the month's result.</summary>
    public const string ManageContract = "gerir-contrato";

    /// <summary>Proposing changes of the contract's terms, and deciding those of another person.</summary>
    public const string ChangeTerms = "alterar-termos";

    /// <summary>Requests of data subjects, read log, retention.</summary>
    public const string ProtectData = "proteger-dados";

    /// <summary>Reading the audit trail.</summary>
    public const string SeeAudit = "ver-auditoria";

    /// <summary>Users, receptions, hours, services, flow texts, integrations, API keys, jobs.</summary>
    public const string Administer = "administrar";

    /// <summary>Technical operation: intake, outbox, failures. No message text.</summary>
    public const string Operate = "operar";

    /// <summary>The roles of each policy, by the names that they have in the database.</summary>
    public static IReadOnlyDictionary<string, string[]> RolesByPolicy { get; } = new Dictionary<string, string[]>
    {
        [Attend] = [Roles.Reception, Roles.Supervisor],
        [SeeConversations] = [Roles.Reception, Roles.Supervisor, Roles.DataProtectionOfficer, Roles.Auditor],
        [Supervise] = [Roles.Supervisor],
        [ManageTemplates] = [Roles.Cdi],
        [SeeContract] = [Roles.ContractOfficer, Roles.ContractManager, Roles.Cdi, Roles.Auditor],
        [InspectContract] = [Roles.ContractOfficer],
        [ManageContract] = [Roles.ContractManager],
        [ChangeTerms] = [Roles.ContractOfficer, Roles.ContractManager],
        [ProtectData] = [Roles.DataProtectionOfficer],
        [SeeAudit] = [Roles.DataProtectionOfficer, Roles.Auditor],
        [Administer] = [Roles.Cdi],
        [Operate] = [Roles.Cdi, Roles.Auditor],
    };

    public static AuthorizationBuilder AddPortalPolicies(this AuthorizationBuilder authorization)
    {
        foreach (var (policy, roles) in RolesByPolicy) authorization.AddPolicy(policy, rule => rule.RequireAuthenticatedUser().RequireRole(roles));
        return authorization;
    }
}
