using System.Security.Cryptography;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Contract.Measuring;

/// <summary>Days packed into the chain of evidence, and what is found when somebody touches it.</summary>
public sealed class EvidenceTests : IAsyncLifetime
{
    private static readonly DateOnly First = new(2026, 6, 29);
    private static readonly Period Whole = new(ContractTime.StartOf(First), ContractTime.StartOf(First.AddDays(4)));

    // Nothing listens there, and nothing is asked.
    private readonly MeasuringWorld _world = new(new("http://127.0.0.1:9"), ContractTime.StartOf(First));

    public async Task InitializeAsync()
    {
        // Four days of authentication every two minutes, with an outage over the first midnight and a hole.
        await using var db = _world.Database.Open();
        var outage = new Period(ContractTime.StartOf(First.AddDays(1)).AddMinutes(-30), ContractTime.StartOf(First.AddDays(1)).AddMinutes(45));
        for (var at = Whole.Start.AddHours(2); at < Whole.End; at = at.AddMinutes(2))
        {
            if (at.Hour == 15)
                continue;
            db.Probes.Add(new Probe
            {
                Component = ServiceComponent.Authentication,
                StartedAt = at,
                Milliseconds = 40 + (at.Minute * 7 % 90),
                Outcome = at >= outage.Start && at < outage.End ? ProbeOutcome.Failed : at.Minute == 20 ? ProbeOutcome.Slow : at.Minute == 40 ? ProbeOutcome.OursFailed : ProbeOutcome.Good,
                Call = ProbeCall.Token,
                HttpStatus = at >= outage.Start && at < outage.End ? 503 : 200,
            });
        }

        db.MeasuredOutages.Add(new MeasuredOutage { Component = ServiceComponent.Authentication, StartAt = outage.Start, EndAt = outage.End, Rule = "prova", OpenedAt = outage.Start });
        db.TrafficMinutes.Add(new TrafficMinute { Minute = Whole.Start.AddHours(30), Inbound = 7 });
        await db.SaveChangesAsync();
        _world.Clock.SetUtcNow(ContractTime.StartOf(First.AddDays(3)).AddHours(2));
    }

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task DayTraffic_BeforeAndAfterPacking_IsTheSameAndOutlivesTheRows()
    {
        var day = First.AddDays(1);
        var before = await _world.Get<DayTraffic>().RunAsync(day, default);
        Assert.Equal((7, (int?)null), (before.Minutes.Sum(m => m.Inbound), before.AcceptedAndSilent));

        Assert.Equal(3, await _world.Get<PackEvidence>().RunAsync(default));
        await using (var db = _world.Database.Open())
            await db.TrafficMinutes.ExecuteDeleteAsync();

        var after = await _world.Get<DayTraffic>().RunAsync(day, default);
        Assert.Equal((ContractTime.StartOf(day).AddHours(6), 7), (after.Minutes.Single().Minute, after.Minutes.Single().Inbound));
        Assert.Equal(0, after.AcceptedAndSilent);
        var quarters = after.By(ContractTime.StartOf(day), 15);
        Assert.Equal(96, quarters.Count);
        Assert.Equal([24], Enumerable.Range(0, 96).Where(i => quarters[i].Inbound == 7));
        Assert.Empty((await _world.Get<DayTraffic>().RunAsync(First.AddDays(40), default)).Minutes);
    }

    [Fact]
    public async Task Pack_DaysThatAreOver_KeepEveryVerdictAndProbeAndDropTheRows()
    {
        var before = await CoverageAsync();
        var raw = await _world.ProbesAsync(ServiceComponent.Authentication);

        Assert.Equal(3, await _world.Get<PackEvidence>().RunAsync(default));
        Assert.Equal(0, await _world.Get<PackEvidence>().RunAsync(default));

        Assert.Equal(before, await CoverageAsync());
        Assert.Equal(75, before[0].Minutes.Down);
        Assert.Equal(0, before[1].Minutes.Total - before[1].Minutes.NoEvidence);
        var day = ContractTime.StartOf(First.AddDays(1));
        var content = (await _world.Get<EvidenceDays>().ContentAsync(First.AddDays(1), ServiceComponent.Authentication, default))!;
        var expected = raw.Where(p => p.StartedAt >= day && p.StartedAt < day.AddDays(1)).Select(p => new KeptProbe(p.StartedAt, p.Milliseconds, p.Outcome, p.Call, p.HttpStatus));
        Assert.Equal(expected, content.Probes);
        Assert.Equal(day.AddMinutes(-30), Assert.Single(content.Outages).Start);
        await using var db = _world.Database.Open();
        Assert.Equal(21, await db.EvidenceDays.CountAsync());
        Assert.Equal(day.AddDays(1), await db.Probes.MinAsync(p => p.StartedAt));
        Assert.Equal(7, (await db.EvidenceDays.SingleAsync(d => d.Day == First.AddDays(1) && d.Series == EvidenceDay.Traffic)).Count);
        Assert.Empty((await _world.Get<CheckEvidence>().RunAsync(default)).Faults);
    }

    [Fact]
    public async Task Pack_DayJustOver_WaitsForItsGrace()
    {
        Assert.Equal(3, await _world.Get<PackEvidence>().RunAsync(default));
        _world.Clock.SetUtcNow(ContractTime.StartOf(First.AddDays(4)).AddMinutes(59));
        Assert.Equal(0, await _world.Get<PackEvidence>().RunAsync(default));
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(1, await _world.Get<PackEvidence>().RunAsync(default));
    }

    [Fact]
    public async Task Pack_TwoInstancesAtOnce_PackEachDayOnce()
    {
        await using var second = _world.Start();

        var packed = await Task.WhenAll(_world.Get<PackEvidence>().RunAsync(default), second.Services.GetRequiredService<PackEvidence>().RunAsync(default));

        Assert.Equal(3, packed.Sum());
        Assert.Empty((await _world.Get<CheckEvidence>().RunAsync(default)).Faults);
    }

    [Fact]
    public async Task Coverage_PeriodThatCutsDays_CountsTheMinutesOfTheCut()
    {
        await _world.Get<PackEvidence>().RunAsync(default);
        var brasilia = new Period(Whole.Start.AddHours(23), Whole.Start.AddHours(49).AddMinutes(17));
        var slow = new List<MinuteVerdict>();
        for (var day = First; day < First.AddDays(4); day = day.AddDays(1))
            slow.AddRange(await _world.Get<EvidenceDays>().MinutesAsync(day, ServiceComponent.Authentication, default));

        var found = (await _world.Get<EvidenceDays>().CoverageAsync(brasilia, default))[0].Minutes;

        Assert.Equal(MinuteCounts.Of(slow.Skip(23 * 60).Take((26 * 60) + 17).ToArray()), found);
    }

    [Fact]
    public async Task Coverage_FutureAndTimeBeforeMeasuring_AreCutAndWithoutEvidence()
    {
        var june = new BillingMonth(2026, 6).Whole;
        Assert.All(await _world.Get<EvidenceDays>().CoverageAsync(june, default), c => Assert.Equal(30 * 1440, c.Minutes.Total));
        var far = new BillingMonth(2027, 1).Whole;
        Assert.All(await _world.Get<EvidenceDays>().CoverageAsync(far, default), c => Assert.Equal(0, c.Minutes.Total));
    }

    [Fact]
    public async Task Hash_OfAMonth_IsThatOfItsLastPackedLine()
    {
        await _world.Get<PackEvidence>().RunAsync(default);
        await using var db = _world.Database.Open();
        var june = await db.EvidenceDays.SingleAsync(d => d.Day == new DateOnly(2026, 6, 30) && d.Series == EvidenceDay.Traffic);

        Assert.Equal(Convert.ToHexStringLower(june.Hash), await _world.Get<EvidenceDays>().HashAsync(new(2026, 6), default));
        Assert.NotEqual(await _world.Get<EvidenceDays>().HashAsync(new(2026, 6), default), await _world.Get<EvidenceDays>().HashAsync(new(2026, 7), default));
        Assert.Null(await _world.Get<EvidenceDays>().HashAsync(new(2026, 8), default));
    }

    [Fact]
    public Task Check_ChangedFigure_IsFound() => FaultAsync("a linha foi alterada", async db =>
        await Row(db, 1, 0).ExecuteUpdateAsync(s => s.SetProperty(d => d.Down, d => d.Down + 1)));

    [Fact]
    public Task Check_ChangedContent_IsFound() => FaultAsync("o conteúdo foi alterado", async db =>
    {
        var id = (await Row(db, 1, 0).SingleAsync()).Id;
        await db.EvidenceContents.Where(c => c.EvidenceDayId == id).ExecuteUpdateAsync(s => s.SetProperty(c => c.Packed, new byte[] { 1, 2, 3 }));
    });

    [Fact]
    public Task Check_ContentGone_IsFound() => FaultAsync("o conteúdo desapareceu", async db =>
    {
        var id = (await Row(db, 0, 3).SingleAsync()).Id;
        await db.EvidenceContents.Where(c => c.EvidenceDayId == id).ExecuteDeleteAsync();
    });

    [Fact]
    public Task Check_LineGone_IsFound() => FaultAsync("faltam linhas até 30/06/2026", db => DeleteAsync(db, d => d.Day == First.AddDays(1) && d.Series == 2));

    [Fact]
    public Task Check_DayGone_IsFound() => FaultAsync("faltam linhas até 01/07/2026", db => DeleteAsync(db, d => d.Day == First.AddDays(1)));

    [Fact]
    public Task Check_FirstDayGone_IsFound() => FaultAsync("falta o começo da corrente", db => DeleteAsync(db, d => d.Day == First));

    [Fact]
    public Task Check_LastDayGone_IsFoundByTheAuditTrail() => FaultAsync("a trilha de auditoria conhece este dia, e ele não está na evidência", db => DeleteAsync(db, d => d.Day == First.AddDays(2)));

    [Fact]
    public Task Check_InsertedLine_IsFound() => FaultAsync("a linha foi inserida", async db =>
    {
        var before = await Row(db, 1, EvidenceDay.Traffic).AsNoTracking().SingleAsync();
        var forged = new EvidenceDay { Day = before.Day, Series = 9, Rule = before.Rule, ContentHash = SHA256.HashData([]), PreviousHash = before.Hash, Hash = [], PackedAt = before.PackedAt };
        forged.Hash = forged.Sealed();
        db.Add(forged);
        await db.SaveChangesAsync();
        db.Add(new EvidenceContent { EvidenceDayId = forged.Id, Packed = [] });
        await db.SaveChangesAsync();
    });

    [Fact]
    public Task Check_ChainMadeAnew_IsFoundByTheAuditTrail() => FaultAsync("o resumo do dia não é o que a trilha de auditoria guarda", async db =>
    {
        var previous = new byte[32];
        foreach (var line in await db.EvidenceDays.OrderBy(d => d.Day).ThenBy(d => d.Series).ToListAsync())
        {
            if (line.Day == First.AddDays(1) && line.Series == 0)
                line.Down = 0;
            line.PreviousHash = previous;
            previous = line.Hash = line.Sealed();
        }

        await db.SaveChangesAsync();
    });

    private static IQueryable<EvidenceDay> Row(Persistence.PortalDbContext db, int day, int series)
    {
        var wanted = First.AddDays(day);
        return db.EvidenceDays.Where(d => d.Day == wanted && d.Series == series);
    }

    private static async Task DeleteAsync(Persistence.PortalDbContext db, System.Linq.Expressions.Expression<Func<EvidenceDay, bool>> which)
    {
        var ids = await db.EvidenceDays.Where(which).Select(d => d.Id).ToListAsync();
        await db.EvidenceContents.Where(c => ids.Contains(c.EvidenceDayId)).ExecuteDeleteAsync();
        await db.EvidenceDays.Where(which).ExecuteDeleteAsync();
    }

    private async Task FaultAsync(string expected, Func<Persistence.PortalDbContext, Task> touch)
    {
        await _world.Get<PackEvidence>().RunAsync(default);
        await using (var db = _world.Database.Open())
            await touch(db);

        var found = await _world.Get<CheckEvidence>().RunAsync(default);

        Assert.Contains(expected, found.Faults.Select(f => f.Fault));
        await using var after = _world.Database.Open();
        Assert.Equal(3, await after.AuditEntries.CountAsync(a => a.Action == AuditActions.EvidencePacked));
    }

    private Task<IReadOnlyList<ComponentCoverage>> CoverageAsync() => _world.Get<EvidenceDays>().CoverageAsync(Whole, default);
}
