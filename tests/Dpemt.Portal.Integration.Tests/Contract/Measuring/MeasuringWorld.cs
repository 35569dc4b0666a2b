using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Contract.Measuring;

/// <summary>Measuring in compressed time: probes over real HTTP against some provider, rounds by a clock that the test moves.</summary>
internal sealed class MeasuringWorld : IAsyncDisposable
{
    internal static readonly TimeSpan Round = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, string?> _settings;

    internal MeasuringWorld(Uri provider, DateTimeOffset start, Dictionary<string, string?>? settings = null)
    {
        Clock = new(start);
        _settings = new() { ["Bsp:BaseUrl"] = provider.ToString(), ["Bsp:QueryTimeoutSeconds"] = "5" };
        foreach (var (key, value) in settings ?? [])
            _settings[key] = value;
        Portal = Start();
    }

    internal TestDatabase Database { get; } = new();

    internal FakeTimeProvider Clock { get; }

    /// <summary>Our own database does not answer: every use case that opens it fails.</summary>
    internal bool DatabaseAway { get; set; }

    /// <summary>The running instance.</summary>
    internal WebApplication Portal { get; private set; }

    internal T Get<T>() where T : notnull => Portal.Services.GetRequiredService<T>();

    /// <summary>Another instance on the same database.</summary>
    internal WebApplication Start() => TestServices.Build(
        Database, _settings, services =>
        {
            services.AddIdentityModule();
            services.AddConversations();
            services.AddNotices();
            services.AddContract();
            var contexts = services.Last(s => s.ServiceType == typeof(IDbContextFactory<PortalDbContext>));
            services.AddSingleton<IDbContextFactory<PortalDbContext>>(p => new SwitchedContexts(
                this, (IDbContextFactory<PortalDbContext>)(contexts.ImplementationFactory?.Invoke(p) ?? ActivatorUtilities.CreateInstance(p, contexts.ImplementationType!))));
        },
        Clock, workers: false);

    /// <summary>Ends the process and starts a new one.</summary>
    internal async Task RestartAsync()
    {
        await Portal.DisposeAsync();
        Portal = Start();
    }

    /// <summary>Rounds of all components, one each half minute.</summary>
    internal async Task RoundsAsync(int rounds, params ServiceComponent[] components)
    {
        for (var round = 0; round < rounds; round++)
        {
            foreach (var component in components.Length == 0 ? [.. ServiceComponents.All] : components)
                await Get<RunProbe>().RunAsync(component, default);
            Clock.Advance(Round);
        }
    }

    /// <summary>Rounds while our database is away: each fails, and the next is tried all the same.</summary>
    internal async Task RoundsWithoutDatabaseAsync(int rounds, params ServiceComponent[] components)
    {
        DatabaseAway = true;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var component in components)
                await Assert.ThrowsAsync<IOException>(() => Get<RunProbe>().RunAsync(component, default));
            Clock.Advance(Round);
        }

        DatabaseAway = false;
    }

    internal async Task<List<Incident>> IncidentsAsync()
    {
        await using var db = Database.Open();
        return await db.Incidents.AsNoTracking().OrderBy(i => i.StartAt).ThenBy(i => i.Component).ToListAsync();
    }

    internal async Task<List<Probe>> ProbesAsync(ServiceComponent component)
    {
        await using var db = Database.Open();
        return await db.Probes.AsNoTracking().Where(p => p.Component == component).OrderBy(p => p.StartedAt).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        Database.Dispose();
    }

    private sealed class SwitchedContexts(MeasuringWorld world, IDbContextFactory<PortalDbContext> inner) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => world.DatabaseAway ? throw new IOException("The database does not answer.") : inner.CreateDbContext();
    }
}
