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

    /// <summary>A percentage as a number of hundredths, with two decimals: 97,25.</summary>
    Percent = 7,
}

/// <summary>A column of an export.</summary>
/// <param name="Title">Heading in Portuguese.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Width">Width in a spreadsheet, in characters.</param>
public sealed record ExportColumn(string Title, ExportKind Kind = ExportKind.Text, double Width = 18);

/// <summary>A number whose kind differs from its column's, or that a spreadsheet computes itself.</summary>
/// <param name="Value">The number as the portal computed it: what CSV gives, and what the formula must give.</param>
/// <param name="Kind">How it is written.</param>
/// <param name="Formula">Formula without <c>=</c>, English names, comma between arguments; <c>{row}</c> stands for the cell's own line. Null writes the number.</param>
public sealed record ExportFigure(decimal Value, ExportKind Kind, string? Formula = null);

/// <summary>
/// A table that leaves the portal as a spreadsheet or as CSV. A cell is null, <see cref="string"/>, <see cref="long"/>,
/// <see cref="int"/>, <see cref="decimal"/>, <see cref="DateTimeOffset"/> or <see cref="DateOnly"/>, as its column says, or an <see cref="ExportFigure"/>.
/// </summary>
/// <param name="Name">Name of the sheet, at most 31 characters.</param>
/// <param name="Columns">The columns.</param>
/// <param name="Rows">The lines, each as long as <paramref name="Columns"/>.</param>
public sealed record ExportTable(string Name, IReadOnlyList<ExportColumn> Columns, IReadOnlyList<IReadOnlyList<object?>> Rows)
{
    /// <summary>Line of the spreadsheet that the first of <see cref="Rows"/> stands in: what formulas count from.</summary>
    public const int FirstRow = 5;

    /// <summary>A last line of sums, set apart; CSV leaves it out, so that whoever adds up its lines counts nothing twice.</summary>
    public IReadOnlyList<object?>? Totals { get; init; }

    /// <summary>Printed across, for wide tables.</summary>
    public bool Landscape { get; init; }

    /// <summary>The line of <see cref="Totals"/>.</summary>
    public int TotalsRow => FirstRow + Rows.Count;

    /// <summary>Formula of the sum of a column over so many lines, for <see cref="Totals"/>.</summary>
    public static string SumOf(char column, int rows) => rows == 0 ? "0" : $"SUM({column}{FirstRow}:{column}{FirstRow + rows - 1})";
}

/// <summary>Local time of exports: America/Cuiaba, said in every file.</summary>
internal static class ExportTime
{
    internal const string Note = "Horários de Cuiabá (America/Cuiaba, UTC-4)";

    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Cuiaba");

    internal static DateTime Local(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone).DateTime;
}
