using System.Text.Json;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Invoices.Acts;

/// <summary>A document that the payment needs.</summary>
/// <param name="Id">Stable name.</param>
/// <param name="Clause">Where the contract asks for it.</param>
/// <param name="Label">Its name in Portuguese.</param>
public sealed record RequiredDocument(string Id, string Clause, string Label)
{
    /// <summary>The detailed report of consumption (TR 7.4): it belongs to one invoice and does not expire.</summary>
    public const string ConsumptionReport = "consumption-report";

    /// <summary>True for proofs of regularity: they have a last day and serve several invoices.</summary>
    public bool Expires => Id != ConsumptionReport;
}

/// <summary>What the contract says about the payment of an invoice (TR 15).</summary>
/// <param name="PayDays">Days of the payment from the issue (TR 15.1.1).</param>
/// <param name="AttestDays">Days of the attestation from the issue (TR 15.1.1.1).</param>
/// <param name="AttestWorkingDays">Working days of the attestation from the protocol (TR 15.5.1).</param>
/// <param name="Documents">The documents: six proofs (TR 15.3, decision 0014) and the report of consumption.</param>
public sealed record PaymentTerms(int PayDays, int AttestDays, int AttestWorkingDays, IReadOnlyList<RequiredDocument> Documents)
{
    /// <summary>Working days after the delivery from which TR 15.1.8 corrects a late payment.</summary>
    public const int CorrectionWorkingDays = 30;

    /// <summary>Those of the signed contract.</summary>
    public static PaymentTerms OfSignedContract { get; } = Read(ContractTerms.SignedDocument);

    /// <summary>Reads the chapter of a contract's document.</summary>
    /// <exception cref="FormatException">Something is missing.</exception>
    public static PaymentTerms Read(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            var payment = json.RootElement.GetProperty("payment");
            return new(
                payment.GetProperty("payWithinDays").GetProperty("days").GetInt32(),
                payment.GetProperty("attestWithinDays").GetProperty("days").GetInt32(),
                payment.GetProperty("attestWithinBusinessDays").GetProperty("days").GetInt32(),
                [.. payment.GetProperty("requiredDocuments").EnumerateArray().Select(d => new RequiredDocument(Text(d, "id"), Text(d, "clause"), Text(d, "label")))]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("O capítulo de pagamento do contrato não tem a forma esperada: " + fault.Message, fault);
        }
    }

    /// <summary>Those of the newest import; without one those of the signed contract.</summary>
    internal static async Task<PaymentTerms> OfAsync(PortalDbContext db, CancellationToken cancellation) =>
        await db.Contracts.AsNoTracking().OrderByDescending(c => c.Id).Select(c => c.Document).FirstOrDefaultAsync(cancellation) is { } document ? Read(document) : OfSignedContract;

    private static string Text(JsonElement at, string member) => at.GetProperty(member).GetString() ?? throw new FormatException($"{member} está vazio.");
}
