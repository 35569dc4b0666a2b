using System.Text.Json;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>A calculation with what became of it.</summary>
/// <param name="Adjustment">As stored.</param>
/// <param name="Memory">The frozen calculation.</param>
/// <param name="ProposalId">Its newest proposal.</param>
/// <param name="State">Where that stands.</param>
public sealed record AdjustmentLine(PriceAdjustment Adjustment, AdjustmentMemory Memory, long? ProposalId, ProposalState? State);

/// <summary>One anniversary that has come, with the index of its twelve months (TR 21.4).</summary>
/// <param name="On">The anniversary.</param>
/// <param name="Months">The window that ends the month before; null without any index.</param>
/// <param name="Factor">Product; null without any index.</param>
/// <param name="Checked">True when a calculation was recorded for it.</param>
public sealed record AnniversaryCheck(DateOnly On, IReadOnlyList<IndexMonth>? Months, decimal? Factor, bool Checked);

/// <summary>The adjustment as a page shows it.</summary>
public sealed record AdjustmentReading(AdjustmentCalendar Calendar, IReadOnlyList<AnniversaryCheck> Anniversaries, IReadOnlyList<AdjustmentLine> Lines, IReadOnlyList<IndexValue> Series);

/// <summary>What a settlement changes in one month that was charged at provisional prices.</summary>
/// <param name="Month">The month.</param>
/// <param name="Provisional">R$ of what was used, at the provisional prices.</param>
/// <param name="Definitive">R$ of the same, at the definitive ones.</param>
public sealed record SettledMonth(BillingMonth Month, decimal Provisional, decimal Definitive)
{
    /// <summary>R$ that DPEMT owes more; below zero: that the contractor gives back.</summary>
    public decimal Difference => Definitive - Provisional;
}

/// <summary>Reads calculations, anniversaries and settlements.</summary>
public sealed class AdjustmentBook(TermsHistory history, IndexSeries series, RuleVersions rules, MeteredMonths metered, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>Everything about the adjustment, or null while no contract was imported.</summary>
    public async Task<AdjustmentReading?> ReadAsync(CancellationToken cancellation)
    {
        if (await history.ReadAsync(cancellation) is not { } all)
            return null;
        var today = ContractTime.DayOf(clock.GetUtcNow());
        var known = await series.KnownAsync(cancellation);
        var calendar = AdjustmentCalendar.Of(all, all.Of(new(today)), await rules.DecisionAsync(DecisionTopics.PriceAnniversary, cancellation));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var adjustments = await db.PriceAdjustments.AsNoTracking().OrderByDescending(a => a.Id).Take(50).ToListAsync(cancellation);
        var proposals = await db.TermsProposals.AsNoTracking().Where(p => p.AdjustmentId != null)
            .Select(p => new { p.Id, p.AdjustmentId, p.State }).ToListAsync(cancellation);
        return new(
            calendar, Anniversaries(calendar, today, known, adjustments),
            [.. adjustments.Select(a => (Line: a, Last: proposals.Where(p => p.AdjustmentId == a.Id).MaxBy(p => p.Id)))
                .Select(a => new AdjustmentLine(a.Line, JsonSerializer.Deserialize<AdjustmentMemory>(a.Line.Memory)!, a.Last?.Id, a.Last?.State))],
            [.. known.Values.OrderByDescending(v => v.Month)]);
    }

    /// <summary>The difference of each month that was charged at the provisional prices of a settled calculation, up to the month before this one.</summary>
    /// <param name="settlement">The definitive calculation.</param>
    /// <param name="provisional">The one that it settles.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<IReadOnlyList<SettledMonth>> SettledAsync(AdjustmentLine settlement, AdjustmentLine provisional, CancellationToken cancellation)
    {
        var months = new List<SettledMonth>();
        var current = BillingMonth.Of(clock.GetUtcNow());
        var reading = (await rules.PricingAsync(cancellation)).Reading;
        for (var month = settlement.Adjustment.From; month < current && months.Count < 60; month = month.Plus(1))
        {
            var read = await metered.ReadAsync(month, cancellation);
            var list = (await history.ReadAsync(cancellation))!.Of(month).Prices;
            months.Add(new(month, MonthPricing.Of(At(list, provisional.Memory), read.Used, reading).Total, MonthPricing.Of(At(list, settlement.Memory), read.Used, reading).Total));
        }

        return months;
    }

    private static PriceList At(PriceList list, AdjustmentMemory memory) =>
        new([.. list.Items.Select(i => i with { UnitPrice = memory.Items.FirstOrDefault(a => a.Number == i.Number)?.NewPrice ?? i.UnitPrice })]);

    private static List<AnniversaryCheck> Anniversaries(
        AdjustmentCalendar calendar, DateOnly today, IReadOnlyDictionary<BillingMonth, IndexValue> known, List<PriceAdjustment> adjustments)
    {
        var checks = new List<AnniversaryCheck>();
        var start = calendar.BaseOn ?? calendar.SignedOn;
        for (var years = 1; start.AddYears(years) is var on && on <= today && years < 20; years++)
        {
            var end = new BillingMonth(on).Plus(-1);
            var months = IndexAdjustment.Window(end, known);
            checks.Add(new(on, months, months is null ? null : IndexAdjustment.FactorOf(months.Select(m => m.Percent)), adjustments.Exists(a => a.WindowEnd == end)));
        }

        return checks;
    }
}
