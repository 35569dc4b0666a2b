using System.Globalization;
using Dpemt.Portal.Contract.Consumption;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>Reads an invoice from XLSX, CSV or the XML of an electronic service invoice, as far as it can, and says row by row what it could not.</summary>
public static class ReadInvoiceFile
{
    private static readonly string[] Dates = ["dd/MM/yyyy", "d/M/yyyy", "yyyy-MM-dd", "dd-MM-yyyy", "dd.MM.yyyy", "dd/MM/yyyy HH:mm:ss"];
    private static readonly string[] Months = ["MM/yyyy", "M/yyyy", "yyyy-MM", "MM-yyyy"];

    /// <summary>True for names that this reads; other files are only kept.</summary>
    public static bool Knows(string name) => Path.GetExtension(name).ToLowerInvariant() is ".xlsx" or ".csv" or ".xml";

    /// <summary>Reads a file.</summary>
    /// <param name="name">Its name; the ending decides how it is read.</param>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="prices">The contract's items, to find an item by its name.</param>
    public static InvoiceFileReading Read(string name, byte[] bytes, PriceList prices)
    {
        var origin = Path.GetExtension(name).ToLowerInvariant() switch { ".xlsx" => InvoiceOrigin.Xlsx, ".xml" => InvoiceOrigin.Nfse, _ => InvoiceOrigin.Csv };
        try
        {
            return origin == InvoiceOrigin.Nfse ? NfseXml.Read(bytes) : ReadTable(origin, Sheet.Rows(name, bytes), prices);
        }
        catch (UnreadableFileException fault)
        {
            return new(origin) { Refusal = fault.Message };
        }
    }

    internal static DateOnly? Day(SheetCell cell) => cell.Instant is { } at ? DateOnly.FromDateTime(at)
        : DateOnly.TryParseExact(cell.Text.Trim(), Dates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static InvoiceFileReading ReadTable(InvoiceOrigin origin, IEnumerable<SheetRow> rows, PriceList prices)
    {
        var reading = new InvoiceFileReading(origin);
        var shown = new List<FileRow>();
        SheetColumns? columns = null;
        foreach (var row in rows.Where(r => !r.IsBlank))
        {
            if (shown.Count > 2 * InvoiceRules.MaxLines)
                throw new UnreadableFileException($"O arquivo tem mais de {2 * InvoiceRules.MaxLines} linhas. Uma lista de mensagens se importa como relatório detalhado, na página da fatura.");
            if (columns is null && SheetColumns.Find(row) is { } found && found.Has(SheetColumn.Quantity))
            {
                columns = found;
                shown.Add(new(row.Number, row.Shown, null));
            }
            else if (columns is null || IsTotal(row, columns))
            {
                reading = Head(reading, row, columns);
                shown.Add(new(row.Number, row.Shown, null));
            }
            else
            {
                shown.Add(LineOf(row, columns, prices));
            }
        }

        return columns is null
            ? reading with { Rows = shown, Refusal = "Não achei o cabeçalho da tabela: uma linha com “item”, “quantidade”, “preço unitário” e “valor”." }
            : reading with { Rows = shown };
    }

    private static bool IsTotal(SheetRow row, SheetColumns columns) =>
        row.Cells.Select(c => Sheet.Plain(c.Text)).FirstOrDefault(t => t.Length > 0) is { } first
        && (first.StartsWith("total", StringComparison.Ordinal) || first.StartsWith("valortotal", StringComparison.Ordinal)
            || (row[columns[SheetColumn.Quantity]].Text.Length == 0 && row[columns[SheetColumn.Item]].Text.Length == 0 && (first.StartsWith("numero", StringComparison.Ordinal) || first.StartsWith("competencia", StringComparison.Ordinal))));

    /// <summary>Pairs of a name and a value beside it: above the table, or the total beneath.</summary>
    private static InvoiceFileReading Head(InvoiceFileReading reading, SheetRow row, SheetColumns? columns)
    {
        var filled = row.Cells.Where(c => !string.IsNullOrWhiteSpace(c.Text)).ToList();
        for (var i = 0; i + 1 < filled.Count; i++)
        {
            var (name, value) = (Sheet.Plain(filled[i].Text), filled[i + 1]);
            if (name is "numero" or "numerodafatura" or "fatura" or "notafiscal" or "nfse" or "numerodanota" or "numerodanotafiscal" or "nf")
                reading = reading with { Number = reading.Number ?? value.Text };
            else if (name is "competencia" or "mesdereferencia" or "mesreferencia" or "referencia" or "periodo")
                reading = reading with { Month = reading.Month ?? MonthOf(value) };
            else if (name is "emissao" or "datadeemissao" or "dataemissao" or "emitidaem")
                reading = reading with { IssuedOn = reading.IssuedOn ?? Day(value) };
            else if (name is "cnpj" or "cnpjdoprestador" or "cnpjdoemitente")
                reading = reading with { IssuerCnpj = reading.IssuerCnpj ?? CnpjOf(value.Text) };
        }

        if (filled.Count > 1 && Sheet.Plain(filled[0].Text) is var first && (first.StartsWith("total", StringComparison.Ordinal) || first.StartsWith("valortotal", StringComparison.Ordinal)))
            reading = reading with { Total = (columns is null ? filled[^1] : row[columns[SheetColumn.Value]] is { Text.Length: > 0 } cell ? cell : filled[^1]).ReadNumber() ?? reading.Total };
        return reading;
    }

    private static FileRow LineOf(SheetRow row, SheetColumns columns, PriceList prices)
    {
        var description = row[columns[SheetColumn.Description]].Text;
        var (item, readable) = SheetColumns.ItemOf(row[columns[SheetColumn.Item]], description, prices);
        if (!readable)
            return Fault(row, columns, SheetColumn.Item, "não é um número de item");
        if (row[columns[SheetColumn.Quantity]].ReadWhole() is not { } quantity)
            return Fault(row, columns, SheetColumn.Quantity, "não é um número inteiro");
        if (row[columns[SheetColumn.UnitPrice]].ReadNumber() is not { } price)
            return Fault(row, columns, SheetColumn.UnitPrice, "não é um valor");
        if (row[columns[SheetColumn.Value]].ReadNumber() is not { } value)
            return Fault(row, columns, SheetColumn.Value, "não é um valor");
        if (string.IsNullOrWhiteSpace(description))
            description = prices.Items.FirstOrDefault(i => i.Number == item)?.Label ?? $"Item {item}";
        var line = new NewInvoiceLine(item, description, quantity, price, value);
        return InvoiceRules.LineFault(line) is { } fault ? new(row.Number, row.Shown, null, $"Linha {row.Number}: {fault}") : new(row.Number, row.Shown, line);
    }

    private static FileRow Fault(SheetRow row, SheetColumns columns, SheetColumn column, string what)
    {
        var text = row[columns[column]].Text;
        return new(row.Number, row.Shown, null, $"Linha {row.Number}, {columns.NameOf(column)}: {(text.Length == 0 ? "está em branco" : $"“{(text.Length > 40 ? text[..39] + "…" : text)}” {what}")}.");
    }

    internal static BillingMonth? MonthOf(SheetCell cell) => cell.Instant is { } at ? new BillingMonth(DateOnly.FromDateTime(at))
        : DateOnly.TryParseExact(cell.Text.Trim(), Months, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) ? new BillingMonth(month)
        : Day(cell) is { } day ? new BillingMonth(day) : null;

    internal static string? CnpjOf(string text)
    {
        var plain = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return plain.Length == 14 ? plain : null;
    }
}
