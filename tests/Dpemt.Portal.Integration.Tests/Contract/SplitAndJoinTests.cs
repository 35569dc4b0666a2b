using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Tickets;
using Microsoft.EntityFrameworkCore;
using static Dpemt.Portal.Integration.Tests.Contract.IncidentWorld;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>Splitting and joining change what can be said of a time, never the time.</summary>
public sealed class SplitAndJoinTests : IAsyncLifetime
{
    private const string Why = "Causas diferentes no mesmo período";
    private IncidentWorld _world = default!;

    public async Task InitializeAsync() => _world = await CreateAsync();

    public async Task DisposeAsync() => await _world.DisposeAsync();

    /// <summary>Random splits and joins of overlapping incidents; after each one the index is the same to the tick.</summary>
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public async Task SplitAndJoin_InAnyOrder_NeverChangeTheDownTime(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 4; i++)
        {
            var start = random.Next(600, 14_000) + random.NextDouble();
            await _world.OpenIncidentAsync(start, i == 0 ? null : start * random.NextDouble(), component: (ServiceComponent)random.Next(2));
        }

        var before = (await _world.JulyAsync()).DownTicks;
        var done = 0;
        for (var step = 0; step < 12; step++)
        {
            var standing = await _world.ReadAsync(db => db.Incidents.AsNoTracking()
                .Where(i => i.State == IncidentState.Open || i.State == IncidentState.Ended).OrderBy(i => i.Id).ToListAsync());
            var one = standing[random.Next(standing.Count)];
            if (random.Next(2) == 0)
            {
                var at = one.StartAt.AddTicks(random.NextInt64(((one.EndAt ?? Now) - one.StartAt).Ticks));
                done += (await _world.Get<SplitIncident>().RunAsync(Officer, one.Id, one.Version, at, Why, CancellationToken.None)).Done ? 1 : 0;
            }
            else
            {
                // Anything may be asked for: what would change the time is refused.
                var some = standing.Where(i => i.Id == one.Id || random.Next(2) == 0).Select(i => new SeenIncident(i.Id, i.Version)).ToList();
                done += (await _world.Get<JoinIncidents>().RunAsync(Officer, some, Why, CancellationToken.None)).Done ? 1 : 0;
            }

            Assert.Equal(before, (await _world.JulyAsync()).DownTicks);
        }

        Assert.True(before > 0 && done > 0, "Nothing was split or joined.");
    }

    [Fact]
    public async Task Split_ThenJoin_GivesTheWholeBack()
    {
        var whole = await _world.OpenIncidentAsync(100, 10);

        var split = await _world.Get<SplitIncident>().RunAsync(Officer, whole.Id, 1, Now.AddMinutes(-50), Why, CancellationToken.None);
        var picture = await _world.Get<IncidentView>().RunAsync(whole.Id, CancellationToken.None);
        var joined = await _world.Get<JoinIncidents>().RunAsync(Officer, [.. picture!.Successors.Select(id => new SeenIncident(id, 1))], Why, CancellationToken.None);

        Assert.Equal(split.Id, picture.Successors[0]);
        Assert.Equal(IncidentState.Replaced, picture.Incident.State);
        var again = await _world.FindAsync(joined.Id!.Value);
        Assert.Equal((whole.StartAt, whole.EndAt, whole.Component, whole.Scope, whole.Description), (again.StartAt, again.EndAt, again.Component, again.Scope, again.Description));
    }

    [Fact]
    public async Task Join_WithAGapBetween_IsRefused()
    {
        var one = await _world.OpenIncidentAsync(100, 90);
        var two = await _world.OpenIncidentAsync(80, 70);

        var result = await _world.Get<JoinIncidents>().RunAsync(Officer, [new(one.Id, 1), new(two.Id, 1)], Why, CancellationToken.None);

        Assert.Equal("intervalo", result.Refusal?.Code);
    }

    [Fact]
    public async Task Join_OfTwoComponents_IsRefused()
    {
        var one = await _world.OpenIncidentAsync(100, 80);
        var two = await _world.OpenIncidentAsync(90, 70, component: ServiceComponent.Status);

        var result = await _world.Get<JoinIncidents>().RunAsync(Officer, [new(one.Id, 1), new(two.Id, 1)], Why, CancellationToken.None);

        Assert.Equal("componentes", result.Refusal?.Code);
    }

    [Fact]
    public async Task Join_WhereOnlyOneCounts_IsRefused()
    {
        var one = await _world.OpenIncidentAsync(100, 80);
        var two = await _world.OpenIncidentAsync(90, 70);
        await _world.Get<ExcludeIncident>().RunAsync(Officer, one.Id, 1, ExclusionGround.ForceMajeure, Why, await _world.DocumentAsync(), CancellationToken.None);

        var result = await _world.Get<JoinIncidents>().RunAsync(Officer, [new(one.Id, 2), new(two.Id, 1)], Why, CancellationToken.None);

        Assert.Equal("exclusao", result.Refusal?.Code);
    }

    [Fact]
    public async Task Split_WithATicket_LeavesItWithThePieceInWhichItWasOpened()
    {
        var whole = await _world.OpenIncidentAsync(100);
        await _world.Get<OpenTicket>().RunAsync(Officer, whole.Id, "123", Now.AddMinutes(-20), CancellationToken.None);

        var split = await _world.Get<SplitIncident>().RunAsync(Officer, whole.Id, 2, Now.AddMinutes(-50), Why, CancellationToken.None);

        var ticket = await _world.ReadAsync(db => db.Tickets.AsNoTracking().SingleAsync());
        Assert.True(split.Done);
        Assert.Equal(split.Id + 1, ticket.IncidentId);
    }
}
