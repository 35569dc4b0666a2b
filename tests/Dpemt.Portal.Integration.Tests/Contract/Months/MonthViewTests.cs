using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Months;

namespace Dpemt.Portal.Integration.Tests.Contract.Months;

public sealed class MonthViewTests : IAsyncLifetime
{
    private readonly MonthWorld _world = new();

    public Task InitializeAsync() => _world.WithContractAsync(new(2027, 1, 15));

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Run_NoContract_IsNull()
    {
        await using var empty = new MonthWorld();
        Assert.Null(await empty.Get<MonthView>().RunAsync(MonthWorld.July, default));
        Assert.Null(await empty.Get<YearView>().RunAsync(2026, default));
    }

    [Fact]
    public async Task Run_FourHoursOfJuly_GivesIndexBudgetAndGlosaOnTheEstimate()
    {
        await _world.AddAsync("2026-07-03 10:00", "2026-07-03 14:00");
        await _world.AddAsync("2026-07-03 11:00", "2026-07-03 13:00", OutageScope.Partial);
        await _world.AddAsync("2026-07-20 01:00", "2026-07-21 01:00", excluded: ExclusionGround.ForceMajeure);
        var withdrawn = await _world.AddAsync("2026-07-10 01:00", "2026-07-10 09:00");
        await _world.ChangeAsync(withdrawn, i => i.State = IncidentState.Withdrawn);

        var evidence = await MeasureADayAsync(new(2026, 7, 15));

        var reading = await _world.ReadAsync();

        Assert.Equal((MonthState.Over, 99.4623m, false, 0.5m, 94.52m), (reading.State, reading.Availability.Index, reading.Availability.Met, reading.Discount, reading.Glosa));
        Assert.Equal(TimeSpan.FromHours(4).Ticks, reading.Availability.DownTicks);
        Assert.True(reading.Billed.IsEstimate);
        Assert.Equal([true, true, false], reading.Outages.Select(o => o.Counts));
        Assert.Equal(240, reading.Days[2].DownTicks / TimeSpan.TicksPerMinute);
        Assert.Equal(0, reading.Days[19].DownTicks);
        Assert.Equal(["TR 5.6.1", "TR 5.7.1", "TR 5.9.2 e 5.7.1"], reading.Memory.Take(3).Select(s => s.Clause));
        Assert.Equal(evidence, reading.Material.EvidenceHash);
        var sending = reading.Material.Coverage.Single(c => c.Component == ServiceComponent.Sending).Minutes;
        Assert.Equal(new MinuteCounts(900, 5, 72, 20, (31 * 1440) - 997), sending);
    }

    [Fact]
    public async Task Run_OutageThatLasts_CountsUpToNowAndTheRestAsAvailable()
    {
        await _world.AddAsync("2026-08-03 07:00", null);

        var reading = await _world.ReadAsync(new(2026, 8));
        Assert.Equal((MonthState.Current, TimeSpan.FromHours(1).Ticks), (reading.State, reading.Availability.DownTicks));
        var later = reading.At(_world.Clock.GetUtcNow().AddMinutes(60));
        Assert.Equal(TimeSpan.FromMinutes(120).Ticks, later.Availability.DownTicks);
        Assert.Equal(TimeSpan.FromMinutes(60).Ticks, reading.Availability.BudgetLeftTicks - later.Availability.BudgetLeftTicks);
        Assert.Equal(later.NextHour.Glosa - later.Glosa, later.NextHour.Difference);
        Assert.Equal(94.52m, later.NextHour.Glosa);
    }

    [Fact]
    public async Task Without_OneIncident_ReckonsTheMonthAnewAndStoresNothing()
    {
        var one = await _world.AddAsync("2026-07-03 10:00", "2026-07-03 14:00");
        var other = await _world.AddAsync("2026-07-03 13:00", "2026-07-03 15:00");

        var reading = await _world.ReadAsync();
        Assert.Equal(TimeSpan.FromHours(5).Ticks, reading.Availability.DownTicks);
        Assert.Equal(TimeSpan.FromHours(2).Ticks, reading.Without(new HashSet<long> { one }).Availability.DownTicks);
        Assert.True(reading.Without(new HashSet<long> { one, other }) is { Glosa: 0, Availability.Met: true, IsTrial: true });
        Assert.Throws<InvalidOperationException>(() => reading.Without(new HashSet<long> { one }).FactsHash);
        Assert.Equal(TimeSpan.FromHours(5).Ticks, (await _world.ReadAsync()).Availability.DownTicks);
    }

    [Fact]
    public async Task Zones_OutageAtTheMonthsEnd_FallsIntoAnotherMonthInBrasiliaAndUtc()
    {
        await _world.AddAsync("2026-07-31 22:30", "2026-07-31 23:30");

        var zones = (await _world.ReadAsync()).Zones;
        Assert.Equal([60L, 30, 0], zones.Select(z => z.DownTicks / TimeSpan.TicksPerMinute));
        Assert.Equal(TimeSpan.FromHours(-1), zones[1].Period.Start - zones[0].Period.Start);
        Assert.Equal(TimeSpan.FromHours(-4), zones[2].Period.Start - zones[0].Period.Start);
    }

    [Fact]
    public async Task Readings_GapOrBetweenTheClauses_ShowWhatEachCosts()
    {
        var id = await _world.AddAsync("2026-07-03 10:00", "2026-07-03 12:30");
        var gap = await _world.ReadAsync();
        Assert.True(gap is { Availability.Gap: true, WaitsForDecision: true, Glosa: 0 });
        Assert.Equal([(0m, true), (94.52m, false), (0m, false)], gap.Readings.Select(r => (r.Glosa, r.Holds)));

        await _world.ChangeAsync(id, i => i.EndAt = MonthWorld.At("2026-07-03 13:20"));
        var between = await _world.ReadAsync();
        Assert.Equal([(94.52m, false, true), (0m, true, false)], between.Readings.Select(r => (r.Glosa, r.Met, r.Holds)));

        Assert.True((await _world.DecideAsync(DecisionTopics.RequiredIndex, DecisionTopics.GeneralClause, 0)).Done);
        var decided = await _world.ReadAsync();
        Assert.True(decided is { Availability.Met: true, Glosa: 0 });
        Assert.Equal([false, true], decided.Readings.Select(r => r.Holds));

        Assert.True((await _world.DecideAsync(DecisionTopics.RequiredIndex, DecisionTopics.TakenBack, 1)).Done);
        Assert.Equal(94.52m, (await _world.ReadAsync()).Glosa);
    }

    [Fact]
    public async Task Run_MonthsAtTheContractsBorders_AreCut()
    {
        Assert.Equal(MonthState.NotInForce, (await _world.ReadAsync(new(2026, 5))).State);
        Assert.Equal(MonthState.Future, (await _world.ReadAsync(new(2026, 12))).State);
        Assert.Equal(TimeSpan.FromDays(15), (await _world.ReadAsync(new(2027, 1))).Period.Length);
        Assert.Equal(MonthState.NotInForce, (await _world.ReadAsync(new(2027, 2))).State);
    }

    [Fact]
    public async Task Year_TwoBrokenMonthsAndACriticalOutage_ProposeWithClauses()
    {
        await _world.AddAsync("2026-06-10 10:00", "2026-06-10 12:45");
        await _world.AddAsync("2026-07-03 10:00", "2026-07-03 15:00");
        Assert.True((await _world.CloseAsync()).Done);

        var year = (await _world.Get<YearView>().RunAsync(2026, default))!;
        Assert.Equal(12, year.Months.Count);
        Assert.Equal(
            [MonthState.NotInForce, MonthState.Over, MonthState.Closed, MonthState.Current, MonthState.Future], year.Months.Skip(4).Take(5).Select(m => m.State));
        Assert.True(year.Months[5] is { Gap: true, WaitsForDecision: true, Broken: true, Glosa: 0 });
        Assert.True(year.Months[6] is { Version: 1, ChangedSince: false, Glosa: 94.52m });
        Assert.Equal(["06/2026", "07/2026"], year.Recurrence.Broken.Select(m => m.Month.Label));
        Assert.Equal(1, year.Recurrence.Critical);
        Assert.Equal(["TR 5.6.2", "TR 27.2", "TR 5.7.2", "TR 5.7.2", "TR 27.5", "TR 27.9.1", "TR 5.7.3.3"], year.Recurrence.Proposals.Select(p => p.Clause));
        Assert.Contains(year.Recurrence.Proposals, p => p.Text.Contains("4.537,08", StringComparison.Ordinal));

        await _world.AddAsync("2026-07-20 10:00", "2026-07-20 11:00");
        var after = (await _world.Get<YearView>().RunAsync(2026, default))!.Months[6];
        Assert.True(after is { ChangedSince: true, Version: 1 });
        Assert.Empty((await _world.Get<YearView>().RunAsync(2025, default))!.Recurrence.Proposals);
    }

    /// <summary>A packed day of sending: 900 minutes up, 5 degraded, 72 down, 20 ours, the rest without evidence.</summary>
    private async Task<string> MeasureADayAsync(DateOnly day)
    {
        var line = new EvidenceDay
        {
            Day = day,
            Series = (int)ServiceComponent.Sending,
            Up = 900,
            Degraded = 5,
            Down = 72,
            Ours = 20,
            NoEvidence = 443,
            Count = 2_000,
            Rule = "Medição v1",
            ContentHash = new byte[32],
            PreviousHash = new byte[32],
            Hash = new byte[32],
        };
        line.Hash = line.Sealed();
        await using var db = await _world.OpenAsync();
        db.EvidenceDays.Add(line);
        await db.SaveChangesAsync();
        return Convert.ToHexStringLower(line.Hash);
    }
}
