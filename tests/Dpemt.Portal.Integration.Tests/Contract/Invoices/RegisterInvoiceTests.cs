using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Integration.Tests.Contract.Glosas;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

public sealed class RegisterInvoiceTests
{
    private static readonly NewInvoice Form = new("NF 000.123", new(2026, 7), new(2026, 8, 1), null, 63.60m, [new(5, "Utilidade", 1000, 0.0636m, 63.60m)]);

    [Fact]
    public async Task Register_SameNumberManyAtOnceInTwoProcesses_OneStands()
    {
        await using var world = await GlosaWorld.StartAsync();
        world.AnotherProcess();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
            world.Get<RegisterInvoice>(i % 2).RunAsync(GlosaWorld.Officer, Form with { Number = i % 3 == 0 ? "nf-000123" : "NF 000.123" }, default))));

        Assert.Single(results, r => r.Done);
        Assert.All(results.Where(r => !r.Done), r => Assert.Equal("fatura-repetida", r.Refusal!.Code));
        await using var db = world.Open();
        Assert.Equal(1, await db.Invoices.CountAsync());
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "fatura-registrada"));
    }

    [Fact]
    public async Task Register_Correction_KeepsTheOldOneAsItWas()
    {
        await using var world = await GlosaWorld.StartAsync();
        var register = world.Get<RegisterInvoice>();
        var old = (await register.RunAsync(GlosaWorld.Officer, Form, default)).Id!.Value;
        var correction = Form with { Total = 70m, CorrectsId = old };

        Assert.Equal("motivo", (await register.RunAsync(GlosaWorld.Officer, correction, default)).Refusal?.Code);
        var made = await register.RunAsync(GlosaWorld.Officer, correction with { Reason = "Total lido errado." }, default);
        Assert.True(made.Done, made.Refusal?.Message);
        Assert.Equal("ja-corrigida", (await register.RunAsync(GlosaWorld.Officer, correction with { Reason = "De novo." }, default)).Refusal?.Code);

        var before = (await world.Get<InvoiceDetails>().RunAsync(old, default))!;
        Assert.Equal((InvoiceState.Replaced, 63.60m, made.Id), (before.Invoice.State, before.Invoice.Total, before.CorrectedBy?.Id));
        Assert.Equal(old, (await world.Get<InvoiceDetails>().RunAsync(made.Id!.Value, default))!.Corrects?.Id);
        Assert.Equal(made.Id, Assert.Single((await world.Get<InvoiceList>().RunAsync(new(Year: 2026), default)).Rows).Id);
        Assert.Empty((await world.Get<InvoiceList>().RunAsync(new(Year: 2025), default)).Rows);
    }

    [Fact]
    public async Task Register_AttestedInvoice_IsNotCorrected()
    {
        await using var world = await GlosaWorld.StartAsync();
        var old = (await world.Get<RegisterInvoice>().RunAsync(GlosaWorld.Officer, Form, default)).Id!.Value;
        await using (var db = world.Open())
            await db.Invoices.ExecuteUpdateAsync(i => i.SetProperty(x => x.State, InvoiceState.Attested));

        var result = await world.Get<RegisterInvoice>().RunAsync(GlosaWorld.Officer, Form with { CorrectsId = old, Reason = "Errado." }, default);

        Assert.Equal("ja-atestada", result.Refusal?.Code);
    }

    [Theory]
    [InlineData(0, 10, "10", "emissao")]
    [InlineData(1, 0, "10", "competencia")]
    [InlineData(0, 0, "0", "total")]
    [InlineData(0, 0, "10.001", "total")]
    [InlineData(0, 0, "-5", "total")]
    public async Task Register_FaultsOfTheForm_AreNamed(int months, int days, string total, string code)
    {
        await using var world = await GlosaWorld.StartAsync();
        var form = Form with
        {
            Month = new BillingMonth(world.Today).Plus(months),
            IssuedOn = world.Today.AddDays(days),
            Total = decimal.Parse(total, System.Globalization.CultureInfo.InvariantCulture),
        };

        Assert.Equal(code, (await world.Get<RegisterInvoice>().RunAsync(GlosaWorld.Officer, form, default)).Refusal?.Code);
    }
}
