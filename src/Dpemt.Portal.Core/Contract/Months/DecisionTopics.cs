using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Contract.Months;

/// <summary>One reading that a person can adopt.</summary>
/// <param name="Code">Stable name, stored.</param>
/// <param name="Text">In Portuguese.</param>
public sealed record DecisionChoice(string Code, string Text);

/// <summary>The open questions that a decision can be about, with the readings that each offers.</summary>
public static class DecisionTopics
{
    /// <summary>The gap of TR 5.7.1: decided month by month.</summary>
    public const string Gap = "band-gap";

    /// <summary>99.5 % of TR 5.3.6.3 against 99.7 % of TR 5.6.1.</summary>
    public const string RequiredIndex = "sla-995-997";

    /// <summary>Tiers by month or by year, graduated or by the whole volume.</summary>
    public const string TierPeriod = "tier-period";

    /// <summary>The year of fixed prices: from the signature or from the budget.</summary>
    public const string PriceAnniversary = "price-anniversary";

    /// <summary>Tiers per calendar month, each message at the price of its tier.</summary>
    public const string MonthGraduated = AsUsed;

    /// <summary>Tiers per calendar month, all messages at the price of the tier that the month reaches.</summary>
    public const string MonthWhole = "mes-volume";

    /// <summary>Tiers per contract year, each message at the price of its tier.</summary>
    public const string YearGraduated = "ano-graduada";

    /// <summary>Tiers per contract year, all messages at the price of the tier that the year reaches.</summary>
    public const string YearWhole = "ano-volume";

    /// <summary>The year counts from the signature (TR 21.1).</summary>
    public const string FromSignature = "assinatura";

    /// <summary>The year counts from the estimated budget (TR 21.2).</summary>
    public const string FromBudget = "orcamento";

    /// <summary>Choice by which a decision is taken back: the question is open again.</summary>
    public const string TakenBack = "retirada";

    /// <summary>Gap: no discount.</summary>
    public const string NoDiscount = "sem-desconto";

    /// <summary>Gap: the discount of the band below.</summary>
    public const string BandBelow = "faixa-abaixo";

    /// <summary>Required index of TR 5.6.1.</summary>
    public const string SpecificClause = "99,7";

    /// <summary>Required index of TR 5.3.6.3.</summary>
    public const string GeneralClause = "99,5";

    /// <summary>Any other contradiction: what the portal uses.</summary>
    public const string AsUsed = "adotada";

    /// <summary>Any other contradiction: another reading, said in the reason.</summary>
    public const string Other = "outra";

    /// <summary>Topic and month in one word.</summary>
    public static string Subject(string topic, BillingMonth? month) => month is { } of ? $"{topic}/{of}" : topic;

    /// <summary>The readings of a topic, without the taking back; null for an unknown topic.</summary>
    public static IReadOnlyList<DecisionChoice>? Choices(string topic, ContractTerms terms)
    {
        switch (topic)
        {
            case Gap:
                var below = terms.Rule.DiscountBelowGap;
                return
                [
                    new(NoDiscount, "Sem desconto: descumprimento do SLA sem valor, porque o TR 5.7.1 não prevê desconto nesta faixa"),
                    new(BandBelow, $"Desconto da faixa de baixo, {ContractText.Percent(below)}: o TR 5.7.1 só dispensa a penalidade a partir de {ContractText.Percent(terms.Rule.Required)}"),
                ];
            case RequiredIndex:
                return
                [
                    new(SpecificClause, $"{ContractText.Percent(terms.Rule.Required)}: o capítulo do SLA (TR 5.6.1 e 5.7.1) é a regra específica"),
                    new(GeneralClause, $"{ContractText.Percent(AvailabilityRule.GeneralClauseRequired)}: requisito não funcional do TR 5.3.6.3"),
                ];
            default:
                return terms.Contradictions.FirstOrDefault(c => c.Id == topic) is { } found
                    ? QuestionReadings.Of(topic) is { } readings ? [.. readings.Select(r => new DecisionChoice(r.Code, "Adotar: " + r.Text))] : [new(AsUsed, "Adotar: " + found.Use), new(Other, "Adotar outra leitura, descrita na motivação")]
                    : null;
        }
    }
}
