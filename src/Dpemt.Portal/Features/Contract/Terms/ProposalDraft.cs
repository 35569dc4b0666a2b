using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Web.Components.Localization;
using Dpemt.Portal.Web.Features.Contract.Occurrences;

namespace Dpemt.Portal.Web.Features.Contract.Terms;

/// <summary>One item while it is typed; what is not touched does not change.</summary>
public sealed class ItemDraft(ContractItem item)
{
    public ContractItem Item { get; } = item;
    public string? Quantity { get; set; } = item.Quantity.ToString("N0", PortalCulture.Brazil);
    public string? Price { get; set; } = item.UnitPrice.ToString("N4", PortalCulture.Brazil);
    public string? From { get; set; } = item.From.ToString("N0", PortalCulture.Brazil);

    /// <summary>Empty for a tier without end.</summary>
    public string? To { get; set; } = item.To?.ToString("N0", PortalCulture.Brazil) ?? "";

    /// <summary>True when the item has tiers.</summary>
    public bool HasTiers => Item.From > 0 || Item.To is not null;
}

/// <summary>One band while it is typed.</summary>
public sealed class BandDraft
{
    public string? AtLeast { get; set; }

    /// <summary>Empty for no upper end.</summary>
    public string? Below { get; set; }

    public string? Discount { get; set; }
}

/// <summary>A plain value of the document while it is typed.</summary>
public sealed class PlaceDraft(string path, string kind, string? initial)
{
    public string Path { get; } = path;

    /// <summary><c>number</c>, <c>days</c>, <c>duration</c> or <c>date</c>.</summary>
    public string Kind { get; } = kind;

    public string? Initial { get; } = initial;

    public string? Value { get; set; } = initial;
}

/// <summary>A proposal while it is typed: the terms of a month as texts, and what became of them.</summary>
public sealed partial class ProposalDraft : DraftWithFile
{
    private readonly string _bandsBefore;

    public ProposalDraft(MonthTerms terms, TermsOrigin origin, DateOnly effectOn)
    {
        (Terms, Origin, EffectOn) = (terms, origin, effectOn);
        Items = [.. terms.Prices.Items.Select(i => new ItemDraft(i))];
        Bands = [.. (terms.Root["availabilityBands"]?["bands"] as JsonArray ?? []).Select(b => new BandDraft { AtLeast = Shown(b?["atLeastPercent"]), Below = Shown(b?["belowPercent"]), Discount = Shown(b?["discountPercent"]) })];
        _bandsBefore = BandsText();
        Places =
        [
            Place(TermsPaths.RequiredIndex, "number"), Place(TermsPaths.StartWithin, "duration"), Place(TermsPaths.RestoreWithin, "duration"),
            .. TermsWords.Deadlines.Select(p => Place(p, "days")),
            Place(TermsPaths.SignedOn, "date"), Place(TermsPaths.BudgetOn, "date"),
        ];
        Extension = [Place(TermsPaths.ExtendedOn, "date"), Place(TermsPaths.ExtendedUntil, "date")];
    }

    public MonthTerms Terms { get; }
    public TermsOrigin Origin { get; set; }
    public DateOnly? EffectOn { get; set; }
    public string? Instrument { get; set; }
    public DateOnly? InstrumentOn { get; set; }
    public string? Reason { get; set; }
    public string? CeilingReason { get; set; }
    public IReadOnlyList<ItemDraft> Items { get; }
    public List<BandDraft> Bands { get; }
    public IReadOnlyList<PlaceDraft> Places { get; }
    public IReadOnlyList<PlaceDraft> Extension { get; }

    /// <summary>The document of a file, in place of the form.</summary>
    public JsonObject? Imported { get; set; }

    /// <summary>What changes, or what cannot be read.</summary>
    public (IReadOnlyList<TermsChange> Changes, string? Fault) Read()
    {
        if (Imported is { } document)
            return (TermsDocument.Difference(Terms.Root, document), null);
        var changes = new List<TermsChange>();
        var fault = Origin == TermsOrigin.Extension ? ReadPlaces(Extension, changes) : ReadItems(changes);
        if (Origin is TermsOrigin.Revision or TermsOrigin.Correction)
            fault ??= ReadPlaces(Places, changes) ?? ReadBands(changes);
        return (changes, fault);
    }

    public ProposalForm ToForm(IReadOnlyList<TermsChange> changes, long? document) =>
        new(Origin, EffectOn, changes, Instrument ?? "", InstrumentOn, document, Reason ?? "", CeilingReason);

    private string? ReadItems(List<TermsChange> changes)
    {
        foreach (var draft in Items)
        {
            var (item, where) = (draft.Item, $"Item {draft.Item.Number}");
            if (ReadWhole(draft.Quantity) is not { } quantity)
                return $"{where}: a quantidade é um número inteiro, como 112.728.";
            if (quantity != item.Quantity)
                changes.Add(new(TermsPaths.Quantity(item.Number), null, TermsDocument.Whole(quantity)));
            if (Origin == TermsOrigin.Amendment)
                continue;
            if (ReadPrice(draft.Price) is not { } price)
                return $"{where}: o preço tem até quatro casas, como 0,0636.";
            if (price != item.UnitPrice)
                changes.Add(new(TermsPaths.UnitPrice(item.Number), null, TermsDocument.Amount(price)));
            if (!draft.HasTiers)
                continue;
            long? to = null;
            if (ReadWhole(draft.From) is not { } from || (!string.IsNullOrWhiteSpace(draft.To) && (to = ReadWhole(draft.To)) is null))
                return $"{where}: os limites da faixa são números inteiros; em branco no fim para não ter limite.";
            if (from != item.From)
                changes.Add(new(TermsPaths.TierFrom(item.Number), null, TermsDocument.Whole(from)));
            if (to != item.To)
                changes.Add(new(TermsPaths.TierTo(item.Number), null, to is { } end ? TermsDocument.Whole(end) : "null"));
        }

        return null;
    }

    private static string? ReadPlaces(IReadOnlyList<PlaceDraft> places, List<TermsChange> changes)
    {
        foreach (var place in places.Where(p => p.Value != p.Initial))
        {
            var text = place.Value?.Trim() ?? "";
            string? json = place.Kind switch
            {
                "number" => ReadPercent(text) is { } percent ? TermsDocument.Amount(percent, "0.####") : null,
                "days" => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is > 0 and < 1000 ? TermsDocument.Whole(days) : null,
                "duration" => Hours().Match(text) is { Success: true } hours ? TermsDocument.Text($"PT{hours.Groups[1].Value}H") : null,
                _ => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2020 and < 2190 ? TermsDocument.Text(text) : null,
            };
            if (json is null)
                return $"{TermsWords.Place(place.Path)}: o valor não pode ser lido.";
            changes.Add(new(place.Path, null, json));
        }

        return null;
    }

    private string? ReadBands(List<TermsChange> changes)
    {
        if (BandsText() == _bandsBefore)
            return null;
        var bands = new JsonArray();
        foreach (var band in Bands)
        {
            if (ReadPercent(band.AtLeast) is not { } from || ReadPercent(band.Discount) is not { } discount || (!string.IsNullOrWhiteSpace(band.Below) && ReadPercent(band.Below) is null))
                return "Faixas de disponibilidade: informe início e desconto em por cento, como 99,7; fim em branco para não ter limite.";
            var below = ReadPercent(band.Below);
            bands.Add(new JsonObject
            {
                ["atLeastPercent"] = Text(from),
                ["belowPercent"] = below is { } end ? Text(end) : null,
                ["discountPercent"] = Text(discount),
            });
        }

        changes.Add(new(TermsPaths.Bands, null, bands.ToJsonString()));
        return null;
    }

    private PlaceDraft Place(string path, string kind)
    {
        var json = TermsDocument.At(Terms.Root, path)?.Trim('"');
        return new(path, kind, kind switch
        {
            "number" => json?.Replace('.', ','),
            "duration" => json is null ? null : IsoHours().Match(json) is { Success: true } hours ? hours.Groups[1].Value : json,
            _ => json,
        });
    }

    private string BandsText() => string.Join('|', Bands.Select(b => $"{b.AtLeast};{b.Below};{b.Discount}"));

    private static string? Shown(JsonNode? node) => node?.GetValue<string>().Replace('.', ',');

    private static string Text(decimal value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private static long? ReadWhole(string? text) => WholeNumber().IsMatch(text?.Trim() ?? "") && long.TryParse(text!.Trim().Replace(".", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static decimal? ReadPrice(string? text) => Price().IsMatch(text?.Trim() ?? "") ? decimal.Parse(text!.Trim().Replace(".", "", StringComparison.Ordinal).Replace(',', '.'), CultureInfo.InvariantCulture) : null;

    private static decimal? ReadPercent(string? text) => Percent().IsMatch(text?.Trim() ?? "") ? decimal.Parse(text!.Trim().Replace(',', '.'), CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,15})$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^([0-9]{1,3}(\.[0-9]{3})+|[0-9]{1,9})(,[0-9]{1,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Price();

    [GeneratedRegex(@"^[0-9]{1,3}(,[0-9]{1,4})?$", RegexOptions.CultureInvariant)]
    private static partial Regex Percent();

    [GeneratedRegex("^([0-9]{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Hours();

    [GeneratedRegex("^PT([0-9]+)H$", RegexOptions.CultureInvariant)]
    private static partial Regex IsoHours();
}
