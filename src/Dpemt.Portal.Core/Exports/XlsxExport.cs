using System.Globalization;
using ClosedXML.Excel;

namespace Dpemt.Portal.Exports;

/// <summary>Writes a spreadsheet of a few small tables, one sheet each. Widths are given, since measuring text needs a graphics library.</summary>
public static class XlsxExport
{
    /// <summary>The whole file.</summary>
    /// <param name="title">Written over every table and into the file's properties.</param>
    /// <param name="tables">The sheets.</param>
    public static byte[] Write(string title, params IReadOnlyList<ExportTable> tables)
    {
        using var workbook = new XLWorkbook();
        workbook.Properties.Title = title;
        foreach (var table in tables)
            Fill(workbook.Worksheets.Add(table.Name), title, table);
        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    private static void Fill(IXLWorksheet sheet, string title, ExportTable table)
    {
        sheet.Cell(1, 1).SetValue(title).Style.Font.SetBold().Font.SetFontSize(13);
        sheet.Cell(2, 1).SetValue(ExportTime.Note).Style.Font.SetFontColor(XLColor.DimGray);
        for (var i = 0; i < table.Columns.Count; i++)
        {
            sheet.Column(i + 1).Width = table.Columns[i].Width;
            sheet.Cell(4, i + 1).SetValue(table.Columns[i].Title).Style.Font.SetBold().Fill.SetBackgroundColor(XLColor.FromHtml("#e3efe9")).Alignment.SetWrapText();
        }

        for (var row = 0; row < table.Rows.Count; row++)
        {
            for (var i = 0; i < table.Columns.Count; i++)
                Put(sheet.Cell(row + 5, i + 1), table.Rows[row][i], table.Columns[i].Kind);
        }

        sheet.SheetView.FreezeRows(4);
    }

    private static void Put(IXLCell cell, object? value, ExportKind kind)
    {
        switch (value)
        {
            case null:
                return;
            case string text:
                // As text, so that zeros stay and nothing is ever a formula.
                cell.Style.NumberFormat.SetFormat("@");
                cell.SetValue<string>(text);
                return;
            case DateTimeOffset at:
                cell.SetValue(ExportTime.Local(at)).Style.NumberFormat.SetFormat("dd/mm/yyyy hh:mm:ss");
                return;
            case DateOnly day:
                cell.SetValue(day.ToDateTime(TimeOnly.MinValue)).Style.NumberFormat.SetFormat("dd/mm/yyyy");
                return;
            default:
                cell.SetValue(Convert.ToDecimal(value, CultureInfo.InvariantCulture)).Style.NumberFormat.SetFormat(kind switch
                {
                    ExportKind.Money => "#,##0.00",
                    ExportKind.Price => "#,##0.0000",
                    ExportKind.Number => "#,##0.0000######",
                    _ => "#,##0",
                });
                return;
        }
    }
}
