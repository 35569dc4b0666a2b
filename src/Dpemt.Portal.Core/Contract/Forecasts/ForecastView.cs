using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Forecasts;

/// <summary>How much of what is missing the law lets the contract add: 25 % of its value (Lei 14.133/2021, art. 125).</summary>
/// <param name="ContractValue">R$ of the contracted quantities.</param>
/// <param name="Ceiling">R$ that may be added, cut to cents.</param>
/// <param name="Needed">R$ that the expected shortage costs at the price of the first tier.</param>
public sealed record AdditionRoom(decimal ContractValue, decimal Ceiling, decimal Needed);

/// <summary>The balances of a contract year with their ends.</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Year">The contract year.</param>
/// <param name="Today">Local day of the reading.</param>
/// <param name="CountedFrom">First day that our count covers; null while it has counted nothing.</param>
/// <param name="Volumes">What the contract was planned with.</param>
/// <param name="PriceVersion">Which quantities and prices, in words.</param>
/// <param name="Balances">In the order of their items.</param>
/// <param name="Room">The legal ceiling of additions.</param>
public sealed record ContractForecast(
    ContractInForce Contract, ContractYear Year, DateOnly Today, DateOnly? CountedFrom, AnnouncedVolumes Volumes, string PriceVersion,
    IReadOnlyList<BalanceForecast> Balances, AdditionRoom Room)
{
    /// <summary>One balance.</summary>
    public BalanceForecast Of(ItemKind balance) => Balances.Single(b => b.Kind == balance);

    /// <summary>Balances that are expected to end inside the contract year, the first one first.</summary>
    public IEnumerable<BalanceForecast> Ending => Balances.Where(b => b.EndsOn is not null).OrderBy(b => b.EndsOn);
}

/// <summary>Reads consumption against the contract. Counts come from <see cref="MeteredMonths"/>, quantities and prices from <see cref="PricesInForce"/>.</summary>
public sealed class ForecastView(
    CurrentContract contracts, VolumesInForce volumes, PricesInForce prices, MeteredMonths metered, IDbContextFactory<PortalDbContext> contexts, TimeProvider clock)
{
    /// <summary>The contract year of today, or null while no contract was imported.</summary>
    public async Task<ContractForecast?> RunAsync(CancellationToken cancellation)
    {
        if (await contracts.FindAsync(cancellation) is not { } contract)
            return null;
        var today = ContractTime.DayOf(clock.GetUtcNow());
        var year = ContractYear.Of(contract, today);
        var seen = today < year.First ? year.First : today;
        var planned = await volumes.OfAsync(contract, cancellation);
        var list = await prices.OfAsync(new(seen), cancellation);
        var days = (await metered.DaysAsync(new(year.First), new(seen), cancellation)).Where(d => d.Day >= year.First && d.Day <= seen).ToList();
        DateOnly? counted = days.Count > 0 ? days.Min(d => d.Day) : null;
        var byKind = days.ToLookup(d => d.Kind);
        var balances = Forecasts.Balances.All.Select(kind => new BalanceForecast(new(
            kind, [.. list.Prices.Of(kind).OrderBy(i => i.From)], year, today, counted,
            byKind[kind].GroupBy(d => d.Day).ToDictionary(g => g.Key, g => g.Sum(d => d.Quantity)), planned))).ToList();
        return new(contract, year, today, counted, planned, list.Version, balances, RoomOf(list.Prices, balances));
    }

    /// <summary>Messages for each attendance over the last whole days, and what that does to items 3 and 17.</summary>
    public async Task<MessagesPerAttendance> AttendancesAsync(ContractForecast forecast, CancellationToken cancellation)
    {
        var simple = forecast.Of(ItemKind.SendSimple);
        var (from, to) = (forecast.Today.AddDays(-MessagesPerAttendance.Window), forecast.Today.AddDays(-1));
        var (start, end) = (ContractTime.StartOf(from), ContractTime.StartOf(forecast.Today));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var attendances = await db.Conversations.CountAsync(c => c.LastMessageAt >= start && c.LastMessageAt < end, cancellation);
        var messages = simple.Facts.Used.Where(u => u.Key >= from && u.Key <= to).Sum(u => u.Value);
        return MessagesPerAttendance.Of(attendances, messages, simple.Contracted, forecast.Year, forecast.Volumes);
    }

    private static AdditionRoom RoomOf(PriceList prices, List<BalanceForecast> balances)
    {
        var value = prices.Items.Sum(i => i.Total);
        return new(
            value, decimal.Truncate(value * 25) / 100,
            balances.Sum(b => decimal.Round(b.Missing * b.Facts.Items[0].UnitPrice, 2, MidpointRounding.AwayFromZero)));
    }
}
