using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Dpemt.Portal.Contract.Terms;

/// <summary>The terms in words, for screens, refusals and the audit trail.</summary>
public static partial class TermsWords
{
    private static readonly CultureInfo Brazil = CultureInfo.GetCultureInfo("pt-BR");

    private static readonly Dictionary<string, string> Places = new()
    {
        [TermsPaths.RequiredIndex] = "SLA, índice exigido (%)",
        [TermsPaths.StartWithin] = "SLA, início do atendimento",
        [TermsPaths.RestoreWithin] = "SLA, restabelecimento",
        [TermsPaths.Bands] = "Faixas de disponibilidade",
        [TermsPaths.ExtendedUntil] = "Último dia de vigência",
        [TermsPaths.ExtendedOn] = "Prorrogação assinada em",
        [TermsPaths.SignedOn] = "Data da assinatura",
        [TermsPaths.BudgetOn] = "Data do orçamento estimado",
        ["glosa.appealWithinDays.days"] = "Recurso de glosa (dias)",
        ["glosa.answerAppealWithinDays.days"] = "Resposta ao recurso (dias)",
        ["glosa.ownCorrectionWithinDays.days"] = "Correção de ofício (dias)",
        ["glosa.silenceMakesFinalAfterDays.days"] = "Glosa definitiva sem recurso (dias)",
        ["payment.payWithinDays.days"] = "Pagamento (dias)",
        ["payment.attestWithinDays.days"] = "Atesto (dias)",
        ["payment.attestWithinBusinessDays.days"] = "Atesto (dias úteis)",
    };

    private static readonly Dictionary<string, string> Members = new()
    {
        ["quantity"] = "quantidade",
        ["unitPrice"] = "preço unitário",
        ["from"] = "início da faixa",
        ["to"] = "fim da faixa",
        ["label"] = "nome",
        ["kind"] = "tipo",
        ["unit"] = "unidade",
        ["tier"] = "número da faixa",
        ["number"] = "número",
    };

    /// <summary>The deadlines that a form offers, in days.</summary>
    public static IReadOnlyList<string> Deadlines { get; } = [.. Places.Keys.Where(p => p.EndsWith(".days", StringComparison.Ordinal))];

    /// <summary>What kind of act.</summary>
    public static string Label(this TermsOrigin origin) => origin switch
    {
        TermsOrigin.Import => "Importação",
        TermsOrigin.Adjustment => "Reajuste por apostilamento",
        TermsOrigin.Revision => "Revisão ou mudança de termos",
        TermsOrigin.Amendment => "Aditivo de quantitativos",
        TermsOrigin.Correction => "Correção do registro",
        _ => "Prorrogação",
    };

    /// <summary>Where a proposal stands.</summary>
    public static string Label(this ProposalState state) => state switch
    {
        ProposalState.Proposed => "Aguarda aprovação",
        ProposalState.Approved => "Aprovada",
        ProposalState.Refused => "Recusada",
        _ => "Retirada",
    };

    /// <summary>A place of the document: <c>Item 4, preço unitário</c>.</summary>
    public static string Place(string path)
    {
        if (ItemPath().Match(path) is { Success: true } item)
            return $"Item {item.Groups["number"].Value}, {Members.GetValueOrDefault(item.Groups["member"].Value, item.Groups["member"].Value)}";
        return Places.GetValueOrDefault(path, path);
    }

    /// <summary>A value of the document: numbers as people here write them; a dash for nothing.</summary>
    public static string Value(string path, string? json)
    {
        if (json is null || json == "null")
            return path.EndsWith("].to", StringComparison.Ordinal) ? "sem fim" : "—";
        var node = JsonNode.Parse(json);
        if (path == TermsPaths.Bands && node is JsonArray bands)
            return string.Join("; ", bands.Select(b => $"{Number((string?)b?["atLeastPercent"])} a {(b?["belowPercent"] is { } below ? "menos de " + Number((string?)below) : "100")} %: {Number((string?)b?["discountPercent"])} %"));
        if (node is not JsonValue value)
            return json.Length <= 200 ? json : json[..200] + "…";
        if (value.TryGetValue<long>(out var whole))
            return whole.ToString("N0", Brazil);
        var text = value.ToString();
        if (path.EndsWith("].unitPrice", StringComparison.Ordinal) && decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price))
            return ContractText.Price(price);
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)
            : decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) ? Number(text) : text;
    }

    private static string Number(string? text) => text?.Replace('.', ',') ?? "—";

    [GeneratedRegex(@"^items\[(?<number>[0-9]+)\]\.(?<member>\w+)$", RegexOptions.CultureInvariant)]
    private static partial Regex ItemPath();
}
