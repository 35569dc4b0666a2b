using System.Globalization;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>Over which time the messages of a category fill its tiers.</summary>
public enum TierPeriod
{
    /// <summary>Each calendar month begins at the first tier.</summary>
    Month = 0,

    /// <summary>Each contract year begins at the first tier.</summary>
    Year = 1,
}

/// <summary>How the contract is read where it contradicts itself, as far as prices hang on it.</summary>
/// <param name="Number">1 for the portal's own readings; each recorded decision makes the next number.</param>
/// <param name="Reading">Graduated or whole volume.</param>
/// <param name="Period">Tiers by month or by year.</param>
/// <param name="Decision">The decision behind reading and period, in words; null while the question is open.</param>
public sealed record PricingRule(int Number, TierReading Reading, TierPeriod Period, string? Decision)
{
    /// <summary>What the portal uses while nobody decided.</summary>
    public static readonly PricingRule Default = new(1, TierReading.Graduated, TierPeriod.Month, null);

    /// <summary>As papers quote it.</summary>
    public string Name =>
        $"regra v{Number.ToString(CultureInfo.InvariantCulture)}: faixas por {(Period == TierPeriod.Month ? "mês" : "ano contratual")}, {(Reading == TierReading.Graduated ? "graduadas" : "pelo volume inteiro")}"
        + (Decision is null ? " (leitura do portal, questão aberta)" : $" ({Decision})");
}

/// <summary>One version of the rules: the portal's own readings, or a decision on one question.</summary>
/// <param name="Number">1, 2, …</param>
/// <param name="Topic">The question; null for the first version.</param>
/// <param name="Text">The reading adopted, in words.</param>
/// <param name="Month">The month that it is about; null for the whole contract.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC; null for the first version.</param>
/// <param name="ByName">Who.</param>
/// <param name="DocumentId">The act.</param>
public sealed record RuleVersion(int Number, string? Topic, string Text, BillingMonth? Month, string? Reason, DateTimeOffset? At, string? ByName, long? DocumentId);

/// <summary>The versions of the contract's readings: every recorded decision makes one, and the rule that holds is asked here.</summary>
public sealed class RuleVersions(IDbContextFactory<PortalDbContext> contexts)
{
    /// <summary>The readings on which prices hang.</summary>
    public async Task<PricingRule> PricingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var topic = DecisionTopics.TierPeriod;
        var newest = await db.ContractDecisions.AsNoTracking().Where(d => d.Subject == topic).OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancellation);
        if (newest is null)
            return PricingRule.Default;
        var number = 1 + await db.ContractDecisions.CountAsync(d => d.Id <= newest.Id, cancellation);
        if (newest.Choice == DecisionTopics.TakenBack)
            return PricingRule.Default with { Number = number };
        var reading = newest.Choice is DecisionTopics.MonthWhole or DecisionTopics.YearWhole ? TierReading.WholeVolume : TierReading.Graduated;
        var period = newest.Choice is DecisionTopics.YearGraduated or DecisionTopics.YearWhole ? TierPeriod.Year : TierPeriod.Month;
        return new(number, reading, period, $"decisão {newest.Number} de {ContractTime.DayOf(newest.At).ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)}");
    }

    /// <summary>The decision that holds on a question of the whole contract, or null while it is open.</summary>
    /// <param name="topic">Id of a contradiction.</param>
    /// <param name="cancellation">Stops the reading.</param>
    public async Task<ContractDecision?> DecisionAsync(string topic, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var newest = await db.ContractDecisions.AsNoTracking().Where(d => d.Subject == topic).OrderByDescending(d => d.Number).FirstOrDefaultAsync(cancellation);
        return newest?.Choice == DecisionTopics.TakenBack ? null : newest;
    }

    /// <summary>All versions, the newest first. Decisions are few: each is an act of a person with a document.</summary>
    public async Task<IReadOnlyList<RuleVersion>> ListAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var decisions = await db.ContractDecisions.AsNoTracking().OrderBy(d => d.Id).ToListAsync(cancellation);
        return
        [
            .. decisions.Select((d, i) => new RuleVersion(i + 2, d.Topic, d.ChoiceText, d.Month, d.Reason, d.At, d.ByName, d.DocumentId)).Reverse(),
            new(1, null, "As leituras que o portal usa enquanto ninguém decide", null, null, null, null, null),
        ];
    }
}
