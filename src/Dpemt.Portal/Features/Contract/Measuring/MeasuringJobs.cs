using System.Linq.Expressions;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Web.Hosting;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace Dpemt.Portal.Web.Features.Contract.Measuring;

/// <summary>
/// The rounds of measuring as Hangfire calls them. Never repeated: a round that failed is late, and the next one comes
/// within seconds. Their history is short, since there are thousands a day and the database holds what they found.
/// </summary>
[AutomaticRetry(Attempts = 0, LogEvents = false, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
[ShortHistory]
public sealed class MeasuringJobs(RunProbe probe, CountTraffic traffic, PackEvidence pack)
{
    /// <summary>One probe of one component.</summary>
    public Task ProbeAsync(ServiceComponent component, CancellationToken cancellation) => probe.RunAsync(component, cancellation);

    /// <summary>Counts the traffic and looks for silence.</summary>
    public Task CountAsync(CancellationToken cancellation) => traffic.RunAsync(cancellation);

    /// <summary>Packs the days that are over.</summary>
    public Task PackAsync(CancellationToken cancellation) => pack.RunAsync(cancellation);

    /// <summary>The rounds of each component that is measured, in the rhythm of its settings.</summary>
    internal static IEnumerable<RecurringWork> Probes(MeasuringOptions options) => Enum.GetValues<ServiceComponent>()
        .Where(options.Measures)
        .Select(component => new RecurringWork(
            "sondar-" + component.Code(), Cron(options.Of(component).IntervalSeconds, (int)component), "Evidence of the contractor's availability, second by second.", typeof(MeasuringJobs),
            manager => Schedule(manager, "sondar-" + component.Code(), Cron(options.Of(component).IntervalSeconds, (int)component), j => j.ProbeAsync(component, CancellationToken.None))));

    /// <summary>Every so many seconds, or minutes; each component a second later than the one before, so that they do not wait for each other.</summary>
    internal static string Cron(int seconds, int offset) => seconds <= 60
        ? FormattableString.Invariant($"{(seconds == 60 ? offset.ToString(System.Globalization.CultureInfo.InvariantCulture) : $"{offset % seconds}/{seconds}")} * * * * *")
        : FormattableString.Invariant($"{offset} */{seconds / 60} * * * *");

    private static void Schedule(IRecurringJobManager manager, string id, string cron, Expression<Func<MeasuringJobs, Task>> run) =>
        // A round that was missed is over: running it late would only measure the present twice.
        manager.AddOrUpdate(id, run, cron, new RecurringJobOptions { TimeZone = TimeZoneInfo.Utc, MisfireHandling = MisfireHandlingMode.Ignorable });
}

/// <summary>Lets finished jobs leave Hangfire's tables after minutes instead of a day.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class ShortHistoryAttribute : JobFilterAttribute, IApplyStateFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = Kept;

    /// <inheritdoc/>
    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction) => context.JobExpirationTimeout = Kept;
}
