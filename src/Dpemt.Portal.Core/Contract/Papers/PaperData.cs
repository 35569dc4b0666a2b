namespace Dpemt.Portal.Contract.Papers;

/// <summary>The contract as papers quote it.</summary>
public sealed record PaperContract(string Number, string Process, string Contractor, string ContractorCnpj);

/// <summary>A step of the memory of calculation.</summary>
/// <param name="What">What is computed.</param>
/// <param name="How">The formula with its numbers.</param>
/// <param name="Value">The result, as shown.</param>
/// <param name="Clause">Where the contract says so.</param>
public sealed record PaperStep(string What, string How, string Value, string Clause);

/// <summary>An incident of the month.</summary>
/// <param name="Incident">Its number.</param>
/// <param name="Component">What was down, in words.</param>
/// <param name="Scope">Part or whole, in words.</param>
/// <param name="Start">First instant without service.</param>
/// <param name="End">First instant with service again; null when it lasted past the month.</param>
/// <param name="SecondsInMonth">Its length inside the month, also where another one covers it.</param>
/// <param name="Counts">False when a decision takes it out.</param>
/// <param name="Cause">Whose failure, in words.</param>
/// <param name="Note">Reason of an exclusion, or null.</param>
/// <param name="DocumentSha256">The proof of an exclusion, or null.</param>
/// <param name="Description">What happened.</param>
public sealed record PaperOutage(
    long Incident, string Component, string Scope, DateTimeOffset Start, DateTimeOffset? End, decimal SecondsInMonth, bool Counts,
    string Cause, string? Note, string? DocumentSha256, string Description);

/// <summary>Minutes of a component by verdict.</summary>
public sealed record PaperCoverage(string Component, long Up, long Degraded, long Down, long Ours, long NoEvidence);

/// <summary>A recorded decision that the figures rest on.</summary>
public sealed record PaperDecision(string Question, string Reading, string Reason, string Author, DateTimeOffset At);

/// <summary>All that the technical report of a month says (TR 5.8.2). Seconds with fractions, money in R$, percentages as numbers.</summary>
public sealed record TechnicalReportData(
    PaperContract Contract, string Month, int Version, DateTimeOffset ClosedAt, string ClosedBy, string? ReasonOfVersion, string VersionSha256,
    DateTimeOffset PeriodStart, DateTimeOffset PeriodEnd, decimal PeriodSeconds, decimal DownSeconds,
    decimal Index, decimal Required, bool Met, bool Gap, string Band, decimal Discount,
    decimal Base, bool BaseIsEstimate, string BaseSource, decimal Glosa, string Rule,
    IReadOnlyList<PaperStep> Memory, IReadOnlyList<PaperOutage> Outages, IReadOnlyList<decimal> DownSecondsByDay,
    IReadOnlyList<PaperCoverage> Coverage, IReadOnlyList<PaperDecision> Decisions, string? EvidenceHash);

/// <summary>A step of a glosa's life as a paper tells it.</summary>
public sealed record PaperEvent(DateTimeOffset At, string What, string Author, string? Reason, decimal? Amount, string? DocumentSha256);

/// <summary>What notification and decision of a glosa say (TR 5.8.1, 16).</summary>
/// <param name="Contract">The contract.</param>
/// <param name="Glosa">Its number.</param>
/// <param name="Kind">Availability, technical or administrative, in words.</param>
/// <param name="Month">The month it is about, <c>yyyy-MM</c>.</param>
/// <param name="ReportTitle">The technical report that it rests on, or null.</param>
/// <param name="ReportSha256">Hash of that report.</param>
/// <param name="Index">Index of the month in percent, cut to four decimals; null for other kinds.</param>
/// <param name="Required">Required index in percent; null for other kinds.</param>
/// <param name="Base">Billed value of the month, R$.</param>
/// <param name="Percent">Discount in percent.</param>
/// <param name="Computed">Amount as computed, R$.</param>
/// <param name="Current">Amount that stands now, R$.</param>
/// <param name="DefenceDue">Last day for the defence, local; null when it does not run.</param>
/// <param name="DefenceRule">How that day was counted.</param>
/// <param name="Decision">Kept, reduced or dropped, in words; null in a notification.</param>
/// <param name="Reasons">Reasons of the decision.</param>
/// <param name="Events">What happened so far.</param>
public sealed record GlosaPaperData(
    PaperContract Contract, long Glosa, string Kind, string Month, string? ReportTitle, string? ReportSha256, decimal? Index, decimal? Required,
    decimal Base, decimal Percent, decimal Computed, decimal Current, DateOnly? DefenceDue, string? DefenceRule,
    string? Decision, string? Reasons, IReadOnlyList<PaperEvent> Events);
