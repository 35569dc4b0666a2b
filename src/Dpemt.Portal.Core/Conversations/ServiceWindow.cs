namespace Dpemt.Portal.Conversations;

/// <summary>The 24 h after a citizen's last message, in which free text may be sent (domain "Sending").</summary>
public static class ServiceWindow
{
    /// <summary>Length of the window.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromHours(24);

    /// <summary>End of the window, UTC; null when the citizen never wrote.</summary>
    public static DateTimeOffset? Until(DateTimeOffset? lastInboundAt) => lastInboundAt + Length;

    /// <summary>True when free text may be sent at <paramref name="now"/>.</summary>
    public static bool IsOpen(DateTimeOffset? lastInboundAt, DateTimeOffset now) => Until(lastInboundAt) > now;
}
