using System.Text;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Testing.Spreadsheets;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Exports;

public sealed class CsvExportTests
{
    private static readonly ExportColumn[] Columns = [new("Texto"), new("Valor", ExportKind.Money), new("Preço", ExportKind.Price), new("Quando", ExportKind.Instant), new("Dia", ExportKind.Day)];

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+55 65 99999-0000", "'+55 65 99999-0000")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "'\r=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("01234567890", "'01234567890")]
    [InlineData("5565999990000", "'5565999990000")]
    [InlineData("012.345.678-90", "012.345.678-90")]
    [InlineData("Rua 7; casa \"2\"", "Rua 7; casa \"2\"")]
    [InlineData("a,=1+1", "a,=1+1")]
    [InlineData("2026", "2026")]
    [InlineData("", "")]
    public void Write_Text_IsGuardedAndQuoted(string text, string shown)
    {
        var csv = CsvExport.Write(new("T", [new("Texto"), new("Depois")], [[text, "fim"]]));

        Assert.Equal([shown, "fim"], Fields(csv)[1]);
    }

    [Fact]
    public async Task Write_HostileTexts_AreNoFormulasInASpreadsheet()
    {
        string[] texts = ["=1+1", "+1+1", "-1-1", "@SUM(1;1)", "\t=1+1", "01234567890", "065999990000", "x,=1+1"];

        var book = await RecomputedSpreadsheet.OpenAsync(CsvExport.Write(new("T", [new("Texto")], [.. texts.Select(t => (object?[])[t])])), "csv");

        var sheet = Assert.Single(book.Sheets);
        Assert.Equal(
            ["'=1+1", "'+1+1", "'-1-1", "'@SUM(1;1)", "'\t=1+1", "'01234567890", "'065999990000", "x,=1+1"],
            Enumerable.Range(2, texts.Length).Select(row => book.Text(sheet, row, 'A')));
    }

    [Property(MaxTest = 300)]
    public void Write_AnyText_ReadsBackAsItself(string?[] texts)
    {
        var wanted = texts.Select(t => t ?? "").ToArray();

        var read = Fields(CsvExport.Write(new("T", [new("A"), new("B")], [.. wanted.Select(t => (object?[])[t, "x"])]))).Skip(1).ToList();

        Assert.Equal(wanted.Length, read.Count);
        for (var i = 0; i < wanted.Length; i++)
        {
            Assert.Equal(2, read[i].Count);
            Assert.Equal(wanted[i], read[i][0].StartsWith('\'') && !wanted[i].StartsWith('\'') ? read[i][0][1..] : read[i][0]);
            Assert.False(read[i][0].Length > 0 && "=+-@\t\r\n".Contains(read[i][0][0], StringComparison.Ordinal), "A formula.");
        }
    }

    [Fact]
    public void Write_Figures_AreBrazilianAndLocal()
    {
        var at = new DateTimeOffset(2026, 8, 1, 3, 59, 59, TimeSpan.Zero);

        var csv = CsvExport.Write(new("T", Columns, [["x", 1234.5m, 0.0636m, at, new DateOnly(2026, 7, 31)], [null, new ExportFigure(-2m, ExportKind.Money, "1-3"), null, null, null]]));

        Assert.Equal(["x", "1234,50", "0,0636", "31/07/2026 23:59:59", "31/07/2026"], Fields(csv)[1]);
        Assert.Equal(["", "-2,00", "", "", ""], Fields(csv)[2]);
    }

    [Fact]
    public async Task WriteAsync_ManyLines_GivesTheSameAsAtOnce()
    {
        var rows = Enumerable.Range(0, 5_000).Select(i => (IReadOnlyList<object?>)["=" + i, i * 0.01m, 0.0636m, DateTimeOffset.UnixEpoch.AddSeconds(i), new DateOnly(2026, 1, 1).AddDays(i)]).ToList();
        using var stream = new MemoryStream();

        var count = await CsvExport.WriteAsync(stream, Columns, rows.ToAsyncEnumerable(), default);

        Assert.Equal(5_000, count);
        Assert.Equal(CsvExport.Write(new("T", Columns, rows)), stream.ToArray());
    }

    /// <summary>A reader of its own: quotes, semicolons, line ends.</summary>
    private static List<List<string>> Fields(byte[] csv)
    {
        Assert.Equal([0xEF, 0xBB, 0xBF], csv[..3]);
        var text = Encoding.UTF8.GetString(csv, 3, csv.Length - 3);
        var (lines, fields, field, quoted) = (new List<List<string>>(), new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted)
            {
                if (text[i] != '"')
                    field.Append(text[i]);
                else if (i + 1 < text.Length && text[i + 1] == '"')
                    field.Append(text[++i]);
                else
                    quoted = false;
            }
            else if (text[i] == '"' && field.Length == 0)
            {
                quoted = true;
            }
            else if (text[i] == ';')
            {
                Next();
            }
            else if (text[i] == '\r' && text[i + 1] == '\n')
            {
                i++;
                Next();
                lines.Add(fields);
                fields = [];
            }
            else
            {
                field.Append(text[i]);
            }
        }

        return lines;

        void Next()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
