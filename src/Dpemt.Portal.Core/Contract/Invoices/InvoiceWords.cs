namespace Dpemt.Portal.Contract.Invoices;

/// <summary>Names of states and origins on screens.</summary>
public static class InvoiceWords
{
    private static readonly (InvoiceState State, string Code, string Label)[] States =
    [
        (InvoiceState.Registered, "em-conferencia", "Em conferência"),
        (InvoiceState.Checked, "conferida", "Conferida"),
        (InvoiceState.Attested, "atestada", "Atestada"),
        (InvoiceState.Paid, "paga", "Paga"),
        (InvoiceState.Returned, "devolvida", "Devolvida"),
        (InvoiceState.Replaced, "corrigida", "Corrigida por outro registro"),
    ];

    /// <summary>All states in order.</summary>
    public static IReadOnlyList<InvoiceState> AllStates { get; } = [.. States.Select(s => s.State)];

    /// <summary>Name of a state on screens.</summary>
    public static string Label(this InvoiceState state) => States[(int)state].Label;

    /// <summary>Name of a state in addresses.</summary>
    public static string Code(this InvoiceState state) => States[(int)state].Code;

    /// <summary>The state of a name in addresses, or null.</summary>
    public static InvoiceState? Find(string? code) => Array.FindIndex(States, s => s.Code == code) is >= 0 and var found ? States[found].State : null;

    /// <summary>Name of an origin on screens.</summary>
    public static string Label(this InvoiceOrigin origin) => origin switch
    {
        InvoiceOrigin.Csv => "Importada de CSV",
        InvoiceOrigin.Xlsx => "Importada de planilha",
        InvoiceOrigin.Nfse => "Importada do XML da NFS-e",
        _ => "Digitada",
    };
}
