namespace Dpemt.Portal.Contract.Availability;

/// <summary>The contracted components (TR 5.5.1.2, 5.3.5.2–4). The numbers are stored.</summary>
public enum ServiceComponent
{
    Authentication = 0,
    Sending = 1,
    Receiving = 2,
    Templates = 3,
    Status = 4,
    History = 5,
}

/// <summary>Whether an outage took the whole service or a part; both count (TR 5.7.1).</summary>
public enum OutageScope
{
    Partial = 0,
    Total = 1,
}

/// <summary>Names of components and scopes in the API and on screens.</summary>
public static class ServiceComponents
{
    private static readonly (ServiceComponent Component, string Code, string Label)[] Names =
    [
        (ServiceComponent.Authentication, "autenticacao", "Autenticação"),
        (ServiceComponent.Sending, "envio", "Envio"),
        (ServiceComponent.Receiving, "recebimento", "Recebimento"),
        (ServiceComponent.Templates, "modelos", "Modelos"),
        (ServiceComponent.Status, "status", "Status"),
        (ServiceComponent.History, "historico", "Histórico"),
    ];

    /// <summary>All, in the order of screens.</summary>
    public static IReadOnlyList<ServiceComponent> All { get; } = [.. Names.Select(n => n.Component)];

    /// <summary>Name in the API.</summary>
    public static string Code(this ServiceComponent component) => Names[(int)component].Code;

    /// <summary>Name on screens.</summary>
    public static string Label(this ServiceComponent component) => Names[(int)component].Label;

    /// <summary>The component of an API name, or null.</summary>
    public static ServiceComponent? Find(string? code) =>
        Array.FindIndex(Names, n => n.Code == code) is >= 0 and var found ? Names[found].Component : null;

    /// <summary>Name in the API: <c>parcial</c> or <c>total</c>.</summary>
    public static string Code(this OutageScope scope) => scope == OutageScope.Total ? "total" : "parcial";

    /// <summary>The scope of an API name, or null.</summary>
    public static OutageScope? FindScope(string? code) => code switch
    {
        "total" => OutageScope.Total,
        "parcial" => OutageScope.Partial,
        _ => null,
    };
}
