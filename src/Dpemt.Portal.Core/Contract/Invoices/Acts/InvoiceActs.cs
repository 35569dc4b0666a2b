namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>Names of an invoice's steps as stored and as shown.</summary>
public static class InvoiceActs
{
    public const string GlosaProposed = "glosa-proposta";

    private static readonly (string Code, string Label)[] Names =
    [
        (GlosaProposed, "Glosa proposta"),
    ];

    /// <summary>Name of a stored step on screens.</summary>
    public static string LabelOf(string code) => Array.Find(Names, n => n.Code == code).Label ?? code;
}
