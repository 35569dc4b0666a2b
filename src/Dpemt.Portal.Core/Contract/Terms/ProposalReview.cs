using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>What a proposed change would do to the terms of its first month. Pure: the same for the form, the page and the approval.</summary>
/// <param name="Before">The terms that hold in that month.</param>
/// <param name="After">The document with the changes.</param>
/// <param name="Changes">What really changes, with what stands there now.</param>
/// <param name="Findings">What the checks find in <paramref name="After"/>.</param>
/// <param name="Ceiling">Additions and suppressions with these changes among them; null when no quantity changes by an addition.</param>
/// <param name="Refusal">The rule that stands against it, or null.</param>
public sealed record ProposalReview(
    MonthTerms Before, JsonObject After, IReadOnlyList<TermsChange> Changes, IReadOnlyList<TermsFinding> Findings, QuantityCeiling? Ceiling, Refusal? Refusal)
{
    /// <summary>R$ of the estimate now.</summary>
    public decimal TotalBefore => Before.Prices.Items.Sum(i => i.Total);

    /// <summary>R$ of the estimate with the changes; null when the document cannot be read.</summary>
    public decimal? TotalAfter
    {
        get
        {
            try
            {
                return PriceList.Parse(After.ToJsonString()).Items.Sum(i => i.Total);
            }
            catch (FormatException)
            {
                return null;
            }
        }
    }

    private const string Unreadable = "documento";

    /// <summary>Looks at changes from a month on.</summary>
    /// <param name="all">Everything recorded.</param>
    /// <param name="origin">What kind of act.</param>
    /// <param name="from">The first month.</param>
    /// <param name="proposed">The changes; what they say about the old values is not trusted.</param>
    /// <param name="ceilingReason">Why suppressions may pass the ceiling.</param>
    public static ProposalReview Of(TermsSnapshot all, TermsOrigin origin, BillingMonth from, IEnumerable<TermsChange> proposed, string? ceilingReason)
    {
        var before = all.Of(from);
        List<TermsChange> changes = [.. proposed.Select(c => c with { Old = TermsDocument.At(before.Root, c.Path) }).Where(c => c.Old != c.New)];
        JsonObject after;
        try
        {
            after = TermsDocument.Apply(before.Root, changes);
        }
        catch (Exception fault) when (fault is InvalidOperationException or InvalidCastException or FormatException or System.Text.Json.JsonException or NullReferenceException or OverflowException)
        {
            return new(before, before.Root, changes, [], null, new(Unreadable, "A mudança não cabe na forma do contrato. Confira números e faixas."));
        }

        var findings = TermsChecks.Of(after);
        var ceiling = origin == TermsOrigin.Amendment ? CeilingOf(all, before, changes) : null;
        var refusal = changes.Count == 0 ? new Refusal("nada-muda", $"Nada muda em relação aos termos de {from.Label}.")
            : WrongKind(origin, changes)
            ?? Later(all, from, changes)
            ?? (findings.FirstOrDefault(f => f.Blocks) is { } finding ? new Refusal(finding.Where == "Documento" ? Unreadable : "conferencia", $"{finding.Where}: {finding.Text}") : null)
            ?? OverCeiling(ceiling, ceilingReason);
        return new(before, after, changes, findings, ceiling, refusal);
    }

    /// <summary>Additions and suppressions of all versions, valued at the prices of a month.</summary>
    public static QuantityCeiling CeilingOf(TermsSnapshot all, MonthTerms month, IEnumerable<TermsChange> more) => QuantityCeiling.Of(
        month.Initial, month.Prices, all.Layers.Where(l => l.Origin == TermsOrigin.Amendment).SelectMany(l => QuantityCeiling.ChangesIn(l.Changes)).Concat(QuantityCeiling.ChangesIn(more)));

    private static Refusal? WrongKind(TermsOrigin origin, List<TermsChange> changes)
    {
        var quantities = changes.Count(c => c.Path.StartsWith("items[", StringComparison.Ordinal) && c.Path.EndsWith("].quantity", StringComparison.Ordinal));
        var prices = changes.Count(c => c.Path.StartsWith("items[", StringComparison.Ordinal) && c.Path.EndsWith("].unitPrice", StringComparison.Ordinal));
        return origin switch
        {
            TermsOrigin.Amendment when quantities != changes.Count => new("tipo", "O aditivo de quantitativos muda só quantidades (TR 20.1). Proponha o resto como revisão ou correção."),
            TermsOrigin.Adjustment when prices != changes.Count => new("tipo", "O reajuste muda só preços unitários (TR 21)."),
            TermsOrigin.Revision when quantities > 0 => new("tipo", "Quantidade muda por aditivo de quantitativos (TR 20.1), que confere o limite de 25 %."),
            TermsOrigin.Extension when changes.Exists(c => !c.Path.StartsWith("extension.", StringComparison.Ordinal)) => new("tipo", "A prorrogação muda só o último dia de vigência (TR 10.1)."),
            not TermsOrigin.Extension when changes.Exists(c => c.Path.StartsWith("extension.", StringComparison.Ordinal)) => new("tipo", "O último dia de vigência muda por prorrogação (TR 10.1)."),
            _ => null,
        };
    }

    private static Refusal? Later(TermsSnapshot all, BillingMonth from, List<TermsChange> changes)
    {
        foreach (var layer in all.Layers.Where(l => l.From > from && l.Origin != TermsOrigin.Import))
        {
            if (changes.FirstOrDefault(c => layer.Changes.Any(l => l.Path == c.Path)) is { } change)
                return new("versao-posterior", $"{TermsWords.Place(change.Path)} já muda em {layer.From.Label} pela versão {layer.Number} ({layer.Name}). Proponha com efeito a partir desse mês, ou corrija também aquela versão.");
        }

        return null;
    }

    private static Refusal? OverCeiling(QuantityCeiling? ceiling, string? reason)
    {
        if (ceiling is null)
            return null;
        if (ceiling.AddedOver)
            return new("limite-acrescimos", $"Os acréscimos somam {ContractText.Money(ceiling.Added)} e passam do limite de 25 %, {ContractText.Money(Cut(ceiling.Limit))} (Lei 14.133/2021, art. 125). Supressões não abrem espaço. Reduza a quantidade.");
        return ceiling.SuppressedOver && (reason?.Trim().Length ?? 0) < 10
            ? new("limite-supressoes", $"As supressões somam {ContractText.Money(ceiling.Suppressed)} e passam do limite de 25 %, {ContractText.Money(Cut(ceiling.Limit))} (Lei 14.133/2021, art. 125). Acima dele, só por acordo: escreva a justificativa, com 10 caracteres ou mais.")
            : null;
    }

    private static decimal Cut(decimal value) => decimal.Truncate(value * 100) / 100;
}
