namespace Dpemt.Portal.Contract.Availability;

/// <summary>One interruption as the index sees it.</summary>
/// <param name="Start">First instant without service.</param>
/// <param name="End">First instant with service again; null while it lasts, which counts to the end of the period.</param>
/// <param name="Component">What was down.</param>
/// <param name="Scope">Part or whole; both count.</param>
/// <param name="Excluded">True when a recorded decision takes it out (TR 5.9.2 force majeure, TR 5.7.1 not of the contractor's making).</param>
/// <param name="Incident">The incident behind it; null in a simulation.</param>
public sealed record Outage(
    DateTimeOffset Start, DateTimeOffset? End, ServiceComponent Component, OutageScope Scope, bool Excluded = false, long? Incident = null);
