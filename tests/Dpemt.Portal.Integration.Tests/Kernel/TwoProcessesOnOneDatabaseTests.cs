using System.Collections.Concurrent;
using Dpemt.Portal.Changes;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Integration.Tests.Kernel;

/// <summary>Leases and the change feed, with two sets of services on one file.</summary>
public sealed class TwoProcessesOnOneDatabaseTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private WebApplication _first = null!;
    private WebApplication _second = null!;

    public Task InitializeAsync()
    {
        _first = TestServices.Build(_database, clock: _clock, workers: false);
        _second = TestServices.Build(_database, clock: _clock, workers: false);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _first.DisposeAsync();
        await _second.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task TryHold_HolderThatDied_IsReplacedWhenTheLeaseLapses()
    {
        var (first, second) = (LeasesOf(_first), LeasesOf(_second));
        Assert.True(await first.TryHoldAsync("trabalho", default));
        Assert.False(await second.TryHoldAsync("trabalho", default));

        _clock.Advance(LeaseKeeper.Duration - TimeSpan.FromSeconds(1));
        Assert.True(await first.TryHoldAsync("trabalho", default));
        _clock.Advance(LeaseKeeper.Duration);
        Assert.False(await second.TryHoldAsync("trabalho", default));

        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await second.TryHoldAsync("trabalho", default));
        Assert.False(await first.TryHoldAsync("trabalho", default));
    }

    [Fact]
    public async Task TryHold_ManyAtOnce_OneWins()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() => LeasesOf(i % 2 == 0 ? _first : _second).TryHoldAsync("corrida", default))));

        // Winners are all of one process: it may renew its own lease.
        await using var db = _database.Open();
        var owner = (await db.Leases.SingleAsync(l => l.Name == "corrida")).Owner;
        Assert.Contains(true, answers);
        var winner = owner == _first.Services.GetRequiredService<ProcessIdentity>().Name ? 0 : 1;
        Assert.All(answers.Where((won, i) => i % 2 != winner), won => Assert.False(won));
    }

    [Fact]
    public async Task Subscribe_ChangesOfBothProcesses_AreToldOnceEachInOrder()
    {
        var told = new ConcurrentQueue<string>();
        var feed = _second.Services.GetRequiredService<ChangeFeed>();
        await AnnounceAsync(_first, "antes");
        using var stop = new CancellationTokenSource();
        await feed.StartAsync(stop.Token);
        using var subscription = feed.Subscribe(ChangeTopics.Queue, change => told.Enqueue(change.Key));
        using var other = feed.Subscribe(ChangeTopics.Presence, _ => told.Enqueue("wrong topic"));
        await UntilAsync(async () =>
        {
            await AnnounceAsync(_second, "aquecimento");
            return !told.IsEmpty;
        });
        told.Clear();

        for (var i = 0; i < 300; i++)
            await AnnounceAsync(i % 2 == 0 ? _first : _second, $"n{i}");
        await UntilAsync(() => Task.FromResult(told.Contains("n299")));

        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"n{i}"), told.Where(k => k.StartsWith('n')));
        await feed.StopAsync(default);
    }

    private static LeaseKeeper LeasesOf(WebApplication app) => app.Services.GetRequiredService<LeaseKeeper>();

    private async Task AnnounceAsync(WebApplication app, string key)
    {
        await using var db = await app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();
        db.Announce(ChangeTopics.Queue, key, _clock.GetUtcNow());
        await db.SaveChangesAsync();
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "The condition did not come true in time.");
            await Task.Delay(20);
        }
    }
}
