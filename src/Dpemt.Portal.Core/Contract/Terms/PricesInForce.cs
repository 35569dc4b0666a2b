using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The prices of a month.</summary>
/// <param name="Prices">The items.</param>
/// <param name="Version">Which version they are, in words, as papers quote it.</param>
public sealed record DatedPrices(PriceList Prices, string Version)
{
    /// <summary>How tiers are read: what the portal uses, or what a recorded decision adopted.</summary>
    public PricingRule Rule { get; init; } = PricingRule.Default;
}

/// <summary>Finds the prices that hold in a month: those of the import with every version up to that month applied.</summary>
public sealed class PricesInForce(TermsHistory history, RuleVersions rules)
{
    /// <summary>The prices of a month; those of the signed contract while none was imported.</summary>
    public async Task<DatedPrices> OfAsync(BillingMonth month, CancellationToken cancellation)
    {
        if (await history.ReadAsync(cancellation) is not { } all)
            return new(PriceList.Read(ContractTerms.SignedDocument), "contrato assinado");
        var terms = all.Of(month);
        return new(terms.Prices, terms.PriceVersion) { Rule = await rules.PricingAsync(cancellation) };
    }
}
