using Dpemt.Portal.Contract.Availability;

namespace Dpemt.Portal.Contract.Months;

/// <summary>How much of a period was measured for one component, in whole minutes.</summary>
/// <param name="Component">The component.</param>
/// <param name="Up">Answered in time.</param>
/// <param name="Degraded">Answered late: shown, not counted.</param>
/// <param name="Down">Without service.</param>
/// <param name="Ours">Failures of our own side: not charged.</param>
/// <param name="None">Without evidence: nothing was measured, which is not down time.</param>
public sealed record ComponentCoverage(ServiceComponent Component, long Up, long Degraded, long Down, long Ours, long None)
{
    /// <summary>Minutes with evidence about the contractor.</summary>
    public long Measured => Up + Degraded + Down;

    /// <summary>All minutes.</summary>
    public long Total => Measured + Ours + None;

    /// <summary>Measured part in percent, cut to one decimal; 0 when nothing was asked for.</summary>
    public decimal Percent => Total == 0 ? 0 : decimal.Truncate(Measured * 1000m / Total) / 10;
}

/// <summary>What the month needs of the measuring.</summary>
public interface IMonthEvidence
{
    /// <summary>Coverage per component of a period; empty when nothing measures.</summary>
    Task<IReadOnlyList<ComponentCoverage>> CoverageAsync(Period period, CancellationToken cancellation);

    /// <summary>Hexadecimal hash of the chain's head over a month's evidence, or null without evidence.</summary>
    Task<string?> HashAsync(BillingMonth month, CancellationToken cancellation);
}

/// <summary>Stands in while nothing measures.</summary>
internal sealed class NoEvidence : IMonthEvidence
{
    public Task<IReadOnlyList<ComponentCoverage>> CoverageAsync(Period period, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<ComponentCoverage>>([]);

    public Task<string?> HashAsync(BillingMonth month, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
