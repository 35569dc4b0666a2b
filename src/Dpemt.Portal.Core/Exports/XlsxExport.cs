using System.Globalization;
using ClosedXML.Excel;

namespace Dpemt.Portal.Exports;

/// <summary>
/// Writes a spreadsheet of a few small tables, one sheet each, ready to be printed. Widths are given, since measuring text needs
/// a graphics library. Many lines go through <see cref="XlsxStream"/>.
/// </summary>
public static class XlsxExport
{
    private const int HeadRow = ExportTable.FirstRow - 1;

    /// <summary>Points of a line of text.</summary>
    private const double LineHeight = 14;

    /// <summary>From this width on a text breaks into lines; narrower columns hold short words.</summary>
    private const double Wraps = 24;

    private static readonly XLColor Shade = XLColor.FromHtml("#e3efe9");
    private static readonly XLColor Rule = XLColor.FromHtml("#c9d6cf");

    /// <summary>The whole file. Formulas carry the value that they give, for readers that do not compute.</summary>
    /// <param name="title">Written over every table and into the file's properties.</param>
    /// <param name="tables">The sheets.</param>
    public static byte[] Write(string title, params IReadOnlyList<ExportTable> tables)
    {
        using var workbook = new XLWorkbook();
        workbook.Properties.Title = title;
        foreach (var table in tables)
            Fill(workbook.Worksheets.Add(table.Name), title, table);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream, new SaveOptions { EvaluateFormulasBeforeSaving = true, ValidatePackage = false });
        return stream.ToArray();
    }

    private static void Fill(IXLWorksheet sheet, string title, ExportTable table)
    {
        sheet.Cell(1, 1).SetValue(ExportText.ForCell(title)).Style.Font.SetBold().Font.SetFontSize(13);
        sheet.Cell(2, 1).SetValue(ExportTime.Note).Style.Font.SetFontColor(XLColor.DimGray);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            var column = table.Columns[i];
            sheet.Column(i + 1).Width = column.Width;
            sheet.Cell(HeadRow, i + 1).SetValue(column.Title).Style.Font.SetBold().Fill.SetBackgroundColor(Shade)
                .Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Center)
                .Alignment.SetHorizontal(IsWords(column.Kind) ? XLAlignmentHorizontalValues.Left : XLAlignmentHorizontalValues.Right)
                .Alignment.SetIndent(column.Kind == ExportKind.Text ? 1 : 0);
        }

        sheet.Row(HeadRow).Height = table.Columns.Any(c => c.Title.Length > c.Width - 2) ? (2 * LineHeight) + 1 : LineHeight + 1;
        for (var row = 0; row < table.Rows.Count; row++)
            Line(sheet, ExportTable.FirstRow + row, table.Columns, table.Rows[row]);
        if (table.Totals is { } totals)
        {
            Line(sheet, table.TotalsRow, table.Columns, totals);
            sheet.Range(table.TotalsRow, 1, table.TotalsRow, table.Columns.Count).Style.Font.SetBold().Border.SetTopBorder(XLBorderStyleValues.Thin);
        }

        sheet.SheetView.FreezeRows(HeadRow);
        Print(sheet, table.Landscape);
    }

    private static bool IsWords(ExportKind kind) => kind is ExportKind.Text or ExportKind.Instant or ExportKind.Day;

    private static void Print(IXLWorksheet sheet, bool landscape)
    {
        var page = sheet.PageSetup;
        page.PaperSize = XLPaperSize.A4Paper;
        page.PageOrientation = landscape ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        page.PagesWide = 1;
        page.PagesTall = 0;
        page.SetRowsToRepeatAtTop(1, HeadRow);
        page.Margins.SetLeft(0.5).SetRight(0.5).SetTop(0.6).SetBottom(0.7);
        page.Footer.Left.AddText("Defensoria Pública do Estado de Mato Grosso");
        page.Footer.Right.AddText("Página ");
        page.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        page.Footer.Right.AddText(" de ");
        page.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
    }

    private static void Line(IXLWorksheet sheet, int row, IReadOnlyList<ExportColumn> columns, IReadOnlyList<object?> cells)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            var cell = sheet.Cell(row, i + 1);
            cell.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top).Border.SetBottomBorder(XLBorderStyleValues.Hair).Border.SetBottomBorderColor(Rule);
            Put(cell, cells[i], columns[i]);
        }

        // No program measures text for us: whoever opens the file would see broken lines over each other.
        var lines = columns.Select((c, i) => cells[i] is string text && c.Width >= Wraps ? Math.Ceiling(text.Length / c.Width) : 1).Append(1).Max();
        sheet.Row(row).Height = Math.Min(400, (LineHeight * lines) + 1);
    }

    private static void Put(IXLCell cell, object? value, ExportColumn column)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                // As text, so that zeros stay and nothing is ever a formula.
                cell.Style.NumberFormat.SetFormat("@").Alignment.SetWrapText(column.Width >= Wraps).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left).Alignment.SetIndent(1);
                cell.SetValue<string>(ExportText.ForCell(text));
                return;
            case DateTimeOffset at:
                cell.SetValue(ExportTime.Local(at)).Style.NumberFormat.SetFormat(ExportFormats.Of(ExportKind.Instant)).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
                return;
            case DateOnly day:
                cell.SetValue(day.ToDateTime(TimeOnly.MinValue)).Style.NumberFormat.SetFormat(ExportFormats.Of(ExportKind.Day)).Alignment.SetHorizontal(XLAlignmentHorizontalValues.Left);
                return;
            case ExportFigure { Formula: { } formula } figure:
                cell.Style.NumberFormat.SetFormat(ExportFormats.Of(figure.Kind));
                cell.FormulaA1 = formula.Replace("{row}", cell.Address.RowNumber.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
                return;
            case ExportFigure figure:
                cell.SetValue(figure.Value).Style.NumberFormat.SetFormat(ExportFormats.Of(figure.Kind));
                return;
            default:
                cell.SetValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture)).Style.NumberFormat.SetFormat(ExportFormats.Of(column.Kind));
                return;
        }
    }
}
