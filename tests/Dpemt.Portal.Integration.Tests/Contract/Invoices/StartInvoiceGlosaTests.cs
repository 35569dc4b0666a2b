using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices.Acts;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

/// <summary>Technical and administrative glosas made from an invoice (TR 16.1).</summary>
public sealed class StartInvoiceGlosaTests
{
    [Fact]
    public async Task Run_UndueCharge_MakesATechnicalGlosaWithItsFigures()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();

        var id = (await world.ProposeAsync(invoice, 12.34m)).Id!.Value;

        var reading = (await world.Get<GlosaDetails>().RunAsync(id, default))!;
        var glosa = reading.Glosa;
        Assert.Equal((GlosaKind.Technical, GlosaState.Computed, 12.34m, 575.50m, "TR 16.1.b"), (glosa.Kind, glosa.State, glosa.Amount, glosa.Base, glosa.RuleVersion));
        Assert.Equal((invoice, "101", "2026-08", 18), (glosa.InvoiceId, reading.Facts.OwnInvoice, reading.Facts.Month.ToString(), glosa.Item));
        Assert.Contains("item 18: Cobrado a mais", reading.Steps.Single().Memory, StringComparison.Ordinal);
        await using var db = world.Open();
        var step = await db.InvoiceSteps.SingleAsync();
        Assert.Equal((invoice, 2, InvoiceActs.GlosaProposed, "Fábio Fiscal", 12.34m), (step.InvoiceId, step.Version, step.Act, step.ActorName, step.Amount));
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "fatura-movimentada"));
    }

    [Fact]
    public async Task Run_SameReasonAgain_IsRefusedUntilTheFirstIsGivenUp()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        var first = (await world.ProposeAsync(invoice, 10m)).Id!.Value;

        Assert.Equal("glosa-repetida", (await world.ProposeAsync(invoice, 10m)).Refusal?.Code);
        Assert.True((await world.ProposeAsync(invoice, 10m, code: "categoria")).Done);
        Assert.True((await world.Get<MoveGlosa>().RunAsync(InvoiceLifeWorld.First, first, 1, new GlosaAct.Decide(GlosaOutcome.Dropped, null, "era devida", null), default)).Done);
        Assert.True((await world.ProposeAsync(invoice, 10m)).Done);
    }

    [Theory]
    [InlineData(100.01, 18, null, "valor-acima")]
    [InlineData(50.01, null, 3, "valor-acima")]
    [InlineData(1, 17, null, "linha")]
    [InlineData(1, null, 4, "linha")]
    [InlineData(1, 2, 3, "linha")]
    [InlineData(1, null, null, "linha")]
    [InlineData(0, 18, null, "valor")]
    [InlineData(0.001, 18, null, "valor")]
    public async Task Run_WhatTheInvoiceDoesNotHold_IsRefused(decimal amount, int? item, int? line, string code)
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();

        Assert.Equal(code, (await world.ProposeAsync(invoice, amount, item, line)).Refusal?.Code);
    }

    [Fact]
    public async Task Run_SumOfGlosas_NeverPassesLineNorInvoice()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();

        Assert.True((await world.ProposeAsync(invoice, 60m, 18, 2, "a")).Done);
        Assert.Equal("valor-acima", (await world.ProposeAsync(invoice, 40.01m, 18, null, "b")).Refusal?.Code);
        Assert.Equal("valor-acima", (await world.ProposeAsync(invoice, 40.01m, null, 2, "b")).Refusal?.Code);
        Assert.True((await world.ProposeAsync(invoice, 40m, 18, null, "b")).Done);
        Assert.Equal("valor-acima", (await world.ProposeAsync(invoice, 475.51m, null, null, "fgts", InvoiceGlosaCase.MissingDocument)).Refusal?.Code);
        Assert.True((await world.ProposeAsync(invoice, 475.50m, null, null, "fgts", InvoiceGlosaCase.MissingDocument)).Done);
        Assert.Equal("valor-acima", (await world.ProposeAsync(invoice, 0.01m, null, 3, "c")).Refusal?.Code);
    }

    [Fact]
    public async Task Run_TwoOfficersAtOnce_NeverPassTheInvoice()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        world.AnotherProcess();
        var invoice = await world.InvoiceAsync();

        var results = await Task.WhenAll(world.ProposeAsync(invoice, 60m, code: "a"), world.ProposeAsync(invoice, 60m, code: "b", process: 1));

        Assert.Single(results, r => r.Done);
        await using var db = world.Open();
        Assert.Equal(1, await db.Glosas.CountAsync());
    }

    [Fact]
    public async Task Apply_ByHandToARegisteredInvoice_IsLeftToItsAttestation()
    {
        await using var world = await InvoiceLifeWorld.StartAsync();
        var invoice = await world.InvoiceAsync();
        var id = (await world.ProposeAsync(invoice, 10m)).Id!.Value;

        var refused = await world.Get<MoveGlosa>().RunAsync(InvoiceLifeWorld.First, id, 1, new GlosaAct.Apply("101", new(2026, 8), 575.50m, 0m), default);

        Assert.Equal("fatura-registrada", refused.Refusal?.Code);
    }
}
