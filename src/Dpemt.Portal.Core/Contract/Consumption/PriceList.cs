using System.Globalization;
using System.Text.Json;

namespace Dpemt.Portal.Contract.Consumption;

/// <summary>What a contract item charges for (TR 6.1). The names are those of the contract's document.</summary>
public enum ItemKind
{
    Setup = 0,
    Subscription = 1,
    Service = 2,
    Marketing = 3,
    Utility = 4,
    Authentication = 5,
    SendSimple = 6,
    SendTemplate = 7,
}

/// <summary>One item of the contract.</summary>
/// <param name="Number">Its number in TR 6.1, 1 to 18.</param>
/// <param name="Kind">What it charges for.</param>
/// <param name="Label">Its name in the contract.</param>
/// <param name="Quantity">Contracted quantity of the estimate's months.</param>
/// <param name="UnitPrice">R$ with four decimals.</param>
/// <param name="Total">R$ of <paramref name="Quantity"/>, to cents.</param>
/// <param name="From">First message of a month in this tier, counted from 0 in the contract's document; 0 without tiers.</param>
/// <param name="To">Last message of a month in this tier; null for no end.</param>
public sealed record ContractItem(int Number, ItemKind Kind, string Label, long Quantity, decimal UnitPrice, decimal Total, long From = 0, long? To = null)
{
    /// <summary>How many of a month's <paramref name="messages"/> fall into this tier: each message pays the price of the tier that it falls in.</summary>
    public long PartOf(long messages)
    {
        // The document writes "0 to 250 000" and then "250 001 to …": the first message is number 1, so nothing lies at 0.
        var before = Math.Max(0, From - 1);
        return Math.Max(0, Math.Min(messages, To ?? long.MaxValue) - before);
    }
}

/// <summary>The contract's items and prices, in order of their numbers.</summary>
public sealed record PriceList(IReadOnlyList<ContractItem> Items)
{
    private static readonly Dictionary<string, ItemKind> Kinds = new()
    {
        ["setup"] = ItemKind.Setup,
        ["subscription"] = ItemKind.Subscription,
        ["service"] = ItemKind.Service,
        ["marketing"] = ItemKind.Marketing,
        ["utility"] = ItemKind.Utility,
        ["authentication"] = ItemKind.Authentication,
        ["send-simple"] = ItemKind.SendSimple,
        ["send-template"] = ItemKind.SendTemplate,
    };

    /// <summary>The items of one kind, lowest tier first.</summary>
    public IEnumerable<ContractItem> Of(ItemKind kind) => Items.Where(i => i.Kind == kind);

    /// <summary>Reads the items of the contract's document.</summary>
    /// <exception cref="FormatException">Something is missing, or tiers leave a gap or overlap; the text, in Portuguese, names the item.</exception>
    public static PriceList Read(string document)
    {
        var list = Parse(document);
        list.Check();
        return list;
    }

    /// <summary>Reads the items as they stand, gaps and overlaps included: for checks that name them all.</summary>
    /// <exception cref="FormatException">Something is missing or no number.</exception>
    internal static PriceList Parse(string document)
    {
        try
        {
            using var json = JsonDocument.Parse(document);
            return new PriceList([.. json.RootElement.GetProperty("items").EnumerateArray().Select(Item).OrderBy(i => i.Number)]);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or OverflowException)
        {
            throw new FormatException("Os itens do contrato não têm a forma esperada: " + fault.Message, fault);
        }
    }

    private static ContractItem Item(JsonElement item)
    {
        var number = item.GetProperty("number").GetInt32();
        return new(
            number,
            Kinds.TryGetValue(item.GetProperty("kind").GetString() ?? "", out var kind) ? kind : throw new FormatException($"Item {number}: tipo desconhecido."),
            item.GetProperty("label").GetString() ?? "",
            item.GetProperty("quantity").GetInt64(),
            Amount(item, "unitPrice", number), Amount(item, "total", number),
            item.TryGetProperty("from", out var from) ? from.GetInt64() : 0,
            item.TryGetProperty("to", out var to) && to.ValueKind == JsonValueKind.Number ? to.GetInt64() : null);
    }

    private static decimal Amount(JsonElement item, string member, int number) =>
        decimal.TryParse(item.GetProperty(member).GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"Item {number}: {member} não é um número com ponto decimal.");

    private void Check()
    {
        if (Items.Select(i => i.Number).Distinct().Count() != Items.Count)
            throw new FormatException("Dois itens têm o mesmo número.");
        foreach (var kind in Kinds.Values)
        {
            var tiers = Of(kind).OrderBy(i => i.From).ToList();
            if (tiers.Count == 0)
                throw new FormatException($"Falta o item de {kind}.");
            for (var i = 1; i < tiers.Count; i++)
            {
                if (tiers[i - 1].To is not { } end || tiers[i].From != end + 1)
                    throw new FormatException($"Item {tiers[i].Number}: a faixa não começa onde a anterior termina.");
            }

            if (tiers[0].From > 1 || tiers[^1].To is not null)
                throw new FormatException($"Item {tiers[^1].Number}: as faixas não cobrem do primeiro ao último envio.");
        }
    }
}
