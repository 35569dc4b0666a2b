namespace Dpemt.Portal.Contract.Availability;

/// <summary>One line of the table of TR 5.7.1.</summary>
/// <param name="AtLeast">Lowest index of the band in percent, included.</param>
/// <param name="Below">First index above it in percent, not included; null for none.</param>
/// <param name="Discount">Discount on the month's billed value in percent.</param>
public sealed record AvailabilityBand(decimal AtLeast, decimal? Below, decimal Discount)
{
    /// <summary>True when the band takes something off.</summary>
    public bool Deducts => Discount > 0;
}

/// <summary>The rule by which a month is judged. Versioned: a closed month keeps the rule that it was closed by.</summary>
/// <param name="Version">Stable name of this rule, shown on every paper.</param>
/// <param name="Required">Required index in percent (TR 5.6.1: 99.7).</param>
/// <param name="Bands">The bands, highest first (TR 5.7.1).</param>
public sealed record AvailabilityRule(string Version, decimal Required, IReadOnlyList<AvailabilityBand> Bands)
{
    /// <summary>TR 5.6.1 and 5.7.1 as signed; TR 5.3.6.3 says 99.5 %, but the SLA chapter is the specific rule.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "The contract was signed; no number is meant.")]
    public static readonly AvailabilityRule Signed = new(
        "TR 5.7.1, v1", 99.7m,
        [
            new(99.7m, null, 0m),
            new(98m, 99.6m, 0.5m),
            new(95m, 98m, 2m),
            new(0m, 95m, 5m),
        ]);

    /// <summary>Required index of TR 5.3.6.3, in percent: the other reading.</summary>
    public const decimal GeneralClauseRequired = 99.5m;

    /// <summary>
    /// This rule with another required index: from there on nothing is taken off, below it the table of TR 5.7.1 holds. By the
    /// 99.5 % of TR 5.3.6.3 the table has no gap left.
    /// </summary>
    /// <param name="required">Required index in percent.</param>
    /// <param name="version">Name of the reading.</param>
    public AvailabilityRule ReadBy(decimal required, string version) => new(
        version, required,
        [new(required, null, 0m), .. Bands.Where(b => b.Deducts && b.AtLeast < required).Select(b => b.Below is { } below && below <= required ? b : b with { Below = required })]);

    /// <summary>Discount in percent of the highest band that takes something off: what the gap would cost by the band below it.</summary>
    public decimal DiscountBelowGap => Bands.FirstOrDefault(b => b.Deducts)?.Discount ?? 0m;

    /// <summary>Where the required index stands.</summary>
    public string RequiredClause => Required == GeneralClauseRequired ? "TR 5.3.6.3" : "TR 5.6.1";

    /// <summary>The rule in words, for screens and papers.</summary>
    public string InWords =>
        $"{Version}: índice = (período − indisponibilidade) ÷ período, em tempo exato; exigido {Percent(Required)}; "
        + string.Join("; ", Bands.Select(b => b.Below is { } below
            ? $"de {Percent(b.AtLeast)} a menos de {Percent(below)}: {Percent(b.Discount)} de desconto"
            : $"a partir de {Percent(b.AtLeast)}: sem desconto"))
        + (HasGap ? ". O que nenhuma faixa alcança não tem desconto e pede decisão." : ".");

    private bool HasGap => Bands.Zip(Bands.Skip(1)).Any(pair => pair.Second.Below < pair.First.AtLeast);

    private static string Percent(decimal value) => ContractText.Percent(value);
}
