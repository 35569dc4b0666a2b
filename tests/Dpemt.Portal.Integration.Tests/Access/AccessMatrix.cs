using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Integration.Tests.Access;

/// <summary>Who stands behind a request.</summary>
public enum Gate
{
    /// <summary>Everybody, without sign-in.</summary>
    Anonymous,

    /// <summary>The roles of the row, signed in by cookie.</summary>
    Roles,

    /// <summary>Other systems by <c>X-Api-Key</c>; no cookie helps.</summary>
    ApiKey,
}

/// <summary>One page or endpoint.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">The route as it is registered, with its parameters.</param>
/// <param name="Path">An address of it to request.</param>
/// <param name="Gate">How one enters.</param>
/// <param name="AllowedRoles">The roles that may enter, when the gate is <see cref="Gate.Roles"/>.</param>
public sealed record Entrance(string Method, string Pattern, string Path, Gate Gate, IReadOnlyList<string> AllowedRoles)
{
    public override string ToString() => $"{Method} {Pattern}";
}

/// <summary>Every page and endpoint of the portal and who may enter. A new one adds its line here.</summary>
public static class AccessMatrix
{
    private static readonly string[] Everyone = [.. Roles.Labels.Keys];

    private static readonly string[] Contract = [Roles.ContractOfficer, Roles.ContractManager, Roles.Cdi, Roles.Auditor];

    private static readonly string[] Desk = [Roles.Reception, Roles.Supervisor];


    public static IReadOnlyList<Entrance> Entrances { get; } =
    [
        Page("/", Everyone),
        Page("/atendimento/fila", Desk),
        PageAt("/atendimento/conversas/{Id:guid}", "/atendimento/conversas/0198a000-0000-7000-8000-000000000000", Desk),
        PageAt("/atendimento/arquivos/{mediaId:long}", "/atendimento/arquivos/1", Desk),
        Page("/contrato/glosas", Contract),
        PageAt("/contrato/glosas/{Id:long}", "/contrato/glosas/1", Contract),
        Page("/contrato/faturas", Contract),
        Page("/contrato/faturas/nova", Roles.ContractOfficer),
        PageAt("/contrato/faturas/{Id:long}", "/contrato/faturas/1", Contract),
        Page("/contrato/ocorrencias", Contract),
        Page("/contrato/ocorrencias/nova", Roles.ContractOfficer),
        PageAt("/contrato/ocorrencias/{Id:long}", "/contrato/ocorrencias/1", Contract),
        Page("/contrato/sancoes", Contract),
        Page("/contrato/termos", Contract),
        Page("/contrato/termos/propostas", Contract),
        Page("/contrato/termos/propostas/nova", Roles.ContractOfficer, Roles.ContractManager),
        PageAt("/contrato/termos/propostas/{Id:long}", "/contrato/termos/propostas/1", Contract),
        Page("/contrato/termos/reajuste", Contract),
        Page("/contrato/termos/quantitativos", Contract),
        Page("/contrato/termos/questoes", Contract),
        PageAt("/contrato/documentos/{id:long}", "/contrato/documentos/1", Contract),
        Page("/administracao/usuarios", Roles.Cdi),
        Page("/administracao/recepcoes", Roles.Cdi),
        Page("/administracao/recepcoes/nova", Roles.Cdi),
        PageAt("/administracao/recepcoes/{Id:int}", "/administracao/recepcoes/1", Roles.Cdi),
        Page("/administracao/feriados", Roles.Cdi),
        Page("/administracao/servicos", Roles.Cdi),
        Page("/administracao/perguntas", Roles.Cdi),
        Page("/administracao/textos", Roles.Cdi),
        Page("/administracao/respostas-rapidas", Roles.Cdi),
        Page("/contrato/disponibilidade", Contract),
        Page("/contrato/disponibilidade/ano", Contract),
        PageAt("/contrato/disponibilidade/{mes}/versoes/{numero:int}.json", "/contrato/disponibilidade/2026-07/versoes/1.json", Contract),
        PageAt("/contrato/papeis/{Id:long}", "/contrato/papeis/1", Contract),
        PageAt("/contrato/papeis/{id:long}/arquivo/{format}", "/contrato/papeis/1/arquivo/json", Contract),
        Page("/contrato/conferir", Contract),
        Page("/contrato/disponibilidade/medicao", Contract),
        Page("/contrato/incidentes", Contract),
        PageAt("/contrato/incidentes/{Id:long}", "/contrato/incidentes/1", Contract),
        Page("/administracao/avisos", Roles.Cdi),
        Page("/administracao/chaves", Roles.Cdi),
        Page("/conta/senha", Everyone),
        Page("/conta/dois-fatores", Everyone),
        Post("/sair", Everyone),
        PageAt("/jobs/{**path}", "/jobs", Roles.Cdi),

        Api("GET", "/api/v1/conversas"),
        Api("GET", "/api/v1/conversas/{id}", "/api/v1/conversas/0198a000-0000-7000-8000-000000000000"),
        Api("GET", "/api/v1/conversas/{id}/mensagens", "/api/v1/conversas/0198a000-0000-7000-8000-000000000000/mensagens"),
        Api("GET", "/api/v1/mensagens/{id}", "/api/v1/mensagens/0198a000-0000-7000-8000-000000000000"),
        Api("GET", "/api/v1/fila"),
        Api("GET", "/api/v1/contrato/disponibilidade/{mes}", "/api/v1/contrato/disponibilidade/2026-07"),
        Api("POST", "/api/v1/contrato/disponibilidade/simulacao"),
        Api("POST", "/api/v1/contrato/consumo/simulacao"),
        Api("GET", "/api/v1/contrato/incidentes"),
        Api("POST", "/api/v1/contrato/incidentes"),

        Open("/entrar"),
        Open("/entrar/codigo"),
        Open("/nao-encontrada"),
        Open("/erro/{Code:int}", "/erro/404"),
        Open("/webhooks/whatsapp/{secret}", "/webhooks/whatsapp/desconhecido", "POST"),
        Open("/webhooks/whatsapp/{secret}", "/webhooks/whatsapp/desconhecido"),
        Open("/openapi/{documentName}.json", "/openapi/v1.json"),
        Open("/api/docs/{documentName?}", "/api/docs"),
        Open("/api/docs/scalar.js"),
        Open("/api/docs/scalar.aspnetcore.js"),
        Open("/api/docs/favicon.svg"),
        Open("/health/live"),
        Open("/health/ready"),
    ];

    private static Entrance Page(string pattern, params string[] roles) => new("GET", pattern, pattern, Gate.Roles, roles);

    private static Entrance PageAt(string pattern, string path, params string[] roles) => new("GET", pattern, path, Gate.Roles, roles);

    private static Entrance Post(string pattern, params string[] roles) => new("POST", pattern, pattern, Gate.Roles, roles);

    private static Entrance Open(string pattern, string? path = null, string method = "GET") => new(method, pattern, path ?? pattern, Gate.Anonymous, []);

    private static Entrance Api(string method, string pattern, string? path = null) => new(method, pattern, path ?? pattern, Gate.ApiKey, []);
}
