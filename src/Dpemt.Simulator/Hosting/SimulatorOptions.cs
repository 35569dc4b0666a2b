namespace Dpemt.Simulator.Hosting;

/// <summary>Settings of the simulator, section <c>Simulator</c>.</summary>
internal sealed class SimulatorOptions
{
    /// <summary>Number to which citizens write before any number has registered a webhook.</summary>
    public string PhoneNumberId { get; init; } = "200000000000002";

    /// <summary>Account named in Meta's envelope.</summary>
    public string WabaId { get; init; } = "100000000000001";

    /// <summary>Telephone number that the citizen sees, as Meta writes it.</summary>
    public string DisplayPhoneNumber { get; init; } = "556530000000";

    /// <summary>When set, the only client secret for which a token is issued; otherwise any non-empty one is good.</summary>
    public string? ClientSecret { get; init; }

    /// <summary>Port of the mail sink (SMTP, this machine only); 0 for a free one, and a free one when it is taken.</summary>
    public int MailPort { get; init; } = 5025;

    /// <summary>Process with which the simulator ends, also when that one is killed.</summary>
    public int? ParentPid { get; init; }

    /// <summary>Messages kept for each citizen; older ones fall away.</summary>
    public int MessagesKept { get; init; } = 2000;

    /// <summary>Requests whose status can still be asked for; older ones fall away.</summary>
    public int RequestsKept { get; init; } = 200_000;

    /// <summary>Bytes of media kept; the oldest files fall away.</summary>
    public long MediaBytesKept { get; init; } = 256L * 1024 * 1024;

    /// <summary>Pause before a refused webhook is sent again, in milliseconds; doubles up to <see cref="RetryMaxMs"/>.</summary>
    public int RetryFirstMs { get; init; } = 200;

    /// <summary>Longest pause between two attempts of a webhook, in milliseconds.</summary>
    public int RetryMaxMs { get; init; } = 10_000;

    /// <summary>Time after which a webhook that nobody takes is dropped, in minutes.</summary>
    public int RetryForMinutes { get; init; } = 60;
}
