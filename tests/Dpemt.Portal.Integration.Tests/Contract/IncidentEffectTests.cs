using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Integration.Tests.Contract.Measuring;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Integration.Tests.Contract;

/// <summary>What an incident did to messages, counted from what is stored of them.</summary>
public sealed class IncidentEffectTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 7, 15, 14, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset End = Start.AddHours(1);

    private readonly MeasuringWorld _world = new(new("http://127.0.0.1:9"), End.AddHours(1));

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Run_MessagesThatWaited_AreAFigureOfTheirOwnWithTheLongestWait()
    {
        var before = Start.AddSeconds(-1);
        await AddAsync(before, MessageStatus.Delivered, before.AddMinutes(40), turnedAway: true); // written before
        await AddAsync(Start, MessageStatus.Delivered, Start.AddMinutes(59), turnedAway: true);
        await AddAsync(Start.AddMinutes(10), MessageStatus.Accepted, Start.AddMinutes(12), turnedAway: true);
        await AddAsync(Start.AddMinutes(20), MessageStatus.Delivered, Start.AddMinutes(20), turnedAway: false); // went at once
        await AddAsync(Start.AddMinutes(30), MessageStatus.Queued, null, turnedAway: true); // waits still
        await AddAsync(Start.AddMinutes(31), MessageStatus.Queued, null, turnedAway: false); // waits for its turn
        await AddAsync(Start.AddMinutes(40), MessageStatus.Failed, null, turnedAway: true); // given up: failed, not waiting
        await AddAsync(Start.AddMinutes(41), MessageStatus.Unknown, null, turnedAway: false);
        await AddAsync(Start.AddMinutes(42), MessageStatus.Received, null, turnedAway: false, MessageAuthor.Citizen);
        await AddAsync(End, MessageStatus.Queued, null, turnedAway: true); // written after

        var effect = await _world.Get<IncidentEffect>().RunAsync(Start, End, default);

        Assert.Equal((7, 1, 4, 4, 1), (effect.Written, effect.Failed, effect.Unsettled, effect.Waited, effect.Received));
        Assert.Equal(TimeSpan.FromMinutes(59), effect.LongestWait);
        // Failed, unknown, accepted only and the two that wait: five citizens without a message.
        Assert.Equal(5, effect.Citizens);
    }

    [Fact]
    public async Task Run_NothingWaited_SaysSo()
    {
        await AddAsync(Start.AddMinutes(20), MessageStatus.Delivered, Start.AddMinutes(20), turnedAway: false);

        var effect = await _world.Get<IncidentEffect>().RunAsync(Start, null, default);

        Assert.Equal((1, 0, (TimeSpan?)null), (effect.Written, effect.Waited, effect.LongestWait));
    }

    private async Task AddAsync(DateTimeOffset written, MessageStatus status, DateTimeOffset? accepted, bool turnedAway, MessageAuthor author = MessageAuthor.Bot)
    {
        await using var db = _world.Database.Open();
        var message = new Message { CitizenId = Guid.NewGuid(), Author = author, Status = status, CreatedAt = written, OccurredAt = written };
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        if (turnedAway)
            db.DeliveryAttempts.AddRange(new() { MessageId = message.Id, At = written, Outcome = "retry", HttpStatus = 503 }, new() { MessageId = message.Id, At = written.AddSeconds(5), Outcome = "retry" });
        if (accepted is { } at)
        {
            db.DeliveryAttempts.Add(new() { MessageId = message.Id, At = at, Outcome = "accepted", HttpStatus = 200 });
            db.MessageStatusChanges.Add(new() { MessageId = message.Id, Status = MessageStatus.Accepted, OccurredAt = at, ReceivedAt = at });
        }

        await db.SaveChangesAsync();
    }
}
