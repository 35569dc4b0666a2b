using System.Text.Json;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Contract.Terms;

/// <summary>A database with the signed contract in force from 2026-06-01, and a clock that stands at 2026-08-03 08:00 in Cuiabá.</summary>
internal sealed class TermsWorld : IAsyncDisposable
{
    private readonly TestDatabase _database = new();
    private readonly WebApplication _app;

    internal TermsWorld()
    {
        _app = TestServices.Build(_database, clock: Clock, workers: false, configure: services =>
        {
            services.AddSingleton<StateHolidays>();
            services.AddContract();
        });
    }

    internal FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 8, 3, 12, 0, 0, TimeSpan.Zero));

    internal Actor Officer { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000f1"), "Fábio Fiscal");

    internal Actor Manager { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000a1"), "Gustavo Gestor");

    internal T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    internal Task<PortalDbContext> OpenAsync() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    internal async Task<TermsWorld> WithContractAsync()
    {
        Assert.True((await Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default)).Done);
        return this;
    }

    internal async Task<long> DocumentAsync() => (await Get<ContractDocuments>().StoreAsync(Officer, "despacho.pdf", "%PDF-1.7"u8.ToArray(), default)).Id!.Value;

    /// <summary>A version as approval writes it, without the act.</summary>
    internal async Task AddVersionAsync(int number, BillingMonth from, TermsOrigin origin, params TermsChange[] changes)
    {
        await using var db = await OpenAsync();
        db.TermsVersions.Add(new()
        {
            Number = number,
            Origin = origin,
            From = from,
            Changes = JsonSerializer.Serialize(changes),
            Instrument = $"Ato {number}",
            InstrumentOn = from.FirstDay,
            ProposalId = number,
            At = Clock.GetUtcNow(),
            ProposedByName = Officer.Name,
            ApprovedByName = Manager.Name,
        });
        await db.SaveChangesAsync();
    }

    /// <summary>Proposes as the officer, with what the form asks for besides.</summary>
    internal async Task<ContractResult> ProposeAsync(TermsOrigin origin, DateOnly effectOn, string? agreed, params TermsChange[] changes) =>
        await Get<ProposeTerms>().RunAsync(
            Officer, new(origin, effectOn, changes, "Termo aditivo 1/2026", new(2026, 8, 1), await DocumentAsync(), "conforme o despacho anexo", agreed), default);

    internal async Task<ContractResult> DecideAsync(Actor who, long id, ProposalAct act = ProposalAct.Approve, string? reason = null, int seen = 1) =>
        await Get<DecideProposal>().RunAsync(who, id, seen, act, reason, default);

    internal async Task<decimal> PriceAsync(int item, BillingMonth month) =>
        (await Get<PricesInForce>().OfAsync(month, default)).Prices.Items.Single(i => i.Number == item).UnitPrice;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _database.Dispose();
    }
}
