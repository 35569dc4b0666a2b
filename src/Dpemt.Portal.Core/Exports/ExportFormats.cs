namespace Dpemt.Portal.Exports;

/// <summary>How a spreadsheet shows each kind; written as the file format wants it, whatever the reader's language.</summary>
internal static class ExportFormats
{
    internal static string Of(ExportKind kind) => kind switch
    {
        ExportKind.Text => "@",
        ExportKind.Number => "#,##0.0000######",
        ExportKind.Money => "\"R$\" #,##0.00",
        ExportKind.Price => "#,##0.0000",
        ExportKind.Percent => "0.00\"%\"",
        ExportKind.Instant => "dd/mm/yyyy hh:mm:ss",
        ExportKind.Day => "dd/mm/yyyy",
        _ => "#,##0",
    };
}
