using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

public sealed class IndexCsvTests
{
    [Fact]
    public void Read_BothFormsWithAHeading_GivesMonthsAndVariations()
    {
        var (entries, refusal) = IndexCsv.Read("\uFEFFmês;variação\r\n06/2026;0,24\r\n2026-07;-0.11\r\n\r\n\"08/2026\";\"1\"\r\n");

        Assert.Null(refusal);
        Assert.Equal([("06/2026", 0.24m), ("07/2026", -0.11m), ("08/2026", 1m)], entries.Select(e => (e.Month.Label, e.Percent)));
    }

    [Theory]
    [InlineData("06/2026;0,24\n13/2026;0,1", "Linha 2")]
    [InlineData("06/2026;0,24\nabc", "Linha 2")]
    [InlineData("06/2026;0,24\n2026-06;0,30", "duas vezes")]
    [InlineData("06/2026;0,12345", "Linha 1")]
    [InlineData("", "ao menos um mês")]
    public void Read_BadText_SaysWhichLine(string text, string expected) => Assert.Contains(expected, IndexCsv.Read(text).Refusal!.Message, StringComparison.Ordinal);
}
