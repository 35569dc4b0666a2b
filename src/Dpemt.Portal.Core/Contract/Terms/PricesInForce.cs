using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The prices of a month.</summary>
/// <param name="Prices">The items.</param>
/// <param name="Version">Which version they are, in words, as papers quote it.</param>
public sealed record DatedPrices(PriceList Prices, string Version);

/// <summary>Finds the prices that hold in a month.</summary>
public sealed class PricesInForce(CurrentContract contracts, IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The prices of a month; those of the signed contract while none was imported.</summary>
    public async Task<DatedPrices> OfAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return new(PriceList.Read(ContractTerms.SignedDocument), "contrato assinado");
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var document = await db.Contracts.AsNoTracking().Where(c => c.Id == contract.RecordId).Select(c => c.Document).SingleAsync(cancellation);
        return new(PriceList.Read(document), $"contrato {contract.Number}, importação {contract.RecordId}");
    }
}
