using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Testing.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Contract.Measuring;

/// <summary>The simulator's faults in compressed time: the incidents are those that its script makes by hand.</summary>
public sealed class MeasuredFaultsTests(SharedSimulator shared) : IClassFixture<SharedSimulator>, IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 7, 15, 16, 0, 0, TimeSpan.Zero);
    private readonly SimulatorOnItsOwn _simulator = shared.Simulator;
    private readonly MeasuringWorld _world = new(shared.Simulator.Address, Noon);

    public Task InitializeAsync() => _simulator.FaultsAsync("""{ "indisponivel": [], "latenciaMs": 0 }""");

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Run_LivingProvider_AllGoodAndHistoryWithoutEvidence()
    {
        await _world.RoundsAsync(3);

        Assert.Empty(await _world.IncidentsAsync());
        foreach (var component in ServiceComponents.All.Where(c => c != ServiceComponent.History))
            Assert.Equal([ProbeOutcome.Good, ProbeOutcome.Good, ProbeOutcome.Good], (await _world.ProbesAsync(component)).Select(p => p.Outcome));
        Assert.Empty(await _world.ProbesAsync(ServiceComponent.History));
        using var statistics = await _simulator.Http.GetAsync(new Uri("/controle/estatisticas", UriKind.Relative));
        Assert.Contains("\"aceitas\":0", await statistics.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_TokenDownTwentyMinutes_IsOneIncidentOfTwentyMinutes()
    {
        await _world.RoundsAsync(4);
        await _simulator.DownAsync("autenticacao");
        var down = _world.Clock.GetUtcNow();
        await _world.RoundsAsync(40);
        await _simulator.DownAsync();
        await _world.RoundsAsync(4);

        var incident = Assert.Single(await _world.IncidentsAsync());
        Assert.Equal((ServiceComponent.Authentication, OutageScope.Partial, IncidentState.Ended), (incident.Component, incident.Scope, incident.State));
        Assert.Equal((down, down.AddMinutes(20)), (incident.StartAt, incident.EndAt));
        // Tokens outlive the beginning; then the others cannot be asked, which is no outage of theirs.
        Assert.Contains(ProbeOutcome.NoToken, (await _world.ProbesAsync(ServiceComponent.Sending)).Select(p => p.Outcome));
        await using var db = _world.Database.Open();
        var month = MonthAvailability.Of(new BillingMonth(2026, 7).Whole, new(DateTimeOffset.MinValue, DateTimeOffset.MaxValue), await db.OutagesAsync(new BillingMonth(2026, 7).Whole, default), AvailabilityRule.Signed);
        Assert.Equal(TimeSpan.FromMinutes(20).Ticks, month.DownTicks);
    }

    [Fact]
    public async Task Run_SendingDownFourHoursOverARestart_IsOneIncidentOfFourHours()
    {
        await _world.RoundsAsync(2, ServiceComponent.Sending);
        await _simulator.DownAsync("envio");
        var down = _world.Clock.GetUtcNow();
        await _world.RoundsAsync(200, ServiceComponent.Sending);
        await _world.RestartAsync();
        await _world.RoundsAsync(280, ServiceComponent.Sending);
        await _simulator.DownAsync();
        await _world.RoundsAsync(3, ServiceComponent.Sending);

        var incident = Assert.Single(await _world.IncidentsAsync());
        Assert.Equal((down, down.AddHours(4)), (incident.StartAt, incident.EndAt));
        await using var db = _world.Database.Open();
        Assert.Equal(["aberto", "encerrado"], await db.IncidentRevisions.OrderBy(r => r.Id).Select(r => r.Act).ToListAsync());
        Assert.Equal([$"incidente-{incident.Id}-aberto", $"incidente-{incident.Id}-encerrado"], await db.Notices.OrderBy(n => n.Id).Select(n => n.Key).ToListAsync());
        Assert.Equal(2, await db.AuditEntries.CountAsync(a => a.SubjectKind == "incidente"));
        Assert.True(await db.Changes.AnyAsync(c => c.Topic == "contract-month" && c.Key == "2026-07"));
    }

    [Fact]
    public async Task Run_EverythingDown_LastOfTheMainThreeIsTotal()
    {
        await _world.RoundsAsync(2);
        await _simulator.DownAsync("autenticacao", "envio", "recebimento", "modelos", "status");
        await _world.RoundsAsync(4);

        var incidents = await _world.IncidentsAsync();
        Assert.Equal(5, incidents.Count);
        Assert.Equal(OutageScope.Partial, incidents.Single(i => i.Component == ServiceComponent.Sending).Scope);
        Assert.Equal(OutageScope.Total, incidents.Single(i => i.Component == ServiceComponent.Receiving).Scope);
    }

    [Fact]
    public async Task Run_IncidentWithdrawnByAPerson_IsNotReopenedByTheSameFailures()
    {
        await _simulator.DownAsync("modelos");
        await _world.RoundsAsync(4, ServiceComponent.Templates);
        await using (var db = _world.Database.Open())
            await db.Incidents.ExecuteUpdateAsync(s => s.SetProperty(i => i.State, IncidentState.Withdrawn));

        await _world.RoundsAsync(10, ServiceComponent.Templates);
        await _simulator.DownAsync();
        await _world.RoundsAsync(3, ServiceComponent.Templates);

        var incident = Assert.Single(await _world.IncidentsAsync());
        Assert.Equal((IncidentState.Withdrawn, (DateTimeOffset?)null), (incident.State, incident.EndAt));

        await _simulator.DownAsync("modelos");
        await _world.RoundsAsync(3, ServiceComponent.Templates);
        Assert.Equal(2, (await _world.IncidentsAsync()).Count);
    }

    [Fact]
    public async Task Run_OurDatabaseAwayThirtyMinutes_ChargesNothingAndShowsNoEvidence()
    {
        await _world.RoundsAsync(10, ServiceComponent.Status);
        // What the provider does meanwhile cannot be noted, so it is charged to nobody.
        await _simulator.DownAsync("status");
        await _world.RoundsWithoutDatabaseAsync(60, ServiceComponent.Status);
        await _simulator.DownAsync();
        await _world.RoundsAsync(10, ServiceComponent.Status);

        Assert.Empty(await _world.IncidentsAsync());
        var coverage = (await _world.Get<EvidenceDays>().CoverageAsync(new(Noon, Noon.AddMinutes(40)), default)).Single(c => c.Component == ServiceComponent.Status).Minutes;
        Assert.Equal(new MinuteCounts(10, 0, 0, 0, 30), coverage);
    }

    [Fact]
    public async Task Run_OurDatabaseAwayInsideTheirOutage_ChargesOnlyWhatWasProven()
    {
        await _world.RoundsAsync(2, ServiceComponent.Status);
        await _simulator.DownAsync("status");
        var down = _world.Clock.GetUtcNow();
        await _world.RoundsAsync(20, ServiceComponent.Status);
        // Proven is the time up to the answer, or the lack of one, to the last probe: its length is real and not the clock's.
        var last = (await _world.ProbesAsync(ServiceComponent.Status))[^1];
        Assert.Equal(_world.Clock.GetUtcNow() - MeasuringWorld.Round, last.StartedAt);
        var lastProof = last.StartedAt.AddMilliseconds(last.Milliseconds);
        await _world.RoundsWithoutDatabaseAsync(60, ServiceComponent.Status);
        var back = _world.Clock.GetUtcNow();
        await _world.RoundsAsync(20, ServiceComponent.Status);
        await _simulator.DownAsync();
        await _world.RoundsAsync(3, ServiceComponent.Status);

        var incidents = await _world.IncidentsAsync();
        Assert.Equal([(down, (DateTimeOffset?)lastProof), (back, back.AddMinutes(10))], incidents.Select(i => (i.StartAt, i.EndAt)));
    }

    [Fact]
    public async Task Run_OurNetworkGoneDuringAnOutage_EndsTheCountingAtTheLastProof()
    {
        var gone = new Uri($"http://127.0.0.1:{PortalProcess.FreePort()}/");
        await using var world = new MeasuringWorld(gone, Noon, new() { ["Measuring:ControlAddresses"] = gone.ToString() });
        await world.RoundsAsync(10, ServiceComponent.Authentication);

        Assert.Empty(await world.IncidentsAsync());
        Assert.All(await world.ProbesAsync(ServiceComponent.Authentication), p => Assert.Equal((ProbeOutcome.OursFailed, (bool?)false), (p.Outcome, p.ControlOk)));

        await using var theirs = new MeasuringWorld(gone, Noon, new() { ["Measuring:ControlAddresses"] = $"{gone} {_simulator.Address}" });
        await theirs.RoundsAsync(3, ServiceComponent.Authentication);
        Assert.Single(await theirs.IncidentsAsync());
    }

    [Fact]
    public async Task Run_LateAnswers_AreDegradedAndOpenNothing()
    {
        await using var world = new MeasuringWorld(_simulator.Address, Noon, new() { ["Measuring:Templates:DegradedMs"] = "50" });
        await _simulator.FaultsAsync("""{ "latenciaMs": 120 }""");
        await world.RoundsAsync(4, ServiceComponent.Templates);

        Assert.All(await world.ProbesAsync(ServiceComponent.Templates), p => Assert.Equal(ProbeOutcome.Slow, p.Outcome));
        Assert.Empty(await world.IncidentsAsync());
        Assert.Equal([MinuteVerdict.Degraded, MinuteVerdict.Degraded], (await world.Get<EvidenceDays>().MinutesAsync(new(2026, 7, 15), ServiceComponent.Templates, default))[^2..]);
    }

    [Fact]
    public async Task Run_TwoInstances_MeasureEachRoundOnceAndOneGoesOnAlone()
    {
        await using var second = _world.Start();
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(
                _world.Get<RunProbe>().RunAsync(ServiceComponent.Status, default),
                second.Services.GetRequiredService<RunProbe>().RunAsync(ServiceComponent.Status, default));
            _world.Clock.Advance(MeasuringWorld.Round);
        }

        Assert.Equal(5, (await _world.ProbesAsync(ServiceComponent.Status)).Count);
        // The first instance dies with a round in its hands: the next round is the other's.
        await using (var db = _world.Database.Open())
            await db.ComponentWatches.ExecuteUpdateAsync(s => s.SetProperty(w => w.ClaimedAt, _world.Clock.GetUtcNow()));
        Assert.Null(await second.Services.GetRequiredService<RunProbe>().RunAsync(ServiceComponent.Status, default));
        _world.Clock.Advance(MeasuringWorld.Round);
        Assert.NotNull(await second.Services.GetRequiredService<RunProbe>().RunAsync(ServiceComponent.Status, default));
    }
}

/// <summary>One simulator for the tests of a class, which run one after the other.</summary>
public sealed class SharedSimulator : IAsyncLifetime
{
    public SimulatorOnItsOwn Simulator { get; private set; } = null!;

    public async Task InitializeAsync() => Simulator = await SimulatorOnItsOwn.StartAsync();

    public async Task DisposeAsync() => await Simulator.DisposeAsync();
}
