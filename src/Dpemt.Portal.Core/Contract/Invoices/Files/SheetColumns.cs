using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>A column that a heading can name.</summary>
internal enum SheetColumn
{
    Item,
    Description,
    Quantity,
    UnitPrice,
    Value,
    MessageId,
    At,
    Category,
    Status,
}

/// <summary>Which column is which, found by the words of the heading, not by their order.</summary>
internal sealed class SheetColumns
{
    private static readonly (SheetColumn Column, string[] Words)[] Known =
    [
        (SheetColumn.MessageId, ["wamid", "idmensagem", "iddamensagem", "messageid", "idwhatsapp", "identificadordamensagem"]),
        (SheetColumn.Item, ["item", "itemdocontrato", "itemcontratual", "nitem", "numeroitem", "numerodoitem", "coditem", "itemtr"]),
        (SheetColumn.UnitPrice, ["precounitario", "valorunitario", "vlrunitario", "vlunitario", "vlrunit", "vlunit", "valorunit", "precounit", "preco", "unitario", "tarifa", "precounitariors", "valorunitariors"]),
        (SheetColumn.Quantity, ["quantidade", "qtd", "qtde", "quant", "quantidadefaturada", "qtdfaturada", "qtdmensagens", "quantidadedemensagens", "volume"]),
        (SheetColumn.Value, ["valor", "valortotal", "vlrtotal", "vltotal", "total", "subtotal", "valorrs", "valortotalrs", "totalrs", "valorfaturado"]),
        (SheetColumn.Category, ["categoria", "category", "categoriadamensagem", "tipodemensagem", "tipomensagem", "tipo"]),
        (SheetColumn.Status, ["status", "situacao", "statusdeentrega", "entrega", "estado"]),
        (SheetColumn.At, ["datahora", "dataehora", "data", "datadeenvio", "dataenvio", "enviadaem", "enviadoem", "timestamp", "horario", "datahoraenvio"]),
        (SheetColumn.Description, ["descricao", "descricaodoitem", "descricaodoservico", "discriminacao", "servico", "produto", "especificacao", "detalhamento"]),
    ];

    private readonly Dictionary<SheetColumn, int> _at = [];

    internal int? this[SheetColumn column] => _at.TryGetValue(column, out var index) ? index : null;

    internal bool Has(SheetColumn column) => _at.ContainsKey(column);

    /// <summary>Where a column stands, for texts: <c>coluna C (quantidade)</c>.</summary>
    internal string NameOf(SheetColumn column) => $"coluna {(this[column] is { } at ? Sheet.ColumnName(at) : "?")} ({LabelOf(column)})";

    /// <summary>The columns of a heading, or null when the row is none: a heading names at least two.</summary>
    internal static SheetColumns? Find(SheetRow row)
    {
        var columns = new SheetColumns();
        for (var i = 0; i < row.Cells.Count; i++)
        {
            var word = Sheet.Plain(row.Cells[i].Text);
            foreach (var (column, words) in Known)
            {
                if (Array.IndexOf(words, word) >= 0)
                    columns._at.TryAdd(column, i);
            }
        }

        return columns._at.Count >= 2 ? columns : null;
    }

    internal static string LabelOf(SheetColumn column) => column switch
    {
        SheetColumn.Item => "item",
        SheetColumn.Description => "descrição",
        SheetColumn.Quantity => "quantidade",
        SheetColumn.UnitPrice => "preço unitário",
        SheetColumn.Value => "valor",
        SheetColumn.MessageId => "identificador da mensagem",
        SheetColumn.At => "data e hora",
        SheetColumn.Category => "categoria",
        _ => "situação",
    };

    /// <summary>The item that a row names: by its number, else by the contract's own name in the description.</summary>
    internal static (int? Item, bool Readable) ItemOf(SheetCell item, string description, PriceList prices)
    {
        var text = item.Text.Trim();
        if (text.StartsWith("item", StringComparison.OrdinalIgnoreCase))
            text = text[4..].Trim(' ', 'º', '°', '.', ':', '-');
        if (text.Length > 0)
            return NumberText.ReadWhole(text) is { } number and > 0 and < 1000 ? ((int)number, true) : (null, false);
        var plain = Sheet.Plain(description);
        return (plain.Length == 0 ? null : prices.Items.FirstOrDefault(i => Sheet.Plain(i.Label) == plain)?.Number, true);
    }
}
