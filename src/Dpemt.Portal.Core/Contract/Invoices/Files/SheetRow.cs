using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>A cell as it stands in a file.</summary>
/// <param name="Text">What a reader sees; a number of a spreadsheet with a decimal point.</param>
/// <param name="Number">The value of a cell that a spreadsheet holds as a number.</param>
/// <param name="Instant">The value of a cell that a spreadsheet shows as a date; without zone.</param>
/// <param name="IsFormula">True when the value is the stored result of a formula.</param>
internal readonly record struct SheetCell(string Text, decimal? Number = null, DateTime? Instant = null, bool IsFormula = false)
{
    internal decimal? ReadNumber() => Number ?? NumberText.Read(Text);

    internal long? ReadWhole() => Number is { } number
        ? decimal.Truncate(number) == number && Math.Abs(number) < 1_000_000_000_000_000m ? (long)number : null
        : NumberText.ReadWhole(Text);
}

/// <summary>A row of a file.</summary>
/// <param name="Number">Its place in the file, from 1, as a spreadsheet shows it.</param>
/// <param name="Cells">Its cells from the first column on.</param>
internal sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells)
{
    internal bool IsBlank => Cells.All(c => string.IsNullOrWhiteSpace(c.Text));

    internal SheetCell this[int? column] => column is { } at && at < Cells.Count ? Cells[at] : new("");

    /// <summary>The row on one line, cut, to show what was read.</summary>
    internal string Shown
    {
        get
        {
            var text = string.Join(" | ", Cells.Select(c => c.Text.Trim()).Where(t => t.Length > 0));
            return text.Length > 160 ? text[..159] + "…" : text;
        }
    }
}

/// <summary>The file cannot be read; the text says why, in Portuguese.</summary>
internal sealed class UnreadableFileException(string message) : Exception(message);

/// <summary>Rows of CSV and XLSX alike.</summary>
internal static class Sheet
{
    /// <summary>Most rows of a file.</summary>
    internal const int MaxRows = 300_000;

    /// <summary>Most columns of a row.</summary>
    internal const int MaxColumns = 200;

    /// <summary>Longest cell.</summary>
    internal const int MaxCell = 8_000;

    /// <summary>The rows of a file, one after the other; not more than one is held.</summary>
    /// <exception cref="UnreadableFileException">It is not what its name says, or too large; also in the middle.</exception>
    internal static IEnumerable<SheetRow> Rows(string name, byte[] bytes) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".xlsx" => XlsxRows.Read(bytes),
        ".csv" or ".txt" => CsvRows.Read(bytes),
        _ => throw new UnreadableFileException("Só CSV e XLSX são lidos como tabela."),
    };

    /// <summary>Letters and digits in small letters, without accents: how words of headings are compared.</summary>
    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(c))
                plain.Append(char.ToLowerInvariant(c));
        }

        return plain.ToString();
    }

    /// <summary>Name of a column as spreadsheets show it: A, B, … AA.</summary>
    internal static string ColumnName(int index)
    {
        var name = "";
        for (var rest = index + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }

    internal static UnreadableFileException TooManyRows() =>
        new($"O arquivo tem mais de {MaxRows.ToString("#,##0", CultureInfo.GetCultureInfo("pt-BR"))} linhas. Divida-o por período.");
}
