using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>What a check of the terms finds.</summary>
public enum FindingKind
{
    /// <summary>Tiers or bands leave something out.</summary>
    Gap = 0,

    /// <summary>Two tiers or bands claim the same.</summary>
    Overlap = 1,

    /// <summary>A total is not what quantity and price give.</summary>
    Total = 2,

    /// <summary>A value that cannot be.</summary>
    Value = 3,
}

/// <summary>One finding.</summary>
/// <param name="Kind">What kind.</param>
/// <param name="Where">The place, in Portuguese.</param>
/// <param name="Text">What is wrong, with its figures.</param>
/// <param name="Blocks">True when terms with it cannot be approved; the gap of the bands is the contract's own and only shown.</param>
public sealed record TermsFinding(FindingKind Kind, string Where, string Text, bool Blocks = true);

/// <summary>Finds gaps and overlaps of tiers and bands and totals that do not add up. Pure.</summary>
public static class TermsChecks
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    /// <summary>Everything that is wrong with a document of the contract.</summary>
    public static IReadOnlyList<TermsFinding> Of(JsonObject root)
    {
        var document = root.ToJsonString();
        var findings = new List<TermsFinding>();
        try
        {
            var items = PriceList.Parse(document).Items;
            findings.AddRange(items.GroupBy(i => i.Number).Where(g => g.Count() > 1).Select(g => new TermsFinding(FindingKind.Value, $"Item {g.Key}", "Dois itens têm o mesmo número.")));
            findings.AddRange(items.Where(i => i.Quantity < 0 || i.UnitPrice < 0 || decimal.Round(i.UnitPrice, 4) != i.UnitPrice)
                .Select(i => new TermsFinding(FindingKind.Value, $"Item {i.Number}", "Quantidade e preço não são negativos, e o preço tem até quatro casas.")));
            foreach (var tiers in items.GroupBy(i => i.Kind))
                findings.AddRange(Tiers([.. tiers]));
            findings.AddRange(Totals(items, ReadTotal(root)));
            var rule = ContractTerms.ParseRule(document);
            findings.AddRange(Bands(rule.Bands, rule.Required));
            if (!findings.Exists(f => f.Blocks))
            {
                _ = PriceList.Read(document);
                _ = ContractTerms.Read(document);
            }
        }
        catch (Exception fault) when (fault is FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            findings.Add(new(FindingKind.Value, "Documento", fault.Message));
        }

        return findings;
    }

    /// <summary>The tiers of one kind of item: every message of a month must fall into exactly one.</summary>
    public static IReadOnlyList<TermsFinding> Tiers(IReadOnlyList<ContractItem> tiers)
    {
        var findings = new List<TermsFinding>();
        // The document writes "0 to 250 000": the first message is number 1.
        long covered = 0;
        var open = false;
        foreach (var tier in tiers.OrderBy(t => t.From).ThenBy(t => t.To ?? long.MaxValue))
        {
            var (first, where) = (Math.Max(1, tier.From), $"Item {tier.Number}, {tier.Label}");
            if (tier.From < 0 || tier.To < first)
            {
                findings.Add(new(FindingKind.Value, where, $"A faixa termina em {Whole(tier.To ?? 0)}, antes de começar em {Whole(tier.From)}."));
                continue;
            }

            if (open || first <= covered)
                findings.Add(new(FindingKind.Overlap, where, $"A faixa começa em {Whole(first)}, mas outra já alcança {(open ? "todas as mensagens seguintes" : Whole(covered))}."));
            else if (first > covered + 1)
                findings.Add(new(FindingKind.Gap, where, $"Nenhuma faixa cobre de {Whole(covered + 1)} a {Whole(first - 1)}."));
            open |= tier.To is null;
            covered = Math.Max(covered, tier.To ?? covered);
        }

        if (!open && tiers.Count > 0)
            findings.Add(new(FindingKind.Gap, $"Item {tiers[^1].Number}, {tiers[^1].Label}", $"Nenhuma faixa cobre o que passa de {Whole(covered)}."));
        return findings;
    }

    /// <summary>The bands of the discount: every index from 0 to 100 % should fall into exactly one.</summary>
    /// <param name="bands">In any order.</param>
    /// <param name="required">Required index, percent.</param>
    public static IReadOnlyList<TermsFinding> Bands(IReadOnlyList<AvailabilityBand> bands, decimal required)
    {
        var findings = new List<TermsFinding>();
        var covered = 0m;
        var open = false;
        foreach (var band in bands.OrderBy(b => b.AtLeast).ThenBy(b => b.Below ?? decimal.MaxValue))
        {
            var where = $"Faixa de {Percent(band.AtLeast)}";
            if (band.AtLeast is < 0 or > 100 || band.Below <= band.AtLeast || band.Discount is < 0 or > 100)
            {
                findings.Add(new(FindingKind.Value, where, "A faixa não é possível: confira início, fim e desconto."));
                continue;
            }

            if (open || band.AtLeast < covered)
                findings.Add(new(FindingKind.Overlap, where, $"A faixa começa em {Percent(band.AtLeast)}, mas outra já alcança {(open ? "todo índice acima" : Percent(covered))}."));
            else if (band.AtLeast > covered)
                findings.Add(new(FindingKind.Gap, where, $"Nenhuma faixa cobre de {Percent(covered)} a menos de {Percent(band.AtLeast)}: pede decisão mês a mês.", Blocks: false));
            open |= band.Below is null;
            covered = Math.Max(covered, band.Below ?? covered);
        }

        if (!open && covered <= 100)
            findings.Add(new(FindingKind.Gap, "Faixas de disponibilidade", $"Nenhuma faixa cobre a partir de {Percent(covered)}."));
        if (required is <= 0 or > 100)
            findings.Add(new(FindingKind.Value, "SLA", "O índice exigido fica acima de 0 e até 100 %."));
        return findings;
    }

    /// <summary>Each line's total (quantity × price, rounded once to cents, half away from zero) and their sum.</summary>
    public static IReadOnlyList<TermsFinding> Totals(IReadOnlyList<ContractItem> items, decimal grandTotal)
    {
        var findings = new List<TermsFinding>();
        foreach (var item in items)
        {
            // Rounded only here: 12 × 425.5035 is 5 106.04, and twelve rounded months would be 5 106.00.
            var line = decimal.Round(item.Quantity * item.UnitPrice, 2, MidpointRounding.AwayFromZero);
            if (line != item.Total)
            {
                findings.Add(new(
                    FindingKind.Total, $"Item {item.Number}, {item.Label}",
                    $"{Whole(item.Quantity)} × {ContractText.Price(item.UnitPrice)} dá {ContractText.Money(line)}, e o documento diz {ContractText.Money(item.Total)}: diferença de {ContractText.Money(item.Total - line)}."));
            }
        }

        var sum = items.Sum(i => i.Total);
        if (sum != grandTotal)
            findings.Add(new(FindingKind.Total, "Valor total", $"Os itens somam {ContractText.Money(sum)}, e o documento diz {ContractText.Money(grandTotal)}: diferença de {ContractText.Money(grandTotal - sum)}."));
        return findings;
    }

    private static decimal ReadTotal(JsonObject root) =>
        root["estimatedTotal"] is JsonValue value && value.TryGetValue<string>(out var text) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var total)
            ? total
            : throw new FormatException("estimatedTotal não é um número com ponto decimal, entre aspas.");

    private static string Whole(long value) => value.ToString("N0", Brazil);

    private static string Percent(decimal value) => ContractText.Percent(value);
}
