using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>Where a month's consumption stands.</summary>
public enum ConsumptionState
{
    Future,

    /// <summary>It runs: the figures grow.</summary>
    Current,

    /// <summary>It is over and may be closed.</summary>
    Ended,

    /// <summary>Closed: what becomes known later goes to adjustments.</summary>
    Closed,
}

/// <summary>A closing, without its facts.</summary>
public sealed record ConsumptionClosing(
    int Number, string Sha256, string RuleVersion, string PriceVersion, long Messages, decimal Total, string? Reason, DateTimeOffset At, string ByName,
    DateTimeOffset? ReopenedAt, string? ReopenedByName, string? ReopenReason);

/// <summary>A month's consumption with everything that its screen and its API show.</summary>
/// <param name="Month">The month.</param>
/// <param name="Contract">The contract; null while none was imported.</param>
/// <param name="Metered">Quantities and price, adjustments included.</param>
/// <param name="Prices">All items with their prices in that month.</param>
/// <param name="Lines">The lines that count in it, late ones included.</param>
/// <param name="Before">The last day of the month before: what another zone would move into this month.</param>
/// <param name="Receptions">Names of receptions.</param>
/// <param name="Tariff">Our dated tariff.</param>
/// <param name="Closings">Newest first.</param>
/// <param name="CountedUntil">Everything that was known before this is counted; null while nothing was counted yet.</param>
/// <param name="Now">When this was read.</param>
public sealed record ConsumptionReading(
    BillingMonth Month, ContractInForce? Contract, MeteredMonth Metered, PriceList Prices, IReadOnlyList<ConsumptionDay> Lines, IReadOnlyList<ConsumptionDay> Before,
    IReadOnlyDictionary<int, string> Receptions, MetaTariff Tariff, IReadOnlyList<ConsumptionClosing> Closings, DateTimeOffset? CountedUntil, DateTimeOffset Now)
{
    /// <summary>Where it stands.</summary>
    public ConsumptionState State =>
        Closings.Count > 0 && Closings[0].ReopenedAt is null ? ConsumptionState.Closed
        : Now < Month.Whole.Start ? ConsumptionState.Future
        : Now < Month.Whole.End ? ConsumptionState.Current
        : ConsumptionState.Ended;

    /// <summary>Adjustments of earlier, closed months.</summary>
    public IEnumerable<ConsumptionDay> Adjustments => Lines.Where(l => l.Late);

    /// <summary>What Meta said against our tariff, and categories that differ.</summary>
    public IEnumerable<ConsumptionDay> Differing => Lines.Where(l => l.Differs());

    /// <summary>The rule by which the month was counted.</summary>
    public MeteringRule Rule => MeteringRule.Of(Month.LastDay);

    /// <summary>Quantities as the month would have them if it were cut in a zone further east: Brasília or UTC.</summary>
    /// <param name="hoursEarlier">How much earlier that zone's month begins: 1 for Brasília, 4 for UTC.</param>
    public MonthQuantities As(int hoursEarlier)
    {
        var leaving = Lines.Where(l => !l.Late && l.BorderHour >= 24 - hoursEarlier);
        var coming = Before.Where(l => !l.Late && l.BorderHour >= 24 - hoursEarlier);
        return ConsumptionSums.With(Metered.Used, Lines.Except(leaving).Concat(coming));
    }
}

/// <summary>Sums of lines.</summary>
public static class ConsumptionSums
{
    /// <summary>What is due of lines, subscription and setup as in <paramref name="like"/>. Never negative.</summary>
    public static MonthQuantities With(MonthQuantities like, IEnumerable<ConsumptionDay> lines)
    {
        var all = lines.ToList();
        long Charged(ItemKind kind) => Math.Max(0, all.Where(l => l.Category == kind).Sum(l => l.Charged));
        return new(
            Charged(ItemKind.Service), Charged(ItemKind.Marketing), Charged(ItemKind.Utility), Charged(ItemKind.Authentication),
            Math.Max(0, all.Where(l => l.Category == ItemKind.Service).Sum(l => l.Sent)), Math.Max(0, all.Where(l => l.Category != ItemKind.Service).Sum(l => l.Sent)),
            like.Subscription, like.Setup);
    }

    /// <summary>True when Meta said something else than our tariff, or named another category than the template had.</summary>
    public static bool Differs(this ConsumptionDay line) => line.Reason != ChargeReason.NotDelivered
        && ((line.Meta != MetaWord.Silent && (line.Meta == MetaWord.Charged) != line.TariffCharges) || line.MetaCategory != line.Category);
}

/// <summary>Reads a month's consumption from its daily lines.</summary>
public sealed class ConsumptionMonths(
    IDbContextFactory<PortalDbContext> contexts, MeteredMonths metered, PricesInForce prices, CurrentContract contracts, TimeProvider clock)
{
    /// <summary>The month.</summary>
    public async Task<ConsumptionReading> RunAsync(BillingMonth month, CancellationToken cancellation)
    {
        var read = await metered.ReadAsync(month, cancellation);
        var list = await prices.OfAsync(month, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (first, last, before) = (month.FirstDay, month.LastDay, month.FirstDay.AddDays(-1));
        var lines = await db.ConsumptionDays.AsNoTracking().Where(d => d.Day >= first && d.Day <= last).ToListAsync(cancellation);
        var border = await db.ConsumptionDays.AsNoTracking().Where(d => d.Day == before && d.BorderHour > 0).ToListAsync(cancellation);
        var receptions = await db.NamesOfReceptionsAsync([.. lines.Select(l => l.ReceptionId).Distinct()], cancellation);
        var tariff = new MetaTariff(await db.TariffRules.AsNoTracking().ToListAsync(cancellation));
        var closings = await Closings(db, month).ToListAsync(cancellation);
        var counted = await db.ConsumptionProgress.AsNoTracking().Select(p => (DateTimeOffset?)p.CountedUntil).SingleOrDefaultAsync(cancellation);
        return new(
            month, await contracts.FindAsync(cancellation), read, list.Prices, lines, border, receptions, tariff, closings,
            counted == default(DateTimeOffset) ? null : counted, clock.GetUtcNow());
    }

    /// <summary>The frozen facts of a version, byte for byte as they were hashed; null when there is no such version.</summary>
    public async Task<string?> FactsAsync(BillingMonth month, int number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.ConsumptionVersions.AsNoTracking().Where(v => v.Month == month && v.Number == number).Select(v => v.Facts).SingleOrDefaultAsync(cancellation);
    }

    private static IQueryable<ConsumptionClosing> Closings(PortalDbContext db, BillingMonth month) => db.ConsumptionVersions.AsNoTracking()
        .Where(v => v.Month == month).OrderByDescending(v => v.Number)
        .Select(v => new ConsumptionClosing(
            v.Number, v.Sha256, v.RuleVersion, v.PriceVersion, v.Messages, v.Total, v.Reason, v.At, v.ByName, v.ReopenedAt, v.ReopenedByName, v.ReopenReason));
}

/// <summary>Names of receptions for lists of messages.</summary>
public sealed class ConsumptionReceptions(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>Those ids.</summary>
    public async Task<IReadOnlyDictionary<int, string>> RunAsync(IReadOnlyCollection<int> ids, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.NamesOfReceptionsAsync(ids, cancellation);
    }

    /// <summary>All of them; there are a few dozen.</summary>
    public async Task<IReadOnlyDictionary<int, string>> AllAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.NamesOfAllReceptionsAsync(cancellation);
    }
}
