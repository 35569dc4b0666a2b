using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Forecasts;

/// <summary>The forecast and its alerts on a real database with the signed contract.</summary>
public sealed class ForecastTests
{
    private static readonly DateOnly Start = new(2026, 6, 1);

    [Fact]
    public async Task Forecast_BeforeAnythingIsCounted_SaysThatUtilityAndMarketingEndInTheTenthMonth()
    {
        await using var world = await IncidentWorld.CreateAsync();

        var forecast = (await world.Get<ForecastView>().RunAsync(default))!;

        Assert.Equal(new(1, Start, new(2027, 5, 31)), forecast.Year);
        Assert.Null(forecast.CountedFrom);
        foreach (var kind in new[] { ItemKind.Utility, ItemKind.Marketing })
            Assert.Equal(10, forecast.Year.MonthOf(forecast.Of(kind).EndsOn!.Value));
        Assert.Equal([1_419_000, 112_728, 225_468, 1_419_000, 1_419_000, 1_757_196], forecast.Balances.Select(b => b.Contracted));
        Assert.Equal((226_853.86m, 56_713.46m), (forecast.Room.ContractValue, forecast.Room.Ceiling));
    }

    [Fact]
    public async Task Forecast_CountedDays_AddUpAcrossReasonsTemplatesAndReceptions()
    {
        await using var world = await IncidentWorld.CreateAsync();
        await AddAsync(
            world, Row(Start, ItemKind.Utility, 100, 100), Row(Start, ItemKind.Utility, 40, 50, "outro"), Row(Start.AddDays(1), ItemKind.Marketing, 7, 8), Row(Start, ItemKind.Service, 0, 30, ""),
            Row(Start.AddDays(-1), ItemKind.Utility, 9_999, 9_999));

        var forecast = (await world.Get<ForecastView>().RunAsync(default))!;

        Assert.Equal(Start, forecast.CountedFrom);
        Assert.Equal([0, 7, 140, 0, 30, 158], forecast.Balances.Select(b => b.Used));
        Assert.NotNull(forecast.Of(ItemKind.Utility).Main);
    }

    [Fact]
    public async Task Watch_EachMark_IsToldOnceInAYear()
    {
        await using var world = await IncidentWorld.CreateAsync();
        var watch = world.Get<WatchBalances>();
        await watch.RunAsync(default);
        Assert.Empty(await world.NoticeKeysAsync());

        foreach (var (used, told) in new[] { (90_182L, 0), (1L, 1), (11_272L, 1), (1L, 2), (11_271L, 2), (1L, 3), (50_000L, 3) })
        {
            await AddAsync(world, Row(Start, ItemKind.Marketing, used, 0, $"modelo-{Guid.NewGuid():N}"));
            await watch.RunAsync(default);
            await watch.RunAsync(default);
            Assert.Equal(told, (await world.NoticeKeysAsync()).Count);
        }

        Assert.Equal(
            ["saldo-1-20260601-marketing-80", "saldo-1-20260601-marketing-90", "saldo-1-20260601-marketing-100"], await world.NoticeKeysAsync());
        var last = await world.ReadAsync(db => db.Notices.OrderBy(n => n.Id).LastAsync());
        Assert.Equal("Saldo esgotado: Modelos de marketing (item 4)", last.Title);
        Assert.Contains("Usado: 112.728 de 112.728 mensagens (100 %)", last.Body, StringComparison.Ordinal);

        world.Clock.SetUtcNow(ContractTime.StartOf(new(2027, 6, 1)).AddHours(8));
        await AddAsync(world, Row(new(2027, 6, 1), ItemKind.Marketing, 112_729, 0, "novo ano"));
        await watch.RunAsync(default);
        Assert.Equal("saldo-1-20270601-marketing-100", (await world.NoticeKeysAsync())[^1]);
    }

    [Fact]
    public async Task Scenarios_UsedMonths_ArePricedBesideTheContract()
    {
        await using var world = await IncidentWorld.CreateAsync();
        await AddAsync(world, Row(Start, ItemKind.Service, 0, 1_000, ""), Row(Start.AddDays(35), ItemKind.Utility, 300_000, 300_000));

        var reading = (await world.Get<ScenarioView>().RunAsync(Scenario.OfContract with { ServicePrice = 0.05m, MessagesPerAttendance = 4 }, default))!;

        Assert.Equal((226_853.86m, 226_853.81m, 2), (reading.PrintedTotal, reading.Base.Year.Total, reading.Months));
        // Setup, two subscriptions, 1 000 simple sendings, 300 000 utility in two tiers, their sending.
        Assert.Equal(1_891.13m + 851.00m + 10.00m + 15_900m + 3_040m + 6_000m, reading.Base.Used);
        Assert.Equal([true, false, true, true, false], reading.Alone.Select(r => r.Used is not null));
        Assert.Equal(reading.Base.Year.Total + (3 * 14_190m) + (4 * 1_419_000 * 0.05m), reading.Together.Year.Total);
    }

    private static ConsumptionDay Row(DateOnly day, ItemKind category, long charged, long sent, string template = "aviso") =>
        new() { Day = day, Category = category, Template = template, Messages = Math.Max(charged, sent), Charged = charged, Sent = sent };

    private static async Task AddAsync(IncidentWorld world, params ConsumptionDay[] rows)
    {
        await using var db = await world.OpenAsync();
        db.ConsumptionDays.AddRange(rows);
        await db.SaveChangesAsync();
    }
}
