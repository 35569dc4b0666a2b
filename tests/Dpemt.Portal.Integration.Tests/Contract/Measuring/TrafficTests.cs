using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Measuring;

/// <summary>Real messages as evidence: counted once, and a silence that is suspected but never counted by itself.</summary>
public sealed class TrafficTests : IAsyncDisposable
{
    /// <summary>A Wednesday, 10:00 in Cuiabá.</summary>
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 14, 0, 0, TimeSpan.Zero);

    private readonly MeasuringWorld _world = new(new("http://127.0.0.1:9"), Now);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Run_MessagesStatusesAndAttempts_AreCountedOnceByMinute()
    {
        var minute = Now.AddMinutes(-10);
        await using (var db = _world.Database.Open())
        {
            var sent = Message(MessageAuthor.Bot, minute);
            db.Messages.AddRange(Message(MessageAuthor.Citizen, minute), Message(MessageAuthor.Citizen, minute.AddSeconds(59)), sent);
            await db.SaveChangesAsync();
            db.MessageStatusChanges.AddRange(Change(sent, MessageStatus.Accepted, minute, null), Change(sent, MessageStatus.Failed, minute, 131026));
            await db.SaveChangesAsync();
            var other = Message(MessageAuthor.Bot, minute);
            db.Messages.Add(other);
            await db.SaveChangesAsync();
            db.MessageStatusChanges.AddRange(Change(other, MessageStatus.Delivered, minute, null), Change(other, MessageStatus.Failed, minute.AddMinutes(1), 131016));
            db.DeliveryAttempts.AddRange(new() { MessageId = other.Id, At = minute, Outcome = "retry", HttpStatus = 503 }, new() { MessageId = other.Id, At = minute, Outcome = "accepted", HttpStatus = 200 });
            await db.SaveChangesAsync();
        }

        await _world.Get<CountTraffic>().RunAsync(default);
        await _world.Get<CountTraffic>().RunAsync(default);

        await using var read = _world.Database.Open();
        var lines = await read.TrafficMinutes.OrderBy(m => m.Minute).ToListAsync();
        Assert.Equal([(2, 1, 1, 0, 1), (0, 0, 0, 1, 0)], lines.Select(l => (l.Inbound, l.Accepted, l.Delivered, l.ProviderFaults, l.NoAnswers)));
    }

    [Fact]
    public async Task Run_RowsYoungerThanTheLag_WaitForTheNextRound()
    {
        await using (var db = _world.Database.Open())
        {
            db.Messages.Add(Message(MessageAuthor.Citizen, Now.AddSeconds(-5)));
            await db.SaveChangesAsync();
        }

        await _world.Get<CountTraffic>().RunAsync(default);
        await using var read = _world.Database.Open();
        Assert.Equal(0, await read.TrafficMinutes.CountAsync());

        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        await _world.Get<CountTraffic>().RunAsync(default);
        Assert.Equal(1, await read.TrafficMinutes.CountAsync());
    }

    [Fact]
    public async Task Run_SilenceAgainstTheUsual_IsSuspectedConfirmedAndEndsWithTraffic()
    {
        await UsualWeeksAsync(4);
        await AddTrafficAsync(Now.AddMinutes(-20));
        await _world.Get<CountTraffic>().RunAsync(default);

        await using var db = _world.Database.Open();
        var suspicion = await db.Suspicions.AsNoTracking().SingleAsync();
        Assert.Equal((ServiceComponent.Receiving, Now.AddMinutes(-19), SuspicionState.Pending), (suspicion.Component, suspicion.StartAt, suspicion.State));
        Assert.Empty(await _world.IncidentsAsync());
        Assert.Single(await db.Notices.Select(n => n.Key).ToListAsync());

        var officer = Actor.Person(Guid.NewGuid(), "Fiscal de Teste");
        var decided = await _world.Get<DecideSuspicion>().RunAsync(officer, suspicion.Id, confirm: true, "Confirmado com a contratada.", default);
        Assert.True(decided.Done);
        Assert.Equal((Now.AddMinutes(-19), (DateTimeOffset?)null), ((await _world.IncidentsAsync()).Single().StartAt, (await _world.IncidentsAsync()).Single().EndAt));
        Assert.Equal("decidida", (await _world.Get<DecideSuspicion>().RunAsync(officer, suspicion.Id, confirm: false, "Outra pessoa.", default)).Refusal!.Code);

        _world.Clock.Advance(TimeSpan.FromMinutes(30));
        await AddTrafficAsync(Now.AddMinutes(25));
        await _world.Get<CountTraffic>().RunAsync(default);
        var incident = Assert.Single(await _world.IncidentsAsync());
        Assert.Equal((IncidentState.Ended, (DateTimeOffset?)Now.AddMinutes(25)), (incident.State, incident.EndAt));
        Assert.Equal("Fiscal de Teste", (await db.IncidentRevisions.OrderBy(r => r.Id).FirstAsync()).ActorName);
    }

    [Fact]
    public async Task Run_SilenceThatIsUsualOrTooShortOrNew_IsNotSuspected()
    {
        await AddTrafficAsync(Now.AddMinutes(-20));
        await _world.Get<CountTraffic>().RunAsync(default); // nothing is known of this hour
        await UsualWeeksAsync(2);
        await _world.Get<CountTraffic>().RunAsync(default); // two weeks make no custom
        await UsualWeeksAsync(4);
        await AddTrafficAsync(Now.AddMinutes(-10));
        await _world.Get<CountTraffic>().RunAsync(default); // ten minutes are short

        await using var db = _world.Database.Open();
        Assert.Equal(0, await db.Suspicions.CountAsync());
    }

    [Fact]
    public async Task Decide_Dismissed_NeedsAReasonAndOpensNothing()
    {
        await UsualWeeksAsync(4);
        await AddTrafficAsync(Now.AddMinutes(-20));
        await _world.Get<CountTraffic>().RunAsync(default);
        var who = Actor.Person(Guid.NewGuid(), "Fiscal de Teste");

        Assert.Equal("motivo", (await _world.Get<DecideSuspicion>().RunAsync(who, 1, confirm: false, " ", default)).Refusal!.Code);
        Assert.True((await _world.Get<DecideSuspicion>().RunAsync(who, 1, confirm: false, "Feriado municipal.", default)).Done);

        Assert.Empty(await _world.IncidentsAsync());
    }

    private async Task UsualWeeksAsync(int weeks)
    {
        await using var db = _world.Database.Open();
        for (var week = 1; week <= weeks; week++)
        {
            for (var minute = -30; minute < 30; minute++)
            {
                var at = Now.AddDays(-7 * week).AddMinutes(minute);
                if (!await db.TrafficMinutes.AnyAsync(m => m.Minute == at))
                    db.TrafficMinutes.Add(new TrafficMinute { Minute = at, Inbound = 2 });
            }
        }

        await db.SaveChangesAsync();
    }

    private async Task AddTrafficAsync(DateTimeOffset at)
    {
        await using var db = _world.Database.Open();
        db.TrafficMinutes.Add(new TrafficMinute { Minute = at, Inbound = 1 });
        await db.SaveChangesAsync();
    }

    private static Message Message(MessageAuthor author, DateTimeOffset at) => new() { CitizenId = Guid.NewGuid(), Author = author, CreatedAt = at, OccurredAt = at };

    private static MessageStatusChange Change(Message message, MessageStatus status, DateTimeOffset at, int? code) =>
        new() { MessageId = message.Id, Status = status, OccurredAt = at, ReceivedAt = at, ErrorCode = code };
}
