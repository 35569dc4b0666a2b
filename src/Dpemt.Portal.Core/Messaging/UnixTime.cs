namespace Dpemt.Portal.Messaging;

/// <summary>Reads the provider's instants.</summary>
internal static class UnixTime
{
    /// <summary>Seconds since 1970, or milliseconds when the number is too large for seconds; null when it is no sensible instant.</summary>
    internal static DateTimeOffset? Read(long number) => number switch
    {
        > 0 and < 100_000_000_000 => DateTimeOffset.FromUnixTimeSeconds(number),
        >= 100_000_000_000 and < 10_000_000_000_000 => DateTimeOffset.FromUnixTimeMilliseconds(number),
        _ => null,
    };
}
