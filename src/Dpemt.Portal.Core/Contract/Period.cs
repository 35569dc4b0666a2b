namespace Dpemt.Portal.Contract;

/// <summary>A stretch of time: <see cref="Start"/> belongs to it, <see cref="End"/> does not. Empty when it does not end after its start.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">First instant after it.</param>
public readonly record struct Period(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Length in ticks of 100 ns; never negative.</summary>
    public long Ticks => Math.Max(0, End.UtcTicks - Start.UtcTicks);

    /// <summary>Its length.</summary>
    public TimeSpan Length => TimeSpan.FromTicks(Ticks);

    /// <summary>True when no instant belongs to it.</summary>
    public bool IsEmpty => Ticks == 0;

    /// <summary>The part that lies in <paramref name="other"/> too; may be empty.</summary>
    public Period Within(Period other)
    {
        var start = Start > other.Start ? Start : other.Start;
        var end = End < other.End ? End : other.End;
        return new(start, end > start ? end : start);
    }
}
