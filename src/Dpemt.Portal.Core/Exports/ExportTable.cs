namespace Dpemt.Portal.Exports;

/// <summary>What a column holds, and so how it is written.</summary>
public enum ExportKind
{
    /// <summary>Text that stays text, whatever it begins with; numbers of documents and phones keep their zeros.</summary>
    Text = 0,

    /// <summary>A whole number.</summary>
    Count = 1,

    /// <summary>A number with decimals.</summary>
    Number = 2,

    /// <summary>R$ with two decimals.</summary>
    Money = 3,

    /// <summary>R$ with four decimals: unit prices.</summary>
    Price = 4,

    /// <summary>An instant, shown in America/Cuiaba.</summary>
    Instant = 5,

    /// <summary>A local day.</summary>
    Day = 6,
}

/// <summary>A column of an export.</summary>
/// <param name="Title">Heading in Portuguese.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">Width in a spreadsheet, in characters.</param>
public sealed record ExportColumn(string Title, ExportKind Kind = ExportKind.Text, double Width = 18);

/// <summary>
/// A table that leaves the portal as a spreadsheet or as CSV. A cell is null, <see cref="string"/>, <see cref="long"/>,
/// <see cref="int"/>, <see cref="decimal"/>, <see cref="DateTimeOffset"/> or <see cref="DateOnly"/>, as its column says.
/// </summary>
/// <param name="Name">Name of the sheet, at most 31 characters.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The lines, each as long as <paramref name="Columns"/>.</param>
public sealed record ExportTable(string Name, IReadOnlyList<ExportColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Local time of exports: America/Cuiaba, said in every file.</summary>
internal static class ExportTime
{
    internal const string Note = "Horários de Cuiabá (America/Cuiaba, UTC-4)";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    internal static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
}
