using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Contract.Glosas;

/// <summary>A migrated database with the signed contract, and one or two processes on it.</summary>
internal sealed class GlosaWorld : IAsyncDisposable
{
    /// <summary>Monday, 3 August 2026, noon in Cuiabá.</summary>
    internal static readonly DateTimeOffset Start = new(2026, 8, 3, 16, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new();
    private readonly List<WebApplication> _processes = [];

    private GlosaWorld()
    {
    }

    internal FakeTimeProvider Clock { get; } = new(Start);

    internal static Actor Officer { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000001"), "Fábio Fiscal");

    internal static Actor Other { get; } = Actor.Person(Guid.Parse("01980000-0000-7000-8000-000000000002"), "Flávia Fiscal");

    internal DateOnly Today => ContractTime.DayOf(Clock.GetUtcNow());

    internal static async Task<GlosaWorld> StartAsync()
    {
        var world = new GlosaWorld();
        world.AnotherProcess();
        var imported = await world.Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default);
        Assert.True(imported.Done);
        return world;
    }

    internal IServiceProvider AnotherProcess()
    {
        var process = TestServices.Build(_database, clock: Clock, workers: false, configure: services =>
        {
            services.AddSingleton<StateHolidays>();
            services.AddContract();
        });
        _processes.Add(process);
        return process.Services;
    }

    internal T Get<T>(int process = 0)
        where T : notnull => _processes[process].Services.GetRequiredService<T>();

    internal PortalDbContext Open() => _database.Open();

    internal static ClosedMonth Month(long version = 1, decimal percent = 0.5m, decimal billed = 18_904.49m, bool estimate = false) =>
        new(version, (int)version, new(2026, 7), 99.1234m, percent, billed, estimate, "TR 5.7.1, v1", new string('a', 64));

    internal async Task<long> DocumentAsync(string name = "relatorio.pdf")
    {
        var result = await Get<ContractDocuments>().StoreAsync(Officer, name, Encoding.ASCII.GetBytes("%PDF-1.7 " + name), default);
        Assert.True(result.Done, result.Refusal?.Message);
        return result.Id!.Value;
    }

    internal async Task<long> StartGlosaAsync(ClosedMonth? month = null)
    {
        var result = await Get<StartGlosa>().RunAsync(Officer, month ?? Month(), default);
        Assert.True(result.Done, result.Refusal?.Message);
        return result.Id!.Value;
    }

    internal async Task<ContractResult> MoveAsync(long id, GlosaAct act, Actor? who = null) =>
        await Get<MoveGlosa>().RunAsync(who ?? Officer, id, (await ReadAsync(id)).Glosa.Version, act, default);

    /// <summary>Does acts that must succeed.</summary>
    internal async Task DoAsync(long id, params GlosaAct[] acts)
    {
        foreach (var act in acts)
        {
            var result = await MoveAsync(id, act);
            Assert.True(result.Done, result.Refusal?.Message);
        }
    }

    /// <summary>Brings a glosa to be deducted from invoice 101 of 08/2026.</summary>
    internal async Task<long> AppliedAsync(decimal invoice = 18_000m)
    {
        var id = await StartGlosaAsync();
        var paper = await DocumentAsync();
        await DoAsync(id, new GlosaAct.Notify(Today, paper), new GlosaAct.ReceiveDefence(Today, paper), new GlosaAct.Decide(GlosaOutcome.Kept, null, "motivos", null),
            new GlosaAct.Apply("101", new(2026, 8), invoice, 0m));
        return id;
    }

    internal async Task<GlosaReading> ReadAsync(long id) => (await Get<GlosaDetails>().RunAsync(id, default))!;

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
            await process.DisposeAsync();
        _database.Dispose();
    }
}
