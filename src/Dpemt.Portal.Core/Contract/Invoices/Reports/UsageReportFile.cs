using System.Globalization;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Invoices.Files;

namespace Dpemt.Portal.Contract.Invoices.Reports;

/// <summary>A row of a report: a line of an item, or a message.</summary>
internal sealed record ReportRow(int Number, UsageReportLine? Line, ReportedMessage? Message);

/// <summary>A message as the report lists it.</summary>
internal readonly record struct ReportedMessage(string Wamid, DateTimeOffset? At, ItemKind Category, bool Delivered);

/// <summary>What cannot be read in a row; the text names row and column.</summary>
internal sealed record ReportFault(int Number, string Text);

/// <summary>Reads a detailed report row by row: a line for each item, or a row for each message with its id. Nothing is held.</summary>
internal sealed class UsageReportFile(string name, byte[] bytes, PriceList prices)
{
    private static readonly TimeZoneInfo Brasilia = TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo");
    private static readonly string[] Instants = ["dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "dd/MM/yyyy", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd"];

    private static readonly (ItemKind Kind, string[] Words)[] Categories =
    [
        (ItemKind.Marketing, ["marketing"]), (ItemKind.Utility, ["utilidade", "utility", "utilitaria", "utilitario"]),
        (ItemKind.Authentication, ["autenticacao", "authentication"]), (ItemKind.Service, ["servico", "service", "simples", "livre"]),
    ];

    /// <summary>True when the heading names an id of messages; known after the first row.</summary>
    internal bool ByMessage { get; private set; }

    /// <summary>The rows, or the fault of each one that cannot be read.</summary>
    /// <exception cref="UnreadableFileException">The file as a whole cannot be read; also in the middle.</exception>
    internal IEnumerable<(ReportRow? Row, ReportFault? Fault)> Read()
    {
        SheetColumns? columns = null;
        foreach (var row in Sheet.Rows(name, bytes))
        {
            if (row.IsBlank)
                continue;
            if (columns is null)
            {
                if (SheetColumns.Find(row) is { } found && (found.Has(SheetColumn.MessageId) || found.Has(SheetColumn.Quantity)))
                {
                    columns = found;
                    ByMessage = found.Has(SheetColumn.MessageId);
                    if (ByMessage && !found.Has(SheetColumn.Category))
                        throw new UnreadableFileException("O relatório por mensagem precisa da coluna “categoria”.");
                }
                else if (row.Number > 50)
                {
                    break;
                }
            }
            else if (ByMessage)
            {
                yield return Message(row, columns);
            }
            else if (!Sheet.Plain(row.Shown).StartsWith("total", StringComparison.Ordinal))
            {
                yield return Line(row, columns);
            }
        }

        if (columns is null)
            throw new UnreadableFileException("Não achei o cabeçalho da tabela: uma linha com “item” e “quantidade”, ou com “wamid” e “categoria”.");
    }

    private static (ReportRow? Row, ReportFault? Fault) Message(SheetRow row, SheetColumns columns)
    {
        var id = row[columns[SheetColumn.MessageId]].Text.Trim();
        if (id.Length is < 6 or > 400 || id.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            return Fault(row, columns, SheetColumn.MessageId, "não traz o identificador da mensagem");
        var word = Sheet.Plain(row[columns[SheetColumn.Category]].Text);
        var known = Array.FindIndex(Categories, c => c.Words.Any(w => word == w || word.EndsWith(w, StringComparison.Ordinal)));
        if (known < 0)
            return Fault(row, columns, SheetColumn.Category, "não traz uma categoria: utilidade, marketing, autenticação ou serviço");
        var cell = row[columns[SheetColumn.At]];
        var at = InstantOf(cell);
        if (at is null && cell.Text.Trim().Length > 0)
            return Fault(row, columns, SheetColumn.At, "não traz data e hora como 31/07/2026 23:59:59");
        return (new(row.Number, null, new(id, at, Categories[known].Kind, IsDelivered(row[columns[SheetColumn.Status]].Text))), null);
    }

    private (ReportRow? Row, ReportFault? Fault) Line(SheetRow row, SheetColumns columns)
    {
        var description = row[columns[SheetColumn.Description]].Text;
        var (item, readable) = SheetColumns.ItemOf(row[columns[SheetColumn.Item]], description, prices);
        if (!readable)
            return Fault(row, columns, SheetColumn.Item, "não traz um número de item");
        if (row[columns[SheetColumn.Quantity]].ReadWhole() is not (>= 0 and <= InvoiceRules.MaxQuantity))
            return Fault(row, columns, SheetColumn.Quantity, "não traz um número inteiro, sem sinal");
        var (price, value) = (row[columns[SheetColumn.UnitPrice]], row[columns[SheetColumn.Value]]);
        if (price.Text.Length > 0 && price.ReadNumber() is not (>= 0 and < InvoiceRules.MaxAmount))
            return Fault(row, columns, SheetColumn.UnitPrice, "não traz um valor, sem sinal");
        if (value.Text.Length > 0 && value.ReadNumber() is not (>= 0 and < InvoiceRules.MaxAmount))
            return Fault(row, columns, SheetColumn.Value, "não traz um valor, sem sinal");
        if (description.Length == 0)
            description = prices.Items.FirstOrDefault(i => i.Number == item)?.Label ?? "Sem descrição";
        return (new(row.Number, new UsageReportLine
        {
            Row = row.Number,
            Item = item,
            Description = description.Length > InvoiceRules.DescriptionLength ? description[..InvoiceRules.DescriptionLength] : description,
            Quantity = row[columns[SheetColumn.Quantity]].ReadWhole()!.Value,
            UnitPrice = price.ReadNumber() is { } p ? decimal.Round(p, 4) : null,
            Value = value.ReadNumber() is { } v ? decimal.Round(v, 2, MidpointRounding.AwayFromZero) : null,
        }, null), null);
    }

    /// <summary>The row is named, never its text: it can hold an id that encodes a phone number.</summary>
    private static (ReportRow? Row, ReportFault? Fault) Fault(SheetRow row, SheetColumns columns, SheetColumn column, string what) =>
        (null, new(row.Number, $"Linha {row.Number}, {columns.NameOf(column)}: {what}."));

    /// <summary>An instant with its zone as written; without one it is Brasília's, where the contractor writes.</summary>
    private static DateTimeOffset? InstantOf(SheetCell cell)
    {
        var text = cell.Text.Trim();
        if (cell.Instant is null && text.Length > 19 && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned))
            return zoned.ToUniversalTime();
        if (cell.Instant is { } at || DateTime.TryParseExact(text, Instants, CultureInfo.InvariantCulture, DateTimeStyles.None, out at))
            return at.Year is < 2000 or > 2199 ? null : new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), Brasilia.GetUtcOffset(at)).ToUniversalTime();
        return null;
    }

    private static bool IsDelivered(string status)
    {
        var word = Sheet.Plain(status);
        return !(word.StartsWith("nao", StringComparison.Ordinal) || word.StartsWith("falh", StringComparison.Ordinal) || word.StartsWith("erro", StringComparison.Ordinal)
            || word is "failed" or "undelivered" or "rejected" or "rejeitada");
    }
}
