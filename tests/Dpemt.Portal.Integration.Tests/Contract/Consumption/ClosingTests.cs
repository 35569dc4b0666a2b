using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Consumption;

/// <summary>A closed month stays as it was closed; what becomes known later stands in adjustment lines, never silently.</summary>
public sealed class ClosingTests : IAsyncDisposable
{
    private static readonly DateTimeOffset June = new(2026, 6, 20, 14, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset July = new(2026, 7, 3, 14, 0, 0, TimeSpan.Zero);

    private readonly MeterWorld _world = new(July);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Close_WhatWasSeen_FreezesLinesPriceAndHash()
    {
        await PrepareAsync();
        var seen = ConsumptionFacts.HashOf(ConsumptionFacts.Of(await ReadAsync("2026-06")).ToJson());

        Assert.True((await CloseAsync("2026-06", seen)).Done);

        await using var db = _world.World.Database.Open();
        var version = await db.ConsumptionVersions.SingleAsync();
        Assert.Equal((1, seen, seen, MeterWorld.Officer.Name), (version.Number, version.Sha256, ConsumptionFacts.HashOf(version.Facts), version.ByName));
        Assert.Equal(2, version.Messages);
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "consumo-fechado"));
    }

    [Fact]
    public async Task Close_CountChangedMeanwhile_IsRefused()
    {
        await PrepareAsync();
        var seen = ConsumptionFacts.HashOf(ConsumptionFacts.Of(await ReadAsync("2026-06")).ToJson());
        await _world.DeliverAsync(June, "UTILITY", inWindow: false);
        await _world.CountAsync();

        Assert.Equal("fatos-mudaram", (await CloseAsync("2026-06", seen)).Refusal!.Code);
    }

    [Fact]
    public async Task Close_RunningMonthOrCountBehindOrClosedAlready_IsRefused()
    {
        Assert.Equal("contagem-atrasada", (await CloseAsync("2026-06")).Refusal!.Code);
        await PrepareAsync();
        Assert.Equal("competencia-em-curso", (await CloseAsync("2026-07")).Refusal!.Code);
        Assert.True((await CloseAsync("2026-06")).Done);
        Assert.Equal("ja-fechada", (await CloseAsync("2026-06")).Refusal!.Code);
    }

    [Fact]
    public async Task Count_DeliveredInAClosedMonthButKnownLater_IsAnAdjustmentOfTheMonthInWhichItBecameKnown()
    {
        await PrepareAsync();
        await CloseAsync("2026-06");
        var before = await LinesOfAsync("2026-06");

        await _world.DeliverAsync(June.AddDays(1), "MARKETING");
        await _world.CountAsync();

        Assert.Equal(before, await LinesOfAsync("2026-06"));
        var line = Assert.Single(await LinesOfAsync("2026-07"));
        Assert.Equal((true, "2026-06", 1L, 1L, 1L), (line.Ajuste, line.Competencia, line.Mensagens, line.Cobradas, line.Enviadas));
        Assert.Equal(new DateOnly(2026, 7, 3), line.Dia);
        Assert.Equal((1L, 1L), Marketing((await _world.MonthAsync("2026-07")).Used));
        await AssertEachOnceAsync();
    }

    [Fact]
    public async Task Count_FreeWordAfterClosing_TakesTheChargeOutByAnAdjustment()
    {
        var (_, charged) = await PrepareAsync();
        await CloseAsync("2026-06");

        await _world.StatusAsync(charged, MessageStatus.Read, June.AddHours(1), "free_customer_service", "utility", false);
        await _world.CountAsync();

        Assert.Equal([("cobrada", -1L, -1L, -1L), ("gratuita", 1L, 0L, 1L)], (await LinesOfAsync("2026-07")).Select(l => (l.Motivo, l.Mensagens, l.Cobradas, l.Enviadas)));
        Assert.Equal(1, (await _world.MonthAsync("2026-06")).Used.Utility);
        // Taken out of a month that holds none: the quantity is not negative, the adjustment says the rest.
        Assert.Equal(0, (await _world.MonthAsync("2026-07")).Used.Utility);
        await AssertEachOnceAsync();
    }

    [Fact]
    public async Task Count_NotDeliveredAtClosing_DeliveredAfter_CountsInItsMonthAndLeavesTheOld()
    {
        await PrepareAsync();
        var id = await _world.SendAsync(June.AddDays(9), "UTILITY", inWindow: false);
        await _world.StatusAsync(id, MessageStatus.Accepted, June.AddDays(9));
        await _world.CountAsync();
        await CloseAsync("2026-06");

        await _world.StatusAsync(id, MessageStatus.Delivered, July.AddMinutes(-5));
        await _world.CountAsync();

        Assert.Equal([(false, "cobrada", 1L), (true, "nao-entregue", -1L)], (await LinesOfAsync("2026-07")).Select(l => (l.Ajuste, l.Motivo, l.Mensagens)));
        Assert.Equal(1, (await _world.MonthAsync("2026-07")).Used.Utility);
        await AssertEachOnceAsync();
    }

    [Fact]
    public async Task Count_TheSameLateNewsAgain_ChangesNothing()
    {
        var (_, charged) = await PrepareAsync();
        await CloseAsync("2026-06");
        await _world.StatusAsync(charged, MessageStatus.Read, June.AddHours(1), "free_customer_service", "utility", false);
        await _world.CountAsync();
        var before = await _world.LinesAsync();
        _world.SetNow(July.AddDays(4));

        var result = await _world.Get<RebuildConsumption>().RunAsync(null, null, default);

        Assert.True(result.WasRight, result.ToString());
        Assert.Equal(before, await _world.LinesAsync());
    }

    [Fact]
    public async Task Reopen_AdjustmentsGoBackIntoTheMonth_AndANewVersionStandsBesideTheOld()
    {
        var (_, charged) = await PrepareAsync();
        await CloseAsync("2026-06");
        await _world.StatusAsync(charged, MessageStatus.Read, June.AddHours(1), "free_customer_service", "utility", false);
        await _world.CountAsync();

        Assert.True((await _world.Get<ReopenConsumption>().RunAsync(MeterWorld.Officer, MeterWorld.Month("2026-06"), "Aviso da Meta chegou depois", default)).Done);

        Assert.Empty(await LinesOfAsync("2026-07"));
        Assert.Equal(0, (await _world.MonthAsync("2026-06")).Used.Utility);
        Assert.Equal("motivo", (await CloseAsync("2026-06")).Refusal!.Code);
        Assert.True((await CloseAsync("2026-06", reason: "Aviso da Meta")).Done);
        var closings = (await ReadAsync("2026-06")).Closings;
        Assert.Equal([(2, false), (1, true)], closings.Select(c => (c.Number, c.ReopenedAt is not null)));
        Assert.NotEqual(closings[0].Sha256, closings[1].Sha256);
        await AssertEachOnceAsync();
    }

    [Fact]
    public async Task Reopen_AdjustmentInAClosedMonth_StaysThereAndIsNotCountedTwice()
    {
        var (_, charged) = await PrepareAsync();
        await CloseAsync("2026-06");
        await _world.StatusAsync(charged, MessageStatus.Read, June.AddHours(1), "free_customer_service", "utility", false);
        await _world.CountAsync();
        _world.SetNow(new(2026, 8, 3, 14, 0, 0, TimeSpan.Zero));
        await _world.CountAsync();
        Assert.True((await CloseAsync("2026-07")).Done);
        var july = await LinesOfAsync("2026-07");

        await _world.Get<ReopenConsumption>().RunAsync(MeterWorld.Officer, MeterWorld.Month("2026-06"), "Conferência", default);

        Assert.Equal(july, await LinesOfAsync("2026-07"));
        Assert.Equal(1, (await _world.MonthAsync("2026-06")).Used.Utility);
        await AssertEachOnceAsync();
    }

    /// <summary>A free message and a charged utility template in June, counted.</summary>
    private async Task<(long Free, long Charged)> PrepareAsync()
    {
        await _world.ImportContractAsync();
        var ids = (await _world.DeliverAsync(June), await _world.DeliverAsync(June, "UTILITY", inWindow: false));
        await _world.CountAsync();
        await _world.CountAsync();
        return ids;
    }

    private Task<Portal.Contract.ContractResult> CloseAsync(string month, string? seen = null, string? reason = null) =>
        _world.Get<CloseConsumption>().RunAsync(MeterWorld.Officer, MeterWorld.Month(month), seen, reason, default);

    private Task<ConsumptionReading> ReadAsync(string month) => _world.Get<ConsumptionMonths>().RunAsync(MeterWorld.Month(month), default);

    private async Task<List<FrozenLine>> LinesOfAsync(string month) =>
        [.. (await _world.LinesAsync()).Where(l => new Portal.Contract.BillingMonth(l.Dia) == MeterWorld.Month(month))];

    /// <summary>Whatever months are closed, the entries of each message add up to one.</summary>
    private async Task AssertEachOnceAsync()
    {
        await using var db = _world.World.Database.Open();
        var first = await db.MeteredMessages.Select(m => new { m.MessageId, Count = 1 }).ToListAsync();
        var further = await db.MeteredChanges.Select(c => new { c.MessageId, c.Count }).ToListAsync();
        Assert.All(first.Concat(further).GroupBy(e => e.MessageId), g => Assert.Equal(1, g.Sum(e => e.Count)));
        Assert.Equal(first.Count + further.Sum(f => f.Count), await db.ConsumptionDays.SumAsync(d => d.Messages));
    }

    private static (long Charged, long Sent) Marketing(MonthQuantities used) => (used.Marketing, used.SendTemplate);
}
