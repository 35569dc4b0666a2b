using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Months;

/// <summary>Everything that the figures of one month rest on, as stored. A <see cref="MonthReading"/> is computed from it without the database.</summary>
/// <param name="Month">The month.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Incidents">All incidents that stand and touch the month in any zone shown, also the excluded ones, by their start.</param>
/// <param name="Billed">Base of the discount.</param>
/// <param name="Decisions">The decisions that hold, on this month and on the whole contract; taken back ones are left out.</param>
/// <param name="DecisionNumbers">The newest number of each subject, also where it was taken back: what a new decision is written against.</param>
/// <param name="Coverage">Measured part per component; empty without evidence.</param>
/// <param name="EvidenceHash">Head of the month's evidence chain, or null.</param>
/// <param name="Versions">The closed versions, newest first.</param>
public sealed record MonthMaterial(
    BillingMonth Month, ContractInForce Contract, IReadOnlyList<Incident> Incidents, BilledAmount Billed, IReadOnlyList<ContractDecision> Decisions,
    IReadOnlyDictionary<string, int> DecisionNumbers, IReadOnlyList<ComponentCoverage> Coverage, string? EvidenceHash, IReadOnlyList<MonthVersion> Versions)
{
    /// <summary>The decision that holds on a topic, or null while it is open.</summary>
    /// <param name="topic">One of <see cref="DecisionTopics"/> or the id of a contradiction.</param>
    public ContractDecision? Decision(string topic) =>
        Decisions.FirstOrDefault(d => d.Topic == topic && (d.Month is null || d.Month == Month));

    /// <summary>Number of the newest decision on a topic; 0 when none was made.</summary>
    public int DecisionNumber(string topic) =>
        DecisionNumbers.GetValueOrDefault(DecisionTopics.Subject(topic, topic == DecisionTopics.Gap ? Month : null));
}
