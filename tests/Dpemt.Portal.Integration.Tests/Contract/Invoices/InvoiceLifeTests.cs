using System.Globalization;
using System.Text.Json;
using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Contract.Papers;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

/// <summary>The life of an invoice on the real database: receipts, documents, check, attestation, credit notice, payment.</summary>
public sealed class InvoiceLifeTests
{
    [Fact]
    public async Task Life_WithThreeGlosas_PaysTheRestAndStartsTheirAppeals()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var availability = await world.DecidedGlosaAsync();
        var invoice = await world.InvoiceAsync();
        var technical = (await world.ProposeAsync(invoice, 12.34m)).Id!.Value;
        var administrative = (await world.ProposeAsync(invoice, 5m, null, null, "outro", InvoiceGlosaCase.Other)).Id!.Value;
        await world.CheckedAsync(invoice);
        var net = 575.50m - 12.34m - 5m - 94.52m;
        Assert.Equal(net, (await world.LifeAsync(invoice)).Settlement.Net);

        Assert.Equal("mesma-pessoa", (await world.MoveAsync(invoice, new InvoiceAct.Attest(net))).Refusal?.Code);
        Assert.Equal("valor-mudou", (await world.MoveAsync(invoice, new InvoiceAct.Attest(net + 1), InvoiceLifeWorld.Second)).Refusal?.Code);
        await world.DoAsync(invoice, InvoiceLifeWorld.Second, new InvoiceAct.Attest(net));
        var notice = await world.Get<IssueCreditNotice>().RunAsync(InvoiceLifeWorld.Second, invoice, default);
        world.Clock.Advance(TimeSpan.FromDays(10));
        await world.DoAsync(invoice, InvoiceLifeWorld.First, new InvoiceAct.NotePayment(world.Today, "2026OB00077"));
        var second = await world.Get<IssueCreditNotice>().RunAsync(InvoiceLifeWorld.Second, invoice, default);

        var reading = await world.LifeAsync(invoice);
        Assert.Equal((InvoiceState.Paid, net, net), (reading.Facts.State, reading.Facts.AttestedNet!.Value, reading.Settlement.Net));
        Assert.Equal([technical, administrative, availability], reading.Settlement.Lines.Select(l => l.Glosa));
        foreach (var id in new[] { technical, administrative, availability })
        {
            var glosa = (await world.Get<GlosaDetails>().RunAsync(id, default))!;
            // 60 days of 11 September end on 10 November; 60 days of the notice are in it too.
            Assert.Equal((GlosaState.Paid, new DateOnly(2026, 11, 10), new DateOnly(2026, 11, 10)), (glosa.Facts.State, glosa.Facts.AppealDueOn!.Value, glosa.Facts.CorrectionDueOn!.Value));
            Assert.Equal((0m, "101"), (glosa.Facts.Outstanding, glosa.Facts.Deductions.Single().InvoiceNumber));
        }

        Assert.Equal(Enumerable.Range(2, reading.Steps.Count), reading.Steps.Select(s => s.Version));
        Assert.Equal("Flávia Fiscal", reading.Steps.Single(s => s.Act == InvoiceActs.Attested).ActorName);
        var (before, after) = (await NoticeAsync(world, notice.Id!.Value), await NoticeAsync(world, second.Id!.Value));
        Assert.Equal((575.50m, 111.86m, net, 3), (before.Total, before.Deducted, before.Net, before.Lines.Count));
        Assert.Equal(before.Deducted, before.Lines.Sum(l => l.Amount));
        Assert.Null(before.AppealBy);
        Assert.Equal(new DateOnly(2026, 11, 10), after.AppealBy);
        Assert.Equal((before.Net, "2026OB00077"), (after.Net, after.PaymentOrder));
        Assert.Contains("99,1234", before.Lines[2].Reason, StringComparison.Ordinal);
        await using var db = world.Open();
        Assert.Equal(reading.Steps.Count, await db.AuditEntries.CountAsync(a => a.Action == "fatura-movimentada"));
    }

    [Fact]
    public async Task Attest_GlosaAboveTheInvoice_PaysNothingAndCarriesTheRest()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var availability = await world.DecidedGlosaAsync(200_000m);
        var first = await world.InvoiceAsync();
        await world.ProposeAsync(first, 20m);
        await world.CheckedAsync(first);
        await world.DoAsync(first, InvoiceLifeWorld.Second, new InvoiceAct.Attest(0m));
        var notice = await NoticeAsync(world, (await world.Get<IssueCreditNotice>().RunAsync(InvoiceLifeWorld.Second, first, default)).Id!.Value);

        var next = await world.InvoiceAsync("102");
        var settlement = (await world.LifeAsync(next)).Settlement;

        Assert.Equal([(20m, 0m), (555.50m, 444.50m)], notice.Lines.Select(l => (l.Amount, l.Rest)));
        Assert.Equal((availability, 444.50m, 131m), (settlement.Lines.Single().Glosa, settlement.Deducted, settlement.Net));
        await world.CheckedAsync(next);
        await world.DoAsync(next, InvoiceLifeWorld.Second, new InvoiceAct.Attest(131m));
        Assert.Equal((1000m, 0m), ((await world.Get<GlosaDetails>().RunAsync(availability, default))!.Facts.Deducted, (await world.Get<GlosaDetails>().RunAsync(availability, default))!.Facts.Outstanding));
        // What the first notice said of the rest stays said, although the rest is taken by now.
        Assert.Equal(notice.Lines, (await NoticeAsync(world, (await world.Get<IssueCreditNotice>().RunAsync(InvoiceLifeWorld.Second, first, default)).Id!.Value)).Lines);
    }

    [Fact]
    public async Task Attest_GlosaReducedAfterTheCheck_AsksForTheCheckAnew()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        var glosa = (await world.ProposeAsync(invoice, 20m)).Id!.Value;
        await world.CheckedAsync(invoice);
        Assert.True((await world.Get<MoveGlosa>().RunAsync(InvoiceLifeWorld.First, glosa, 1, new GlosaAct.Decide(GlosaOutcome.Reduced, 10m, "parte é devida", null), default)).Done);

        Assert.Equal("conferencia-vencida", (await world.MoveAsync(invoice, new InvoiceAct.Attest(565.50m), InvoiceLifeWorld.Second)).Refusal?.Code);
        Assert.Equal("fatura-conferida", (await world.ProposeAsync(invoice, 1m, code: "outra")).Refusal?.Code);
        await world.DoAsync(invoice, InvoiceLifeWorld.First, new InvoiceAct.Reopen("glosa reduzida"), new InvoiceAct.Check(565.50m));
        await world.DoAsync(invoice, InvoiceLifeWorld.Second, new InvoiceAct.Attest(565.50m));
        Assert.Equal("passo-fora-de-ordem", (await world.Get<MoveGlosa>().RunAsync(InvoiceLifeWorld.First, glosa, 3, new GlosaAct.Decide(GlosaOutcome.Dropped, null, "tarde", null), default)).Refusal?.Code);
    }

    [Fact]
    public async Task Attest_TwoAtOnceOnTwoProcesses_DeductsOnce()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        world.AnotherProcess();
        var glosa = await world.DecidedGlosaAsync();
        var invoice = await world.InvoiceAsync();
        await world.CheckedAsync(invoice);
        var version = (await world.ReadAsync(invoice)).Version;

        var results = await Task.WhenAll(new[] { 0, 1 }.Select(p => world.Get<MoveInvoice>(p).RunAsync(InvoiceLifeWorld.Second, invoice, version, new InvoiceAct.Attest(480.98m), default)));

        Assert.Single(results, r => r.Done);
        Assert.Equal(MoveInvoice.Conflict, results.Single(r => !r.Done).Refusal?.Code);
        Assert.Equal(94.52m, (await world.Get<GlosaDetails>().RunAsync(glosa, default))!.Facts.Deducted);
    }

    [Fact]
    public async Task Check_DocumentMissing_NeedsANoticeOrAGlosaForEach()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        await world.HandInAsync(invoice);
        var file = await world.DocumentAsync();
        // Newer ones that end before the 9th of September, the fifth working day.
        foreach (var kind in new[] { "fgts", "federal-inss" })
            Assert.True((await world.Get<AttachPaymentDocument>().RunAsync(InvoiceLifeWorld.First, new(invoice, kind, world.Today, new(2026, 9, 8), file), default)).Done);
        await world.DoAsync(invoice, InvoiceLifeWorld.First, new InvoiceAct.ReceiveProvisionally(world.Today, "serviço prestado"));

        Assert.Equal("documento-pendente", (await world.MoveAsync(invoice, new InvoiceAct.Check(575.50m))).Refusal?.Code);
        await world.DoAsync(invoice, InvoiceLifeWorld.First, new InvoiceAct.NotifyIrregularity(world.Today, ["fgts"], "CRF vencido"));
        Assert.Equal("documento-pendente", (await world.MoveAsync(invoice, new InvoiceAct.Check(575.50m))).Refusal?.Code);
        Assert.True((await world.ProposeAsync(invoice, 1m, null, null, "federal-inss", InvoiceGlosaCase.MissingDocument)).Done);
        await world.DoAsync(invoice, InvoiceLifeWorld.First, new InvoiceAct.Check(574.50m));
    }

    [Fact]
    public async Task View_ProofOfAnotherInvoice_IsOfferedWhileItIsValidLongEnough()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        await world.HandInAsync(await world.InvoiceAsync());
        var next = await world.InvoiceAsync("102");

        var offers = (await world.LifeAsync(next)).Reusable;

        Assert.Equal(6, offers.Count);
        Assert.All(offers, o => Assert.Equal("101", o.InvoiceNumber));
        world.Clock.Advance(TimeSpan.FromDays(178));
        Assert.Empty((await world.LifeAsync(await world.InvoiceAsync("103"))).Reusable);
    }

    [Fact]
    public async Task Return_TakesItsGlosasOutOfEffect()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        var glosa = (await world.ProposeAsync(invoice, 20m)).Id!.Value;

        Assert.Equal("motivo", (await world.MoveAsync(invoice, new InvoiceAct.Return(world.Today, " "))).Refusal?.Code);
        await world.DoAsync(invoice, InvoiceLifeWorld.First, new InvoiceAct.Return(world.Today, "competência errada"));

        Assert.Equal(GlosaState.Replaced, (await world.Get<GlosaDetails>().RunAsync(glosa, default))!.Facts.State);
        Assert.Equal("passo-fora-de-ordem", (await world.MoveAsync(invoice, new InvoiceAct.Check(575.50m))).Refusal?.Code);
    }

    [Fact]
    public async Task Register_CorrectionOfTheRegistration_LeavesNoGlosaOfTheOldOne()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        var glosa = (await world.ProposeAsync(invoice, 20m)).Id!.Value;

        var corrected = await world.Get<RegisterInvoice>().RunAsync(InvoiceLifeWorld.First, new(
            "101", new(2026, 8), world.Today, null, 100m, [new(18, "Envio de modelo", 5000, 0.02m, 100m)], CorrectsId: invoice, Reason: "valor digitado errado"), default);

        Assert.True(corrected.Done, corrected.Refusal?.Message);
        Assert.Equal(GlosaState.Replaced, (await world.Get<GlosaDetails>().RunAsync(glosa, default))!.Facts.State);
        Assert.True((await world.ProposeAsync(corrected.Id!.Value, 20m)).Done);
        Assert.Equal(80m, (await world.LifeAsync(corrected.Id.Value)).Settlement.Net);
    }

    [Fact]
    public async Task Deadlines_OfAnInvoice_RunUntilItIsPaid()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        var file = await world.DocumentAsync();
        await world.Get<AttachPaymentDocument>().RunAsync(InvoiceLifeWorld.First, new(invoice, "fgts", world.Today, new(2026, 9, 4), file), default);

        Assert.Equal(
            [("2026-09-04", "TR 15.3.c e 15.5"), ("2026-09-09", "TR 15.5.1"), ("2026-10-01", "TR 15.1.1.1"), ("2026-10-01", "TR 15.1.1")],
            (await RunningAsync(world)).Select(d => (d.DueOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), d.Clause)));
        await world.CheckedAsync(invoice);
        await world.DoAsync(invoice, InvoiceLifeWorld.Second, new InvoiceAct.Attest(575.50m));
        Assert.Equal(["TR 15.1.1"], (await RunningAsync(world)).Select(d => d.Clause));
        await world.DoAsync(invoice, InvoiceLifeWorld.Second, new InvoiceAct.NotePayment(world.Today, "OB 1"));
        Assert.Empty(await RunningAsync(world));
    }

    private static async Task<List<OpenDeadline>> RunningAsync(InvoiceLifeWorld world) =>
        [.. (await world.Get<OpenDeadlines>().RunAsync(default)).Where(d => d.Href.StartsWith("contrato/faturas/", StringComparison.Ordinal))];

    private static async Task<CreditNoticeData> NoticeAsync(InvoiceLifeWorld world, long id)
    {
        await using var db = world.Open();
        var paper = await db.Papers.AsNoTracking().SingleAsync(p => p.Id == id);
        Assert.Equal((PaperKind.CreditNotice, paper.Sha256), (paper.Kind, PaperArchive.HashOf(paper.Data)));
        return JsonSerializer.Deserialize<CreditNoticeData>(paper.Data, PaperArchive.Format)!;
    }
}
