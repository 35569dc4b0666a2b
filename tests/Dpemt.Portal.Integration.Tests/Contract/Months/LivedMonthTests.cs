using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Papers;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Contract.Measuring;
using Dpemt.Portal.Testing.Processes;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Months;

/// <summary>
/// July 2026 from its first to its last minute, in compressed time, against the simulator's faults: what comes out equals
/// what the script gives by hand. Calm days are probed every hour, faults every half minute.
/// </summary>
public sealed class LivedMonthTests(SharedSimulator shared) : IClassFixture<SharedSimulator>, IAsyncLifetime
{
    private static readonly BillingMonth July = new(2026, 7);
    private static readonly Actor Officer = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000f1"), "Fábio Fiscal");
    private static readonly TimeSpan Calm = TimeSpan.FromHours(1);

    /// <summary>The rule's longest gap is set to the calm step, so that calm days stay one piece of evidence.</summary>
    private readonly MeasuringWorld _world = new(shared.Simulator.Address, July.Whole.Start, new() { ["Measuring:LongestGapSeconds"] = "3600" });

    private readonly SimulatorOnItsOwn _simulator = shared.Simulator;

    public Task InitializeAsync() => _simulator.FaultsAsync("""{ "indisponivel": [], "latenciaMs": 0 }""");

    public async Task DisposeAsync() => await _world.DisposeAsync();

    [Fact]
    public async Task Month_OfFiveFaults_ComesOutAsTheScriptGivesByHand()
    {
        await _world.Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default);

        await CalmUntilAsync(At(3, 10));
        await FaultAsync("autenticacao", TimeSpan.FromMinutes(20));
        await CalmUntilAsync(At(10, 8));
        await FaultAsync("envio", TimeSpan.FromHours(4));
        await CalmUntilAsync(At(18, 2));
        await _world.RoundsWithoutDatabaseAsync(60, [.. ServiceComponents.All.Where(c => c != ServiceComponent.History)]);
        await CalmUntilAsync(At(22, 15));
        await FaultAsync("recebimento", TimeSpan.FromHours(1));
        await CalmUntilAsync(At(24, 14));
        await SilenceAsync();
        await CalmUntilAsync(July.Whole.End);

        var incidents = await _world.IncidentsAsync();
        Assert.Equal(
            [
                (ServiceComponent.Authentication, At(3, 10), (DateTimeOffset?)At(3, 10).AddMinutes(20)),
                (ServiceComponent.Sending, At(10, 8), At(10, 12)),
                (ServiceComponent.Receiving, At(22, 15), At(22, 16)),
                (ServiceComponent.Receiving, At(24, 14), At(24, 15)),
            ],
            incidents.Select(i => (i.Component, i.StartAt, i.EndAt)));
        Assert.All(incidents, i => Assert.Equal(IncidentState.Ended, i.State));
        Assert.All(incidents.SkipLast(1), i => Assert.Equal(IncidentOrigin.Rule, i.Origin));

        _world.Clock.Advance(TimeSpan.FromDays(2));
        var invoice = await _world.Get<ContractDocuments>().StoreAsync(Officer, "fatura.pdf", "%PDF-1.7 fatura"u8.ToArray(), default);
        Assert.Null((await _world.Get<RecordBilledValue>().RunAsync(Officer, new(July, 18_904.49m, "Fatura 77", invoice.Id, null, 0), default)).Refusal);
        var reading = (await _world.Get<MonthView>().RunAsync(July, default))!;
        // 20 min + 240 min + 60 min + 60 min of 31 days: (2 678 400 − 22 800) ÷ 2 678 400 = 99,14874…, in the band from 98 to under 99,6.
        Assert.Equal(TimeSpan.FromMinutes(380).Ticks, reading.Availability.DownTicks);
        Assert.Equal(99.1487m, reading.Availability.Index);
        Assert.Equal((0.5m, 94.52m, false), (reading.Discount, reading.Glosa, reading.Availability.Met));

        var closed = await _world.Get<CloseMonth>().RunAsync(Officer, July, null, null, default);
        Assert.Null(closed.Refusal);
        var report = await _world.Get<IssueTechnicalReport>().RunAsync(Officer, closed.Id!.Value, default);
        var paper = (await _world.Get<PaperArchive>().FindAsync(report.Id!.Value, default))!;
        Assert.Contains("\"glosa\": 94.52", paper.Data, StringComparison.Ordinal);
        Assert.Contains("\"index\": 99.1487", paper.Data, StringComparison.Ordinal);
    }

    private static DateTimeOffset At(int day, int hour) => new DateTimeOffset(2026, 7, day, hour, 0, 0, TimeSpan.FromHours(-4)).ToUniversalTime();

    /// <summary>The fault in half minutes, and two good rounds that end the outage.</summary>
    private async Task FaultAsync(string component, TimeSpan length)
    {
        await _simulator.DownAsync(component);
        await _world.RoundsAsync((int)(length / MeasuringWorld.Round));
        await _simulator.DownAsync();
        await _world.RoundsAsync(2);
    }

    /// <summary>
    /// The webhook falls silent for an hour on a Friday afternoon on which two messages a minute are usual, while every query of the
    /// provider goes on answering: the silence alone is suspected, a person confirms it, the next message ends it.
    /// </summary>
    private async Task SilenceAsync()
    {
        await using (var db = _world.Database.Open())
        {
            foreach (var week in new[] { -21, -14, -7, 0 })
            {
                for (var minute = -30; minute < (week == 0 ? 0 : 60); minute++)
                    db.TrafficMinutes.Add(new TrafficMinute { Minute = At(24, 14).AddDays(week).AddMinutes(minute), Inbound = 2 });
            }

            await db.SaveChangesAsync();
        }

        _world.Clock.Advance(TimeSpan.FromMinutes(21));
        await _world.Get<CountTraffic>().RunAsync(default);
        await using var read = _world.Database.Open();
        var suspicion = await read.Suspicions.AsNoTracking().SingleAsync();
        Assert.True((await _world.Get<DecideSuspicion>().RunAsync(Officer, suspicion.Id, confirm: true, "A contratada confirmou a fila parada.", default)).Done);

        _world.Clock.Advance(TimeSpan.FromMinutes(40));
        read.TrafficMinutes.Add(new TrafficMinute { Minute = At(24, 15), Inbound = 40 });
        await read.SaveChangesAsync();
        await _world.Get<CountTraffic>().RunAsync(default);
    }

    private async Task CalmUntilAsync(DateTimeOffset until)
    {
        while (_world.Clock.GetUtcNow() < until)
        {
            foreach (var component in ServiceComponents.All)
                await _world.Get<RunProbe>().RunAsync(component, default);
            var left = until - _world.Clock.GetUtcNow();
            _world.Clock.Advance(left < Calm ? left : Calm);
        }
    }
}
