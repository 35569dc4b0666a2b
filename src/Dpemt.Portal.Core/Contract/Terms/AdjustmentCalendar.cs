using System.Globalization;
using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Months;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The dates on which the adjustment hangs (TR 21.1, 21.2, 21.5, 21.7).</summary>
/// <param name="SignedOn">Signature; the first day in force when the document names none.</param>
/// <param name="BudgetOn">Estimated budget; null when the document names none.</param>
/// <param name="Decision">The recorded decision between both; null while the question is open.</param>
/// <param name="LastEffect">First month of the last adjustment; null before the first one.</param>
/// <param name="ExtendedOn">Day on which the newest prolongation was signed; null without one.</param>
public sealed record AdjustmentCalendar(DateOnly SignedOn, DateOnly? BudgetOn, ContractDecision? Decision, BillingMonth? LastEffect, DateOnly? ExtendedOn)
{
    /// <summary>The date from which the year counts now; null while it is not decided or not known.</summary>
    public DateOnly? BaseOn => LastEffect is { } last ? last.FirstDay
        : Decision?.Choice == DecisionTopics.FromSignature ? SignedOn
        : Decision?.Choice == DecisionTopics.FromBudget ? BudgetOn
        : null;

    /// <summary>The end of the year without adjustment; null while <see cref="BaseOn"/> is.</summary>
    public DateOnly? DueOn => BaseOn?.AddMonths(IndexAdjustment.WindowMonths);

    /// <summary>The first month that an adjustment may touch: the first that begins at or after <see cref="DueOn"/> (decision record 0012).</summary>
    public BillingMonth? FirstMonth => DueOn is { } due ? new BillingMonth(due) is var month && due.Day == 1 ? month : month.Plus(1) : null;

    /// <summary>Why the year counts from there.</summary>
    public string BaseReading => LastEffect is not null ? "efeitos financeiros do último reajuste (TR 21.5)"
        : Decision?.Choice == DecisionTopics.FromBudget ? $"data do orçamento estimado (TR 21.2), pela decisão {Decision.Number}"
        : $"data da assinatura (TR 21.1), pela decisão {Decision?.Number}";

    /// <summary>Reads the dates.</summary>
    public static AdjustmentCalendar Of(TermsSnapshot all, MonthTerms terms, ContractDecision? decision) => new(
        Day(terms.Root, TermsPaths.SignedOn) ?? all.NewestImport.InForceFrom, Day(terms.Root, TermsPaths.BudgetOn), decision,
        all.Layers.Where(l => l.Origin == TermsOrigin.Adjustment).Select(l => (BillingMonth?)l.From).Max(),
        all.Layers.SelectMany(l => l.Changes).Where(c => c.Path == TermsPaths.ExtendedOn && c.New is not null).Select(c => (DateOnly?)Parse(c.New!.Trim('"'))).Max());

    private static DateOnly? Day(JsonObject root, string path) => TermsDocument.At(root, path) is { } json ? Parse(json.Trim('"')) : null;

    private static DateOnly? Parse(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
