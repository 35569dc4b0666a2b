namespace Dpemt.Portal.Contract.Tickets;

/// <summary>How a clock stands.</summary>
public enum ClockState
{
    /// <summary>It runs, more than <see cref="TicketClock.Warning"/> is left.</summary>
    Running,

    /// <summary>It runs, at most <see cref="TicketClock.Warning"/> is left.</summary>
    Closing,

    /// <summary>It runs past its limit.</summary>
    Breached,

    /// <summary>Stopped in time: at its limit at the latest.</summary>
    Met,

    /// <summary>Stopped after its limit.</summary>
    Missed,
}

/// <summary>One limit of TR 5.6.1. The limit itself is still in time ("até").</summary>
/// <param name="Code">Stable name: <c>atendimento</c> or <c>restabelecimento</c>.</param>
/// <param name="From">When the ticket was opened.</param>
/// <param name="Limit">Last instant in time.</param>
/// <param name="Stopped">When it was done, or null.</param>
public sealed record TicketClock(string Code, DateTimeOffset From, DateTimeOffset Limit, DateTimeOffset? Stopped)
{
    /// <summary>How long before a limit people are told.</summary>
    public static readonly TimeSpan Warning = TimeSpan.FromMinutes(30);

    /// <summary>What it measures, in Portuguese.</summary>
    public string Label => Code == TicketClocks.Attendance ? "Início do atendimento" : "Restabelecimento do serviço";

    /// <summary>How it stands at an instant.</summary>
    public ClockState At(DateTimeOffset now) => Stopped is { } stopped
        ? stopped <= Limit ? ClockState.Met : ClockState.Missed
        : now > Limit ? ClockState.Breached : now >= Limit - Warning ? ClockState.Closing : ClockState.Running;

    /// <summary>True when the limit was broken, whether or not it is over.</summary>
    public bool IsBroken(DateTimeOffset now) => At(now) is ClockState.Breached or ClockState.Missed;

    /// <summary>Time left; negative when late. For a stopped clock, as it was when it stopped.</summary>
    public TimeSpan Left(DateTimeOffset now) => Limit - (Stopped ?? now);
}

/// <summary>The clocks of a ticket (TR 5.6.1).</summary>
/// <param name="OpenedAt">Start of both.</param>
/// <param name="AttendBy">Limit of attendance; null when the incident is not critical.</param>
/// <param name="RestoreBy">Limit of restoration.</param>
/// <param name="AttendedAt">When attendance began.</param>
/// <param name="RestoredAt">When the service was restored; stops attendance too, if nobody noted its start.</param>
public sealed record TicketClocks(DateTimeOffset OpenedAt, DateTimeOffset? AttendBy, DateTimeOffset RestoreBy, DateTimeOffset? AttendedAt, DateTimeOffset? RestoredAt)
{
    /// <summary>Code of the limit of attendance.</summary>
    public const string Attendance = "atendimento";

    /// <summary>Code of the limit of restoration.</summary>
    public const string Restoration = "restabelecimento";

    /// <summary>The clocks, the shorter one first.</summary>
    public IReadOnlyList<TicketClock> All =>
    [
        .. AttendBy is { } attend ? [new TicketClock(Attendance, OpenedAt, attend, AttendedAt ?? RestoredAt)] : (TicketClock[])[],
        new(Restoration, OpenedAt, RestoreBy, RestoredAt),
    ];

    /// <summary>What people should have been told by now: of each broken limit, and of each that comes within half an hour.</summary>
    public IEnumerable<(TicketClock Clock, bool Broken)> Told(DateTimeOffset now)
    {
        foreach (var clock in All)
        {
            if (clock.IsBroken(now))
                yield return (clock, true);
            else if (clock.At(now) == ClockState.Closing)
                yield return (clock, false);
        }
    }
}
