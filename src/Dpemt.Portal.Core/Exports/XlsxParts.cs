using System.Globalization;
using System.Text;

namespace Dpemt.Portal.Exports;

/// <summary>The fixed parts of a streamed spreadsheet. Style 0 is that of empty cells, then come those of <see cref="ExportKind"/> and of the heading.</summary>
internal static class XlsxParts
{
    internal const int HeadStyle = 9;
    internal const int TitleStyle = 10;
    internal const int NoteStyle = 11;

    private const string Head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private const string Main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    /// <summary>Number of the style of a kind.</summary>
    internal static int StyleOf(ExportKind kind) => (int)kind + 1;

    internal static IEnumerable<(string Name, string Content)> Of(string sheet, int sheets, int columns)
    {
        var numbers = Enumerable.Range(1, sheets).ToList();
        yield return ("[Content_Types].xml",
            Head + "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}.sheet.main+xml\"/><Override PartName=\"/xl/styles.xml\" ContentType=\"{Types}.styles+xml\"/>"
            + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"{Types}.worksheet+xml\"/>")) + "</Types>");
        yield return ("_rels/.rels",
            Head + $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        yield return ("xl/workbook.xml",
            Head + $"<workbook {Main} xmlns:r=\"{Relations}\"><sheets>"
            + string.Concat(numbers.Select(n => $"<sheet name=\"{NameOf(sheet, n)}\" sheetId=\"{n}\" r:id=\"rId{n}\"/>")) + "</sheets><definedNames>"
            + string.Concat(numbers.Select(n => $"<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{n - 1}\">'{NameOf(sheet, n)}'!$1:${ExportTable.FirstRow - 1}</definedName>"))
            + "</definedNames></workbook>");
        yield return ("xl/_rels/workbook.xml.rels",
            Head + "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
            + string.Concat(numbers.Select(n => $"<Relationship Id=\"rId{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))
            + $"<Relationship Id=\"rId{sheets + 1}\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
        yield return ("xl/styles.xml", Styles());
    }

    private static string NameOf(string sheet, int number) => number == 1 ? sheet : sheet + " " + number.ToString(CultureInfo.InvariantCulture);

    private static string Styles()
    {
        var kinds = Enum.GetValues<ExportKind>().Order().ToList();
        var text = new StringBuilder(Head + $"<styleSheet {Main}><numFmts count=\"{kinds.Count}\">");
        foreach (var kind in kinds)
            text.Append(CultureInfo.InvariantCulture, $"<numFmt numFmtId=\"{FormatId(kind)}\" formatCode=\"{ExportFormats.Of(kind).Replace("\"", "&quot;", StringComparison.Ordinal)}\"/>");
        text.Append("</numFmts><fonts count=\"4\"><font><sz val=\"10\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"10\"/><name val=\"Calibri\"/></font>")
            .Append("<font><b/><sz val=\"13\"/><name val=\"Calibri\"/></font><font><sz val=\"10\"/><color rgb=\"FF696969\"/><name val=\"Calibri\"/></font></fonts>")
            .Append("<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>")
            .Append("<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFE3EFE9\"/></patternFill></fill></fills><borders count=\"1\"><border/></borders>")
            .Append(CultureInfo.InvariantCulture, $"<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"{NoteStyle + 1}\"><xf xfId=\"0\"/>");
        foreach (var kind in kinds)
            text.Append(CultureInfo.InvariantCulture, $"<xf numFmtId=\"{FormatId(kind)}\" xfId=\"0\" applyNumberFormat=\"1\"/>");
        return text.Append("<xf fontId=\"1\" fillId=\"2\" xfId=\"0\" applyFont=\"1\" applyFill=\"1\" applyAlignment=\"1\"><alignment wrapText=\"1\"/></xf>")
            .Append("<xf fontId=\"2\" xfId=\"0\" applyFont=\"1\"/><xf fontId=\"3\" xfId=\"0\" applyFont=\"1\"/></cellXfs></styleSheet>").ToString();
    }

    // Numbers of formats below 164 belong to the spreadsheet program.
    private static int FormatId(ExportKind kind) => 164 + (int)kind;
}
