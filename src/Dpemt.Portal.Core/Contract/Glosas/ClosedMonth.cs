using Dpemt.Portal.Contract.Months;

namespace Dpemt.Portal.Contract.Glosas;

/// <summary>What a glosa needs to know of a closed version of a month.</summary>
/// <param name="VersionId">Its id; a later version has a higher one.</param>
/// <param name="Number">Its number as people see it, from 1.</param>
/// <param name="Month">The month.</param>
/// <param name="Index">The index in percent, cut to four decimals.</param>
/// <param name="Percent">Discount in percent: of the band, or of the recorded decision in the gap of the table. 0 for none.</param>
/// <param name="BilledValue">Billed value of the month in R$, or what stands for it.</param>
/// <param name="IsEstimate">True when the billed value is an estimate.</param>
/// <param name="RuleVersion">The rule that it was closed by.</param>
/// <param name="EvidenceHash">Hash of its evidence, hexadecimal; null when there is none.</param>
public sealed record ClosedMonth(
    long VersionId, int Number, BillingMonth Month, decimal Index, decimal Percent, decimal BilledValue, bool IsEstimate, string RuleVersion, string? EvidenceHash)
{
    /// <summary>The figures of a closed version.</summary>
    public static ClosedMonth Of(MonthVersion version) => new(
        version.Id, version.Number, version.Month, version.Index, version.Discount, version.Billed, version.BilledIsEstimate, version.RuleVersion, version.EvidenceHash);

    /// <summary>What it takes off, R$.</summary>
    public decimal Discount => GlosaLife.AmountOf(BilledValue, Percent);
}

/// <summary>One of the glosas that stand for a month, when a newer version of the month comes.</summary>
/// <param name="Id">The glosa.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsApplied">True once an invoice bore some of it.</param>
/// <param name="Computed">What it claimed, R$.</param>
/// <param name="Amount">What stands of it, R$.</param>
public sealed record StandingGlosa(long Id, GlosaState State, bool IsApplied, decimal Computed, decimal Amount);

/// <summary>
/// What a newer version of a month does to the glosas of an older one: those that no invoice bore are replaced; from the
/// others only the difference is claimed or given back. So no minute is deducted twice, whatever the order of versions.
/// </summary>
/// <param name="Replaced">Glosas that give way.</param>
/// <param name="Lowered">Glosas that were deducted and shrink, with their new amount.</param>
/// <param name="Amount">What a new glosa claims; 0 for none.</param>
/// <param name="ComplementOf">The glosa that the new one adds to; null when it stands by itself.</param>
public sealed record VersionChange(IReadOnlyList<long> Replaced, IReadOnlyList<(long Id, decimal Amount)> Lowered, decimal Amount, long? ComplementOf)
{
    /// <summary>Plans the change.</summary>
    /// <param name="standing">Glosas of the month that were not dropped and not replaced, oldest first.</param>
    /// <param name="discount">What the newer version takes off, R$.</param>
    public static VersionChange Of(IReadOnlyList<StandingGlosa> standing, decimal discount)
    {
        var replaced = standing.Where(g => !g.IsApplied).Select(g => g.Id).ToList();
        var applied = standing.Where(g => g.IsApplied).ToList();
        if (applied.Count == 0)
            return new(replaced, [], discount, null);
        var lowered = new List<(long, decimal)>();
        var excess = applied.Sum(g => g.Amount) - discount;
        foreach (var glosa in applied.AsEnumerable().Reverse().Where(g => g.Amount > 0))
        {
            if (excess <= 0)
                break;
            var less = Math.Min(excess, glosa.Amount);
            lowered.Add((glosa.Id, glosa.Amount - less));
            excess -= less;
        }

        // What a decision already reduced is not claimed again: only what the new version claims beyond the old claims.
        return new(replaced, lowered, Math.Max(0m, discount - applied.Sum(g => g.Computed)), applied[0].Id);
    }
}
