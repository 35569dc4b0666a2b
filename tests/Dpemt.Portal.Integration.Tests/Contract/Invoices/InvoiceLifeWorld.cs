using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Contract.Invoices;

/// <summary>A migrated database with the signed contract and one registered invoice of 08/2026, on one or two processes.</summary>
internal sealed class InvoiceLifeWorld : IAsyncDisposable
{
    private readonly TestDatabase _database = new();
    private readonly List<WebApplication> _processes = [];

    private InvoiceLifeWorld()
    {
    }

    /// <summary>Tuesday, 1 September 2026, noon in Cuiabá.</summary>
    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 9, 1, 16, 0, 0, TimeSpan.Zero));

    internal static Actor First { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000001"), "Fábio Fiscal");

    internal static Actor Second { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000002"), "Flávia Fiscal");

    internal DateOnly Today => ContractTime.DayOf(Clock.GetUtcNow());

    internal static async Task<InvoiceLifeWorld> StartAsync()
    {
        var world = new InvoiceLifeWorld();
        world.AnotherProcess();
        var imported = await world.Get<ImportContract>().RunAsync(First, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default);
        Assert.True(imported.Done);
        return world;
    }

    internal void AnotherProcess() => _processes.Add(TestServices.Build(_database, clock: Clock, workers: false, configure: services =>
    {
        services.AddSingleton<StateHolidays>();
        services.AddContract();
    }));

    internal T Get<T>(int process = 0)
        where T : notnull => _processes[process].Services.GetRequiredService<T>();

    internal PortalDbContext Open() => _database.Open();

    internal async Task<long> DocumentAsync(string name = "documento.pdf")
    {
        var result = await Get<ContractDocuments>().StoreAsync(First, name, Encoding.ASCII.GetBytes("%PDF-1.7 " + name), default);
        Assert.True(result.Done, result.Refusal?.Message);
        return result.Id!.Value;
    }

    /// <summary>An invoice of three lines: subscription R$ 425,50, templates R$ 100,00, a line of no item R$ 50,00.</summary>
    internal async Task<long> InvoiceAsync(string number = "101", DateOnly? issued = null, DateOnly? protocolled = null)
    {
        var result = await Get<RegisterInvoice>().RunAsync(First, new(
            number, new(2026, 8), issued ?? Today, protocolled ?? Today, 575.50m,
            [new(2, "Assinatura", 1, 425.5035m, 425.50m), new(18, "Envio de modelo", 5000, 0.02m, 100m), new(null, "Franquia mínima", 1, 50m, 50m)]), default);
        Assert.True(result.Done, result.Refusal?.Message);
        return result.Id!.Value;
    }

    internal async Task<ContractResult> ProposeAsync(long invoice, decimal amount, int? item = 18, int? line = null, string? code = "quantidade", InvoiceGlosaCase why = InvoiceGlosaCase.UndueCharge, int process = 0) =>
        await Get<StartInvoiceGlosa>(process).RunAsync(First, new(invoice, why, item, line, code, amount, "Cobrado a mais do que foi medido"), default);

    internal async Task<Invoice> ReadAsync(long id)
    {
        await using var db = Open();
        return await db.Invoices.AsNoTracking().SingleAsync(i => i.Id == id);
    }

    internal async Task<ContractResult> MoveAsync(long id, InvoiceAct act, Actor? who = null, int process = 0) =>
        await Get<MoveInvoice>(process).RunAsync(who ?? First, id, (await ReadAsync(id)).Version, act, default);

    /// <summary>Does acts that must succeed.</summary>
    internal async Task DoAsync(long id, Actor who, params InvoiceAct[] acts)
    {
        foreach (var act in acts)
        {
            var result = await MoveAsync(id, act, who);
            Assert.True(result.Done, result.Refusal?.Message);
        }
    }

    /// <summary>Hands in all proofs, valid for half a year, and the report.</summary>
    internal async Task HandInAsync(long id)
    {
        var file = await DocumentAsync();
        foreach (var required in PaymentTerms.OfSignedContract.Documents)
        {
            var result = await Get<AttachPaymentDocument>().RunAsync(First, new(id, required.Id, Today, required.Expires ? Today.AddDays(180) : null, file), default);
            Assert.True(result.Done, result.Refusal?.Message);
        }
    }

    /// <summary>An availability glosa of 07/2026 that is decided and waits for an invoice.</summary>
    internal async Task<long> DecidedGlosaAsync(decimal billed = 18_904.49m)
    {
        var id = (await Get<StartGlosa>().RunAsync(First, new(1, 1, new(2026, 7), 99.1234m, 0.5m, billed, false, "TR 5.7.1, v1", null), default)).Id!.Value;
        var paper = await DocumentAsync();
        var version = 1;
        foreach (var act in new GlosaAct[] { new GlosaAct.Notify(Today, paper), new GlosaAct.ReceiveDefence(Today, paper), new GlosaAct.Decide(GlosaOutcome.Kept, null, "motivos", null) })
            Assert.True((await Get<MoveGlosa>().RunAsync(First, id, version++, act, default)).Done);
        return id;
    }

    /// <summary>Documents, both receipts and the check by the first officer.</summary>
    internal async Task CheckedAsync(long id)
    {
        await HandInAsync(id);
        var net = (await LifeAsync(id)).Settlement.Net;
        await DoAsync(id, First, new InvoiceAct.ReceiveProvisionally(Today, "serviço prestado"), new InvoiceAct.ReceiveDefinitively(Today, "conforme", await DocumentAsync()), new InvoiceAct.Check(net));
    }

    internal async Task<InvoiceLifeReading> LifeAsync(long id) => (await Get<InvoiceLifeView>().RunAsync(id, default))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        _database.Dispose();
    }
}
