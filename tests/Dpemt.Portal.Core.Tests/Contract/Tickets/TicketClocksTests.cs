using Dpemt.Portal.Contract.Tickets;

namespace Dpemt.Portal.Core.Tests.Contract.Tickets;

/// <summary>The limits of TR 5.6.1 at their exact edges: "até" 1 h and 4 h.</summary>
public sealed class TicketClocksTests
{
    private static readonly DateTimeOffset Opened = new(2026, 7, 3, 14, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    [Theory]
    [InlineData(0, ClockState.Met)]
    [InlineData(1, ClockState.Missed)]
    public void At_StoppedAroundTheLimit_IsMetUpToIt(int ticksAfter, ClockState expected)
    {
        var clock = new TicketClock(TicketClocks.Attendance, Opened, Opened.AddHours(1), Opened.AddHours(1).AddTicks(ticksAfter));

        Assert.Equal(expected, clock.At(Opened.AddDays(1)));
        Assert.Equal(ticksAfter > 0, clock.IsBroken(Opened.AddDays(1)));
    }

    [Fact]
    public void At_RunningAroundItsEdges_ChangesExactlyThere()
    {
        var limit = Opened.AddHours(4);
        var clock = new TicketClock(TicketClocks.Restoration, Opened, limit, null);

        Assert.Equal(ClockState.Running, clock.At(limit - TicketClock.Warning - Tick));
        Assert.Equal(ClockState.Closing, clock.At(limit - TicketClock.Warning));
        Assert.Equal(ClockState.Closing, clock.At(limit));
        Assert.Equal(ClockState.Breached, clock.At(limit + Tick));
        Assert.Equal(-Tick, clock.Left(limit + Tick));
    }

    [Fact]
    public void All_NotCritical_HasNoLimitOfAttendance()
    {
        var clocks = new TicketClocks(Opened, null, Opened.AddHours(4), null, null);

        Assert.Equal([TicketClocks.Restoration], clocks.All.Select(c => c.Code));
    }

    [Fact]
    public void All_RestoredWithoutNotedAttendance_StopsBothClocks()
    {
        var clocks = new TicketClocks(Opened, Opened.AddHours(1), Opened.AddHours(4), null, Opened.AddMinutes(50));

        Assert.All(clocks.All, clock => Assert.Equal(ClockState.Met, clock.At(Opened.AddDays(1))));
    }

    [Fact]
    public void Told_AsTimePasses_WarnsOnceEachAndThenTellsTheBreach()
    {
        var clocks = new TicketClocks(Opened, Opened.AddHours(1), Opened.AddHours(4), null, null);

        Assert.Empty(clocks.Told(Opened.AddMinutes(30) - Tick));
        Assert.Equal([(TicketClocks.Attendance, false)], Codes(clocks.Told(Opened.AddMinutes(30))));
        Assert.Equal([(TicketClocks.Attendance, true)], Codes(clocks.Told(Opened.AddHours(1) + Tick)));
        Assert.Equal([(TicketClocks.Attendance, true), (TicketClocks.Restoration, false)], Codes(clocks.Told(Opened.AddHours(3.5))));
        Assert.Equal([(TicketClocks.Attendance, true), (TicketClocks.Restoration, true)], Codes(clocks.Told(Opened.AddHours(4) + Tick)));
    }

    private static (string, bool)[] Codes(IEnumerable<(TicketClock Clock, bool Broken)> told) => [.. told.Select(t => (t.Clock.Code, t.Broken))];
}
