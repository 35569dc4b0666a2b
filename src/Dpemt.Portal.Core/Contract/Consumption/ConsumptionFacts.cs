using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>One daily line of a closed month, in the words of the file.</summary>
public sealed record FrozenLine(
    DateOnly Dia, string Competencia, int Hora, string Categoria, string Base, string Motivo, string Meta, string CategoriaMeta, bool TarifaCobra, string Modelo, int Recepcao,
    bool Ajuste, long Mensagens, long Cobradas, long Enviadas);

/// <summary>One priced item of a closed month.</summary>
public sealed record FrozenItem(int Item, long Quantidade, decimal PrecoUnitario, decimal Valor);

/// <summary>What the closing of a month freezes: its lines in a fixed order, the price, and by which rule and prices. Same lines, same bytes.</summary>
public sealed record ConsumptionFacts(
    string Competencia, string Zona, string Regra, string Precos, IReadOnlyList<FrozenItem> Itens, decimal Total, IReadOnlyList<FrozenLine> Linhas)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The facts of a reading.</summary>
    public static ConsumptionFacts Of(ConsumptionReading reading) => new(
        reading.Month.ToString(), ContractTime.Zone.Id, reading.Rule.Version, reading.Metered.PriceVersion,
        [.. reading.Metered.Price.Lines.Select(l => new FrozenItem(l.Item.Number, l.Quantity, l.Item.UnitPrice, l.Value))], reading.Metered.Price.Total,
        LinesOf(reading.Lines));

    /// <summary>Lines in the words and the order of the file.</summary>
    public static IReadOnlyList<FrozenLine> LinesOf(IEnumerable<ConsumptionDay> lines) =>
    [
        .. lines.OrderBy(l => l.Day).ThenBy(l => l.Late).ThenBy(l => l.OfMonth).ThenBy(l => l.Category).ThenBy(l => l.Reason).ThenBy(l => l.Template, StringComparer.Ordinal)
            .ThenBy(l => l.ReceptionId).ThenBy(l => l.BorderHour).ThenBy(l => l.Basis).ThenBy(l => l.Meta).ThenBy(l => l.MetaCategory).ThenBy(l => l.TariffCharges)
            .Select(l => new FrozenLine(
                l.Day, l.OfMonth.ToString(), l.BorderHour, ConsumptionWords.Code(l.Category), ConsumptionWords.Code(l.Basis), ConsumptionWords.Code(l.Reason), ConsumptionWords.Code(l.Meta),
                ConsumptionWords.Code(l.MetaCategory), l.TariffCharges, l.Template, l.ReceptionId, l.Late, l.Messages, l.Charged, l.Sent)),
    ];

    /// <summary>Canonical JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>SHA-256 of the UTF-8 bytes, hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));
}
