using Microsoft.Extensions.Options;

namespace Dpemt.Portal.Messaging.Outbox;

/// <summary>How sending is repeated. Settings section <c>Outbox</c>.</summary>
public sealed class OutboxOptions
{
    /// <summary>Name of the settings section.</summary>
    public const string Section = "Outbox";

    /// <summary>Attempts before a message is given up; with the longest wait of a minute some two hours of a silent provider.</summary>
    public int MaxAttempts { get; set; } = 120;

    /// <summary>Wait after the first attempt, milliseconds; it doubles each time.</summary>
    public int FirstRetryMilliseconds { get; set; } = 1000;

    /// <summary>Longest wait between two attempts, seconds: how long after its return the provider is noticed.</summary>
    public int LongestRetrySeconds { get; set; } = 60;

    /// <summary>Window for free text after the citizen's last message, hours. Meta's rule; shorter only in tests.</summary>
    public double WindowHours { get; set; } = 24;

    /// <summary>Minutes without any status after which the provider is asked.</summary>
    public int ReconcileAfterMinutes { get; set; } = 10;

    /// <summary>The wait before attempt number <paramref name="attempts"/> + 1.</summary>
    internal TimeSpan Backoff(int attempts) => TimeSpan.FromMilliseconds(
        Math.Min(LongestRetrySeconds * 1000.0, FirstRetryMilliseconds * Math.Pow(2, Math.Min(attempts - 1, 20))));
}

internal sealed class OutboxOptionsValidator : IValidateOptions<OutboxOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboxOptions options)
    {
        var faults = new List<string>();
        if (options.MaxAttempts is < 1 or > 10_000)
            faults.Add("Outbox:MaxAttempts precisa estar entre 1 e 10000.");
        if (options.FirstRetryMilliseconds is < 1 or > 600_000)
            faults.Add("Outbox:FirstRetryMilliseconds precisa estar entre 1 e 600000.");
        if (options.LongestRetrySeconds is < 1 or > 3600)
            faults.Add("Outbox:LongestRetrySeconds precisa estar entre 1 e 3600.");
        if (options.WindowHours is <= 0 or > 24)
            faults.Add("Outbox:WindowHours precisa ser maior que 0 e no máximo 24.");
        if (options.ReconcileAfterMinutes is < 1 or > 1440)
            faults.Add("Outbox:ReconcileAfterMinutes precisa estar entre 1 e 1440.");
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
