using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>The contract's inspection on a database of its own, with the signed contract in force and a clock that stands still.</summary>
internal sealed class IncidentWorld : IAsyncDisposable
{
    internal static readonly DateTimeOffset Now = new(2026, 7, 10, 16, 0, 0, TimeSpan.Zero);
    internal static readonly Actor Officer = Actor.Person(Guid.Parse("0198a000-0000-7000-8000-000000000001"), "Fábio Fiscal");
    internal static readonly Actor Second = Actor.Person(Guid.Parse("0198a000-0000-7000-8000-000000000002"), "Flávia Fiscal");

    private readonly TestDatabase _database;
    private readonly bool _ownsDatabase;
    private readonly WebApplication _app;

    private IncidentWorld(TestDatabase database, bool ownsDatabase, FakeTimeProvider clock, Action<IServiceCollection>? configure)
    {
        (_database, _ownsDatabase, Clock) = (database, ownsDatabase, clock);
        _app = TestServices.Build(database, clock: clock, workers: false, configure: services =>
        {
            services.AddConversations();
            services.AddNotices();
            services.AddContract();
            configure?.Invoke(services);
        });
    }

    internal FakeTimeProvider Clock { get; }

    internal static async Task<IncidentWorld> CreateAsync(Action<IServiceCollection>? configure = null)
    {
        var world = new IncidentWorld(new TestDatabase(), true, new FakeTimeProvider(Now), configure);
        await world.Get<ImportContract>().RunAsync(Actor.Portal, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, CancellationToken.None);
        return world;
    }

    /// <summary>A second process on the same database and clock.</summary>
    internal IncidentWorld Another(Action<IServiceCollection>? configure = null) => new(_database, false, Clock, configure);

    internal T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    internal Task<PortalDbContext> OpenAsync() => Get<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    internal async Task<T> ReadAsync<T>(Func<PortalDbContext, Task<T>> read)
    {
        await using var db = await OpenAsync();
        return await read(db);
    }

    /// <summary>Opens an incident by hand; times are minutes before <see cref="Now"/>, no end when it lasts.</summary>
    internal async Task<Incident> OpenIncidentAsync(
        double startMinutesAgo = 60, double? endMinutesAgo = null, OutageScope scope = OutageScope.Total, ServiceComponent component = ServiceComponent.Sending)
    {
        var form = new IncidentForm(component, scope, Now.AddMinutes(-startMinutesAgo), endMinutesAgo is { } end ? Now.AddMinutes(-end) : null, "POST de mensagem responde 503.");
        var result = await Get<OpenIncident>().RunAsync(Officer, form, CancellationToken.None);
        Assert.Null(result.Refusal);
        return await FindAsync(result.Id!.Value);
    }

    internal async Task<Incident> FindAsync(long id) => (await Get<IncidentFeed>().FindAsync(id, CancellationToken.None))!;

    internal Task<List<IncidentRevision>> HistoryAsync(long id) =>
        ReadAsync(db => db.IncidentRevisions.AsNoTracking().Where(r => r.IncidentId == id).OrderBy(r => r.Id).ToListAsync());

    internal async Task<long> DocumentAsync() =>
        (await Get<ContractDocuments>().StoreAsync(Officer, "despacho.txt", Encoding.UTF8.GetBytes("Despacho"), CancellationToken.None)).Id!.Value;

    /// <summary>The index of July as it stands.</summary>
    internal async Task<MonthAvailability> JulyAsync()
    {
        var contract = (await Get<CurrentContract>().FindAsync(CancellationToken.None))!;
        var month = new BillingMonth(2026, 7).Whole;
        return MonthAvailability.Of(month, contract.InForce, await ReadAsync(db => db.OutagesAsync(month, CancellationToken.None)), AvailabilityRule.Signed);
    }

    internal Task<List<string>> NoticeKeysAsync() => ReadAsync(db => db.Notices.OrderBy(n => n.Id).Select(n => n.Key).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        if (_ownsDatabase)
            _database.Dispose();
    }
}
