using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml;

namespace Dpemt.Portal.Contract.Invoices.Files;

/// <summary>
/// Reads the first sheet of an XLSX row by row. Written here rather than taken from a library, because a file from outside must
/// not make us unpack without end, keep personal data in temporary files, follow references or run anything: a formula
/// counts by its stored result and is marked.
/// </summary>
internal static class XlsxRows
{
    private const long MaxSheetBytes = 200L * 1024 * 1024;
    private const long MaxPartBytes = 80L * 1024 * 1024;

    // A real sheet unpacks to some twenty times its size; what unpacks to far more is made to fill the memory.
    private const long MaxRatio = 60, AlwaysAllowed = 4L * 1024 * 1024;
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CloseInput = true,
    };

    internal static IEnumerable<SheetRow> Read(byte[] bytes)
    {
        var rows = Rows(bytes).GetEnumerator();
        try
        {
            while (true)
            {
                try
                {
                    if (!rows.MoveNext())
                        yield break;
                }
                catch (Exception fault) when (fault is InvalidDataException or XmlException or EndOfStreamException or KeyNotFoundException or FormatException or OverflowException)
                {
                    throw new UnreadableFileException("O arquivo não é uma planilha XLSX que se possa ler. Abra-o e salve-o de novo como “Pasta de Trabalho do Excel (.xlsx)”, sem senha.");
                }

                yield return rows.Current;
            }
        }
        finally
        {
            rows.Dispose();
        }
    }

    private static IEnumerable<SheetRow> Rows(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
        var most = Math.Min(MaxSheetBytes, AlwaysAllowed + (MaxRatio * bytes.LongLength));
        if (zip.Entries.Count > 2_000)
            throw new UnreadableFileException("A planilha tem partes demais para ser lida.");
        var shared = SharedTexts(zip, most);
        var dates = DateStyles(zip, most);
        using var xml = Open(zip, FirstSheet(zip, most), most) ?? throw new InvalidDataException();
        var count = 0;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "row")
                continue;
            if (++count > Sheet.MaxRows)
                throw Sheet.TooManyRows();
            var number = int.TryParse(xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : count;
            yield return new(number, xml.IsEmptyElement ? [] : Cells(xml, number, shared, dates));
        }
    }

    private static List<SheetCell> Cells(XmlReader xml, int row, List<string> shared, HashSet<int> dates)
    {
        var cells = new List<SheetCell>();
        var depth = xml.Depth;
        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "c")
            {
                xml.Read();
                continue;
            }

            var column = xml.GetAttribute("r") is { } reference ? ColumnOf(reference) : cells.Count;
            if (column is < 0 or >= Sheet.MaxColumns)
                throw new UnreadableFileException($"Linha {row}: mais de {Sheet.MaxColumns} colunas.");
            while (cells.Count < column)
                cells.Add(new(""));
            var cell = Cell(xml, shared, dates);
            if (cell.Text.Length > Sheet.MaxCell)
                throw new UnreadableFileException($"Linha {row}: uma célula passa de {Sheet.MaxCell} letras.");
            if (column < cells.Count)
                cells[column] = cell;
            else
                cells.Add(cell);
        }

        return cells;
    }

    private static SheetCell Cell(XmlReader xml, List<string> shared, HashSet<int> dates)
    {
        var type = xml.GetAttribute("t") ?? "n";
        var isDate = int.TryParse(xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var style) && dates.Contains(style);
        var (formula, value, inline) = (false, (string?)null, (StringBuilder?)null);
        var depth = xml.Depth;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return new("");
        }

        xml.Read();
        while (xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "v")
            {
                value = xml.ReadElementContentAsString();
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t")
            {
                (inline ??= new()).Append(xml.ReadElementContentAsString());
            }
            else
            {
                formula |= xml.NodeType == XmlNodeType.Element && xml.LocalName == "f";
                xml.Read();
            }
        }

        xml.Read();
        return type switch
        {
            "s" => new(SharedText(shared, value), IsFormula: formula),
            "inlineStr" => new(inline?.ToString().Trim() ?? "", IsFormula: formula),
            "n" when value is not null => Numeric(value, isDate, formula),
            "d" when value is not null => new(value, null, DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) ? at : null, formula),
            _ => new((value ?? "").Trim(), IsFormula: formula),
        };
    }

    private static string SharedText(List<string> shared, string? index) =>
        int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at < shared.Count ? shared[at].Trim() : throw new InvalidDataException();

    private static SheetCell Numeric(string value, bool isDate, bool formula)
    {
        if (!decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return new(value, IsFormula: formula);
        if (isDate && number is > 0 and < 2_900_000)
        {
            var at = DateTime.FromOADate((double)number);
            // A date is stored as a fraction of days: the nearest second is what was typed.
            at = new DateTime((at.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond);
            return new(at.ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture), null, at, formula);
        }

        // The stored binary fraction shows as 0.063600000000000004; no price here has more than ten decimals.
        number = decimal.Round(number, 10);
        return new(number.ToString("0.##########", CultureInfo.InvariantCulture), number, null, formula);
    }

    private static int ColumnOf(string reference)
    {
        var column = 0;
        foreach (var c in reference)
        {
            if (!char.IsAsciiLetterUpper(c))
                break;
            column = (column * 26) + (c - 'A' + 1);
            if (column > 20_000)
                return -1;
        }

        return column - 1;
    }

    private static string FirstSheet(ZipArchive zip, long most)
    {
        string? id = null;
        using (var book = Open(zip, "xl/workbook.xml", Math.Min(MaxPartBytes, most)))
        {
            while (book is not null && id is null && book.Read())
            {
                if (book.NodeType == XmlNodeType.Element && book.LocalName == "sheet" && book.GetAttribute("state") is null or "visible")
                    id = book.GetAttribute("id", Relations);
            }
        }

        using var relations = Open(zip, "xl/_rels/workbook.xml.rels", Math.Min(MaxPartBytes, most));
        while (relations is not null && relations.Read())
        {
            if (relations.NodeType == XmlNodeType.Element && relations.LocalName == "Relationship" && relations.GetAttribute("Id") == id && relations.GetAttribute("Target") is { } target)
                return target.StartsWith('/') ? target[1..] : "xl/" + target;
        }

        return "xl/worksheets/sheet1.xml";
    }

    private static List<string> SharedTexts(ZipArchive zip, long most)
    {
        var texts = new List<string>();
        using var xml = Open(zip, "xl/sharedStrings.xml", Math.Min(MaxPartBytes, most));
        if (xml is null)
            return texts;
        StringBuilder? text = null;
        var phonetic = false;
        xml.Read();
        while (!xml.EOF)
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "t" && text is not null && !phonetic)
            {
                text.Append(xml.ReadElementContentAsString());
                continue;
            }

            if (xml.LocalName == "si")
            {
                if (xml.NodeType == XmlNodeType.Element)
                    text = new();
                if ((xml.NodeType == XmlNodeType.EndElement || xml.IsEmptyElement) && text is not null)
                {
                    texts.Add(text.ToString());
                    text = null;
                }
            }
            else if (xml.LocalName == "rPh")
            {
                phonetic = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }

            xml.Read();
        }

        return texts;
    }

    /// <summary>Styles whose numbers a spreadsheet shows as dates.</summary>
    private static HashSet<int> DateStyles(ZipArchive zip, long most)
    {
        var (own, styles, inCells, index) = (new Dictionary<int, string>(), new HashSet<int>(), false, 0);
        using var xml = Open(zip, "xl/styles.xml", Math.Min(MaxPartBytes, most));
        while (xml is not null && xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element;
            }
            else if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "numFmt" && int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var format))
            {
                own[format] = xml.GetAttribute("formatCode") ?? "";
            }
            else if (inCells && xml.NodeType == XmlNodeType.Element && xml.LocalName == "xf")
            {
                var isDate = int.TryParse(xml.GetAttribute("numFmtId"), NumberStyles.None, CultureInfo.InvariantCulture, out var used)
                    && (used is >= 14 and <= 22 or >= 45 and <= 47 || (own.TryGetValue(used, out var code) && code.Contains('y', StringComparison.OrdinalIgnoreCase)));
                if (isDate)
                    styles.Add(index);
                index++;
            }
        }

        return styles;
    }

    private static XmlReader? Open(ZipArchive zip, string name, long most) =>
        zip.GetEntry(name) is { } entry ? XmlReader.Create(new LimitedStream(entry.Open(), most), Settings) : null;
}
