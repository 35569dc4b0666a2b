using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Consumption;

/// <summary>Each message once, in its month, with its reason; and the count moves exactly when more becomes known.</summary>
public sealed class MeteringTests : IAsyncDisposable
{
    /// <summary>15 July 2026, 10:00 in Cuiabá.</summary>
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 14, 0, 0, TimeSpan.Zero);

    /// <summary>The last instant of June in Cuiabá is one second before this.</summary>
    private static readonly DateTimeOffset JulyBegins = new(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);

    private readonly MeterWorld _world = new(Now);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Run_EachKindOfMessage_CountsInItsItems()
    {
        await _world.ImportContractAsync();
        await _world.DeliverAsync(Now);
        await _world.DeliverAsync(Now);
        await _world.DeliverAsync(Now, "MARKETING");
        await _world.DeliverAsync(Now, "UTILITY");
        await _world.DeliverAsync(Now, "AUTHENTICATION");

        await _world.CountAsync();

        var month = await _world.MonthAsync("2026-07");
        Assert.Equal(new MonthQuantities(2, 1, 1, 1, 2, 3, Subscription: true, Setup: false), month.Used);
        // 425,50 + 0,58 + 0,06 + 0,06 + 0,02 + 0,06
        Assert.Equal(426.28m, month.Price.Total);
    }

    [Fact]
    public async Task Run_TwiceAndOnTwoInstances_CountsEachMessageOnce()
    {
        await using var other = _world.World.Start();
        for (var i = 0; i < 20; i++)
            await _world.DeliverAsync(Now, "UTILITY");
        _world.World.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = (CountConsumption)other.Services.GetService(typeof(CountConsumption))!;

        await Task.WhenAll(_world.Get<CountConsumption>().RunAsync(default), second.RunAsync(default));
        await _world.CountAsync();
        await second.RunAsync(default);

        Assert.Equal(20, Assert.Single(await _world.LinesAsync()).Mensagens);
        await using var db = _world.World.Database.Open();
        Assert.Equal(20, await db.MeteredMessages.CountAsync());
    }

    [Fact]
    public async Task Run_ReadWithoutDelivered_IsDelivered()
    {
        var id = await _world.SendAsync(Now);
        await _world.StatusAsync(id, MessageStatus.Accepted, Now);
        await _world.StatusAsync(id, MessageStatus.Read, Now.AddMinutes(3));

        await _world.CountAsync();

        Assert.Equal(("servico", 1L), Line(Assert.Single(await _world.LinesAsync())));
    }

    [Fact]
    public async Task Run_AcceptedThenFailed_IsNotDue_AndThenDelivered_MovesToItsDay()
    {
        var id = await _world.SendAsync(Now.AddDays(-2), "UTILITY");
        await _world.StatusAsync(id, MessageStatus.Accepted, Now.AddDays(-2));
        await _world.StatusAsync(id, MessageStatus.Failed, Now.AddDays(-2));
        await _world.CountAsync();
        Assert.Equal(("nao-entregue", 0L), Line(Assert.Single(await _world.LinesAsync())));

        await _world.StatusAsync(id, MessageStatus.Delivered, Now);
        await _world.CountAsync();

        var line = Assert.Single(await _world.LinesAsync());
        Assert.Equal(("cobrada", 1L), Line(line));
        Assert.Equal(new DateOnly(2026, 7, 15), line.Dia);
    }

    [Fact]
    public async Task Run_RefusedByTheProvider_IsNothing()
    {
        var id = await _world.SendAsync(Now, "UTILITY");
        await _world.StatusAsync(id, MessageStatus.Failed, Now);

        await _world.CountAsync();

        Assert.Empty(await _world.LinesAsync());
    }

    [Theory]
    [InlineData(-1, "2026-06")]
    [InlineData(0, "2026-07")]
    public async Task Run_AtTheBorderOfAMonth_CountsByCuiaba(int seconds, string month)
    {
        var id = await _world.SendAsync(JulyBegins.AddHours(-1), "UTILITY");
        await _world.StatusAsync(id, MessageStatus.Accepted, JulyBegins.AddHours(-1));
        await _world.StatusAsync(id, MessageStatus.Delivered, JulyBegins.AddSeconds(seconds));

        await _world.CountAsync();

        Assert.Equal(month, Assert.Single(await _world.LinesAsync()).Competencia);
    }

    [Fact]
    public async Task Run_EarlierDeliveredComesAfterRead_MovesTheCountToTheEarlierMonth()
    {
        var id = await _world.SendAsync(JulyBegins.AddHours(-1), "UTILITY");
        await _world.StatusAsync(id, MessageStatus.Read, JulyBegins.AddMinutes(1));
        await _world.CountAsync();
        Assert.Equal("2026-07", Assert.Single(await _world.LinesAsync()).Competencia);

        await _world.StatusAsync(id, MessageStatus.Delivered, JulyBegins.AddMinutes(-1));
        await _world.CountAsync();

        var line = Assert.Single(await _world.LinesAsync());
        Assert.Equal(("2026-06", 23, 1L), (line.Competencia, line.Hora, line.Mensagens));
    }

    [Fact]
    public async Task Run_DeliveredBeforeItWasWritten_CountsWhenItWasWritten()
    {
        var id = await _world.SendAsync(JulyBegins.AddMilliseconds(300), "UTILITY");
        await _world.StatusAsync(id, MessageStatus.Delivered, JulyBegins.AddSeconds(-1));

        await _world.CountAsync();

        Assert.Equal("2026-07", Assert.Single(await _world.LinesAsync()).Competencia);
    }

    [Theory]
    [InlineData("2026-07-15", "UTILITY", true, null, "gratuita", true)]
    [InlineData("2026-07-15", "UTILITY", false, null, "cobrada", true)]
    [InlineData("2026-07-15", "MARKETING", true, null, "cobrada", true)]
    [InlineData("2026-10-15", "UTILITY", true, null, "cobrada", true)]
    [InlineData("2026-10-15", "UTILITY", true, "free_customer_service", "gratuita", false)]
    [InlineData("2026-07-15", "UTILITY", true, "regular", "cobrada", false)]
    [InlineData("2026-07-15", "UTILITY", false, "free_entry_point", "gratuita", false)]
    [InlineData("2026-07-15", null, true, "free_customer_service", "servico", true)]
    [InlineData("2026-10-15", null, true, "regular", "servico", true)]
    [InlineData("2026-10-15", null, true, "free_customer_service", "servico", false)]
    public async Task Run_MetasWordAndTheTariffOfTheDay_DecideAndTheirDifferenceShows(string day, string? category, bool inWindow, string? type, string reason, bool agree)
    {
        var at = new DateTimeOffset(DateOnly.Parse(day, null).ToDateTime(new(14, 0)), TimeSpan.Zero);
        _world.SetNow(at.AddHours(1) > Now ? at.AddHours(1) : Now.AddHours(2));
        await _world.DeliverAsync(at, category, inWindow, type);

        await _world.CountAsync();

        Assert.Equal(reason, Assert.Single(await _world.LinesAsync()).Motivo);
        var reading = await _world.Get<ConsumptionMonths>().RunAsync(MeterWorld.Month(day[..7]), default);
        Assert.Equal(agree, !reading.Differing.Any());
    }

    [Fact]
    public async Task Run_PricingComesLater_MovesTheReasonAndNothingElse()
    {
        var id = await _world.DeliverAsync(Now, "UTILITY", inWindow: false);
        await _world.CountAsync();
        Assert.Equal(("cobrada", 1L), Line(Assert.Single(await _world.LinesAsync())));

        await _world.StatusAsync(id, MessageStatus.Read, Now.AddMinutes(10), "free_entry_point", "utility", false);
        await _world.CountAsync();

        Assert.Equal(("gratuita", 0L), Line(Assert.Single(await _world.LinesAsync())));
        Assert.Equal((0, 1), await Due());
    }

    [Fact]
    public async Task Run_TemplateWithoutCategory_TakesMetasElseUtility_AndSaysSo()
    {
        foreach (var said in new[] { "marketing", null })
        {
            var id = await _world.SendAsync(Now, template: "sem_categoria");
            await _world.StatusAsync(id, MessageStatus.Delivered, Now, said is null ? null : "regular", said);
        }

        await _world.CountAsync();

        Assert.Equal([("marketing", "meta"), ("utilidade", "presumida")], (await _world.LinesAsync()).Select(l => (l.Categoria, l.Base)));
    }

    [Fact]
    public async Task Run_MetaNamesAnotherCategory_CountsTheTemplatesAndShowsTheOther()
    {
        var id = await _world.SendAsync(Now, "UTILITY", inWindow: false);
        await _world.StatusAsync(id, MessageStatus.Delivered, Now, "regular", "marketing");

        await _world.CountAsync();

        var line = Assert.Single((await _world.Get<ConsumptionMonths>().RunAsync(MeterWorld.Month("2026-07"), default)).Differing);
        Assert.Equal((ItemKind.Utility, ItemKind.Marketing), (line.Category, line.MetaCategory));
    }

    private async Task<(long Charged, long Sent)> Due()
    {
        var used = (await _world.MonthAsync("2026-07")).Used;
        return (used.Utility, used.SendTemplate);
    }

    private static (string Reason, long Charged) Line(FrozenLine line) => (line.Motivo, line.Cobradas);
}
