using Dpemt.Portal.Web.Features.Conversations;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Web.Tests.Features.Conversations;

public sealed class RefreshGateTests
{
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(300);

    private readonly FakeTimeProvider _clock = new();
    private int _reads;

    [Fact]
    public void Request_Burst_ReadsAtOnceAndOnceMore()
    {
        using var gate = new RefreshGate(_clock, Gap, Read);
        gate.Request();
        _clock.Advance(TimeSpan.Zero);
        Assert.Equal(1, _reads);
        for (var i = 0; i < 50; i++)
            gate.Request();
        Assert.Equal(1, _reads);
        _clock.Advance(Gap);
        Assert.Equal(2, _reads);
        _clock.Advance(Gap * 10);
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void Request_WhileReading_ReadsAgainAfterwards()
    {
        var reading = new TaskCompletionSource();
        using var gate = new RefreshGate(_clock, Gap, () =>
        {
            _reads++;
            return _reads == 1 ? reading.Task : Task.CompletedTask;
        });
        gate.Request();
        _clock.Advance(TimeSpan.Zero);
        gate.Request();
        _clock.Advance(Gap * 2);
        Assert.Equal(1, _reads);
        reading.SetResult();
        _clock.Advance(Gap);
        Assert.Equal(2, _reads);
    }

    [Fact]
    public void Request_AfterDispose_DoesNothing()
    {
        var gate = new RefreshGate(_clock, Gap, Read);
        gate.Request();
        gate.Request();
        gate.Dispose();
        gate.Request();
        _clock.Advance(Gap * 2);
        Assert.Equal(1, _reads);
    }

    private Task Read()
    {
        _reads++;
        return Task.CompletedTask;
    }
}
