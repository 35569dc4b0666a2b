using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Notices;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Glosas;

/// <summary>The life of a glosa on the real database.</summary>
public sealed class GlosaTests
{
    [Fact]
    public async Task Life_FromTheClosedMonthToItsEnd_KeepsEveryStep()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await world.AppliedAsync();
        var paper = await world.DocumentAsync("recurso.pdf");
        await world.DoAsync(id, new GlosaAct.NotePayment("101", world.Today));
        world.Clock.Advance(TimeSpan.FromDays(30));
        await world.DoAsync(id, new GlosaAct.ReceiveAppeal(world.Today, paper), new GlosaAct.AnswerAppeal(world.Today, 60m, "parte procede", paper),
            new GlosaAct.ReturnCredit("102", world.Today), new GlosaAct.Finish());

        var reading = await world.ReadAsync(id);

        Assert.Equal((GlosaState.Final, 94.52m, 60m, 34.52m), (reading.Facts.State, reading.Facts.Computed, reading.Facts.Amount, reading.Facts.Returned));
        Assert.Equal(
            ["apurada", "notificada", "defesa-recebida", "decidida", "aplicada", "paga", "recurso-recebido", "recurso-respondido", "credito-devolvido", "definitiva"],
            reading.Steps.Select(s => s.Act));
        Assert.Equal(Enumerable.Range(1, 10), reading.Steps.Select(s => s.Version));
        Assert.All(reading.Steps, s => Assert.Equal("Fábio Fiscal", s.ActorName));
        Assert.Equal((94.52m, 60m), (reading.Steps[7].AmountBefore, reading.Steps[7].AmountAfter));
        await using var db = world.Open();
        Assert.Equal(10, await db.AuditEntries.CountAsync(a => a.Action == "glosa-movimentada"));
        Assert.Equal(10, await db.Changes.CountAsync(c => c.Topic == "glosa"));
    }

    [Fact]
    public async Task Move_TwoOfficersAtOnce_OneWinsAndTheOtherIsTold()
    {
        await using var world = await GlosaWorld.StartAsync();
        world.AnotherProcess();
        var id = await world.StartGlosaAsync();
        var paper = await world.DocumentAsync();

        var results = await Task.WhenAll(
            world.Get<MoveGlosa>().RunAsync(GlosaWorld.Officer, id, 1, new GlosaAct.Notify(world.Today, paper), default),
            world.Get<MoveGlosa>(1).RunAsync(GlosaWorld.Other, id, 1, new GlosaAct.Notify(world.Today, paper), default));

        Assert.Single(results, r => r.Done);
        Assert.Equal(MoveGlosa.Conflict, results.Single(r => !r.Done).Refusal!.Code);
        Assert.Equal(2, (await world.ReadAsync(id)).Steps.Count);
    }

    [Fact]
    public async Task Start_TwoOfficersAtOnce_MakeOneGlosaOfOneMonth()
    {
        await using var world = await GlosaWorld.StartAsync();
        world.AnotherProcess();

        var results = await Task.WhenAll(
            world.Get<StartGlosa>().RunAsync(GlosaWorld.Officer, GlosaWorld.Month(), default),
            world.Get<StartGlosa>(1).RunAsync(GlosaWorld.Other, GlosaWorld.Month(), default));

        Assert.Single(results, r => r.Done);
        await using var db = world.Open();
        Assert.Equal(1, await db.Glosas.CountAsync());
        var again = await world.Get<StartGlosa>().RunAsync(GlosaWorld.Other, GlosaWorld.Month(), default);
        Assert.Equal("versao-ja-usada", again.Refusal?.Code);
    }

    [Fact]
    public async Task Apply_TwoGlosasOnOneInvoiceAtOnce_NeverPassIt()
    {
        await using var world = await GlosaWorld.StartAsync();
        world.AnotherProcess();
        var paper = await world.DocumentAsync();
        var ids = new List<long>();
        foreach (var month in new[] { GlosaWorld.Month(), GlosaWorld.Month(2) with { Month = new(2026, 6) } })
        {
            var id = await world.StartGlosaAsync(month);
            await world.DoAsync(id, new GlosaAct.Notify(world.Today, paper), new GlosaAct.ReceiveDefence(world.Today, paper), new GlosaAct.Decide(GlosaOutcome.Kept, null, "motivos", null));
            ids.Add(id);
        }

        await Task.WhenAll(ids.Select((id, i) => world.Get<MoveGlosa>(i).RunAsync(GlosaWorld.Officer, id, 4, new GlosaAct.Apply("101", new(2026, 8), 120m, 0m), default)));

        await using var db = world.Open();
        Assert.Equal([94.52m, 25.48m], await db.GlosaDeductions.OrderBy(d => d.Id).Select(d => d.Amount).ToListAsync());
        var rest = (await world.Get<GlosaList>().RunAsync(new(), default)).Rows.Select(r => r.Outstanding).Order();
        Assert.Equal([0m, 69.04m], rest);
        var other = (await world.ReadAsync(ids[0])).Facts.Outstanding > 0 ? ids[0] : ids[1];
        Assert.Equal("fatura-divergente", (await world.MoveAsync(other, new GlosaAct.Apply(" 101 ", new(2026, 8), 500m, 0m))).Refusal?.Code);
    }

    [Fact]
    public async Task Start_NewerVersionBeforeTheInvoice_TakesItsPlace()
    {
        await using var world = await GlosaWorld.StartAsync();
        var old = await world.StartGlosaAsync();
        await world.DoAsync(old, new GlosaAct.Notify(world.Today, await world.DocumentAsync()));

        var id = await world.StartGlosaAsync(GlosaWorld.Month(2, percent: 2m));

        var (before, after) = (await world.ReadAsync(old), await world.ReadAsync(id));
        Assert.Equal((GlosaState.Replaced, GlosaState.Computed, old, 378.09m), (before.Facts.State, after.Facts.State, after.Glosa.ReplacesId, after.Facts.Amount));
        Assert.Equal([old], after.Related.Select(r => r.Id));
        Assert.Equal("versao-ja-usada", (await world.Get<StartGlosa>().RunAsync(GlosaWorld.Officer, GlosaWorld.Month(), default)).Refusal?.Code);
        var none = await world.Get<StartGlosa>().RunAsync(GlosaWorld.Officer, GlosaWorld.Month(3, percent: 0m), default);
        Assert.True(none.Done);
        Assert.Equal(GlosaState.Replaced, (await world.ReadAsync(id)).Facts.State);
    }

    [Fact]
    public async Task Start_NewerVersionAfterTheInvoice_ClaimsOrGivesBackTheDifferenceOnly()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await world.AppliedAsync();

        var complement = await world.StartGlosaAsync(GlosaWorld.Month(2, percent: 2m));
        var added = await world.ReadAsync(complement);
        Assert.Equal((283.57m, id, GlosaState.Computed), (added.Facts.Amount, added.Glosa.ComplementOfId, added.Facts.State));
        Assert.Equal(94.52m, (await world.ReadAsync(id)).Facts.Amount);

        // A third version below both: the complement, which no invoice bore, goes; the first one shrinks.
        Assert.Equal(id, await world.StartGlosaAsync(GlosaWorld.Month(3, percent: 0.25m)));
        Assert.Equal(GlosaState.Replaced, (await world.ReadAsync(complement)).Facts.State);
        var shrunk = (await world.ReadAsync(id)).Facts;
        Assert.Equal((47.26m, 47.26m), (shrunk.Amount, shrunk.CreditDue));
        Assert.Equal("base-estimada", (await world.Get<StartGlosa>().RunAsync(GlosaWorld.Officer, GlosaWorld.Month(4, estimate: true), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Apply_EstimatedBase_WaitsForTheBilledValue()
    {
        await using var world = await GlosaWorld.StartAsync();
        var paper = await world.DocumentAsync();
        var id = await world.StartGlosaAsync(GlosaWorld.Month(estimate: true));
        await world.DoAsync(id, new GlosaAct.Notify(world.Today, paper), new GlosaAct.ReceiveDefence(world.Today, paper), new GlosaAct.Decide(GlosaOutcome.Kept, null, "motivos", null));

        Assert.Equal("base-estimada", (await world.MoveAsync(id, new GlosaAct.Apply("101", new(2026, 8), 18_000m, 0m))).Refusal?.Code);
        await world.DoAsync(id, new GlosaAct.Recompute(17_000m, null, null), new GlosaAct.Apply("101", new(2026, 8), 18_000m, 0m));

        Assert.Equal((85m, 85m, 0m), ((await world.ReadAsync(id)).Facts.Amount, (await world.ReadAsync(id)).Facts.Deducted, (await world.ReadAsync(id)).Facts.Outstanding));
    }

    [Fact]
    public async Task Move_UnknownDocumentOrGlosa_IsRefused()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await world.StartGlosaAsync();

        Assert.Equal("documento", (await world.MoveAsync(id, new GlosaAct.Notify(world.Today, 999))).Refusal?.Code);
        Assert.Equal("glosa", (await world.Get<MoveGlosa>().RunAsync(GlosaWorld.Officer, 999, 1, new GlosaAct.Finish(), default)).Refusal?.Code);
        Assert.Equal("texto-longo", (await world.MoveAsync(id, new GlosaAct.Notify(world.Today, null, new string('x', 4001)))).Refusal?.Code);
    }

    [Fact]
    public async Task Watch_DayByDay_TellsFourTimesAndLetsSilenceAct()
    {
        await using var world = await GlosaWorld.StartAsync();
        world.AnotherProcess();
        var id = await world.StartGlosaAsync();
        await world.DoAsync(id, new GlosaAct.Notify(world.Today, await world.DocumentAsync()));
        Assert.Equal(new DateOnly(2026, 8, 24), Assert.Single(await world.Get<OpenDeadlines>().RunAsync(default)).DueOn);

        for (var day = 0; day < 30; day++)
        {
            // Two instances on the same morning, and one of them twice.
            await world.Get<WatchDeadlines>().RunAsync(default);
            await world.Get<WatchDeadlines>(1).RunAsync(default);
            await world.Get<WatchDeadlines>(1).RunAsync(default);
            world.Clock.Advance(TimeSpan.FromDays(1));
        }

        await using var db = world.Open();
        var told = await db.Notices.OrderBy(n => n.Id).Select(n => new { n.Key, n.CreatedAt, n.Subject }).ToListAsync();
        Assert.Equal(
            [$"glosa-{id}-defesa-20260824-aberto", $"glosa-{id}-defesa-20260824-perto", $"glosa-{id}-defesa-20260824-hoje", $"glosa-{id}-defesa-20260824-passou"],
            told.Select(n => n.Key));
        Assert.Equal([3, 17, 24, 25], told.Select(n => ContractTime.DayOf(n.CreatedAt).Day));
        Assert.All(told, n => Assert.Equal(NoticeSubjects.Deadlines, n.Subject));
        var reading = await world.ReadAsync(id);
        Assert.Equal((GlosaState.Undefended, "portal"), (reading.Facts.State, reading.Steps[^1].ActorName));
        Assert.Empty(await world.Get<OpenDeadlines>().RunAsync(default));
    }

    [Fact]
    public async Task Watch_SixtyDaysWithoutAppeal_MakesItFinalTheDayAfter()
    {
        await using var world = await GlosaWorld.StartAsync();
        var whole = await world.AppliedAsync();
        await world.DoAsync(whole, new GlosaAct.NotePayment("101", world.Today));
        Assert.Equal(2, (await world.Get<OpenDeadlines>().RunAsync(default)).Count);

        world.Clock.Advance(TimeSpan.FromDays(60));
        await world.Get<WatchDeadlines>().RunAsync(default);
        Assert.Equal(GlosaState.Paid, (await world.ReadAsync(whole)).Facts.State);
        world.Clock.Advance(TimeSpan.FromDays(1));
        await world.Get<WatchDeadlines>().RunAsync(default);

        Assert.Equal(GlosaState.Final, (await world.ReadAsync(whole)).Facts.State);
    }

    [Fact]
    public async Task Watch_PartNotDeducted_KeepsItOpen()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await world.AppliedAsync(invoice: 10m);
        await world.DoAsync(id, new GlosaAct.NotePayment("101", world.Today));

        world.Clock.Advance(TimeSpan.FromDays(100));
        await world.Get<WatchDeadlines>().RunAsync(default);

        var facts = (await world.ReadAsync(id)).Facts;
        Assert.Equal((GlosaState.Paid, 84.52m), (facts.State, facts.Outstanding));
    }

    [Fact]
    public async Task Preview_SaysWhatWouldHappenAndChangesNothing()
    {
        await using var world = await GlosaWorld.StartAsync();
        var id = await world.StartGlosaAsync();

        var move = await world.Get<PreviewGlosa>().RunAsync(id, new GlosaAct.Notify(world.Today, 0), default);

        Assert.Equal(new DateOnly(2026, 8, 24), move!.DueOn);
        Assert.Single((await world.ReadAsync(id)).Steps);
        Assert.Null(await world.Get<PreviewGlosa>().RunAsync(99, new GlosaAct.Finish(), default));
    }

    [Fact]
    public async Task List_Filters_FindByStateKindAndYear()
    {
        await using var world = await GlosaWorld.StartAsync();
        await world.StartGlosaAsync();
        await world.StartGlosaAsync(GlosaWorld.Month(2) with { Month = new(2025, 12) });
        var list = world.Get<GlosaList>();

        Assert.Equal(["2026-07", "2025-12"], (await list.RunAsync(new(), default)).Rows.Select(r => r.Month.ToString()));
        Assert.Equal(1, (await list.RunAsync(new(Year: 2025), default)).Total);
        Assert.Equal(0, (await list.RunAsync(new(GlosaState.Paid), default)).Total);
        Assert.Equal(0, (await list.RunAsync(new(Kind: GlosaKind.Technical), default)).Total);
        Assert.Equal((1, 2), ((await list.RunAsync(new(Take: 1), default)).Rows.Count, (await list.RunAsync(new(Take: 1), default)).Total));
    }
}
