using System.Globalization;
using Dpemt.Portal.Contract.Sanctions;

namespace Dpemt.Portal.Core.Tests.Contract.Sanctions;

public sealed class FinesTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "50.00")]
    [InlineData(15, "750.00")]
    [InlineData(16, "820.00")]
    [InlineData(29, "1730.00")]
    [InlineData(30, "1800.00")]
    [InlineData(31, "1800.00")]
    [InlineData(365, "1800.00")]
    public void Delay_AtTheBordersOfTheRates_IsExact(int days, string amount)
    {
        var proposal = Fines.Delay(10_000m, days);

        Assert.Equal((Number(amount), Number(amount), "TR 27.3"), (proposal.Lowest, proposal.Highest, proposal.Clause));
        Assert.Equal(days > 30, proposal.Remarks.Any(r => r.Contains("TR 27.16", StringComparison.Ordinal)));
        Assert.Equal(proposal.Highest, proposal.Memory[^1].Amount);
    }

    [Theory]
    [InlineData(15, "17014.04")]
    [InlineData(30, "34028.08")]
    [InlineData(31, "34028.08")]
    public void Guarantee_OfTheContractedValue_StopsAtTheThirtiethDay(int days, string amount) =>
        Assert.Equal(Number(amount), Fines.Guarantee(226_853.86m, days).Highest);

    [Fact]
    public void TotalBreachAndUnlisted_OfTheContractedValue_AreThirtyAndUpToTwoPercent()
    {
        Assert.Equal((68_056.16m, true), (Fines.TotalBreach(226_853.86m).Highest, Fines.TotalBreach(226_853.86m).IsExact));
        Assert.Equal((0m, 4_537.08m, false), (Fines.Unlisted(226_853.86m).Lowest, Fines.Unlisted(226_853.86m).Highest, Fines.Unlisted(226_853.86m).IsExact));
    }

    [Theory]
    [InlineData("2026-01-31", "2026-01-31", 0)]
    [InlineData("2026-01-31", "2026-02-27", 0)]
    [InlineData("2026-01-31", "2026-02-28", 1)]
    [InlineData("2026-01-15", "2026-02-14", 0)]
    [InlineData("2026-01-15", "2026-02-15", 1)]
    [InlineData("2026-12-15", "2027-02-15", 2)]
    [InlineData("2026-01-15", "2025-12-01", 0)]
    public void UnpaidInterest_WholeMonths_IsOnePercentEachAndSimple(string due, string paid, int months)
    {
        var proposal = Fines.UnpaidInterest(1_000m, Date(due), Date(paid));

        Assert.Equal(months * 10m, proposal.Highest);
        Assert.Equal(1_000m + (months * 10m), proposal.Memory[^1].Amount);
    }

    [Fact]
    public void UnpaidInterest_StartedMonth_ShowsTheOtherReading() =>
        Assert.Contains(Fines.UnpaidInterest(1_000m, Date("2026-01-15"), Date("2026-03-01")).Remarks, r => r.Contains("R$ 14,67", StringComparison.Ordinal));

    [Fact]
    public void Tables_HaveTheRowsOfTheContract()
    {
        Assert.Equal([8, 5, 6, 16], Enum.GetValues<DosimetryTable>().Select(t => DosimetryTables.Of(t).Count()));
        Assert.All(Enum.GetValues<DosimetryTable>(), t => Assert.Equal(Enumerable.Range(1, DosimetryTables.Of(t).Count()), DosimetryTables.Of(t).Select(r => r.Number)));
        Assert.All(DosimetryTables.All, r => Assert.True(r.Fine is not null || r.Warning || r.Further.Count > 0, r.Breach));
        Assert.All(DosimetryTables.All.Select(r => r.Fine).OfType<FineRange>(), f => Assert.InRange(f.From, 0m, f.To));
    }

    [Theory]
    [InlineData(DosimetryTable.DataProtection, 1, false, "226.85", "1134.27")]
    [InlineData(DosimetryTable.DataProtection, 2, false, "1134.27", "4537.08")]
    [InlineData(DosimetryTable.DataProtection, 8, false, "0", "0")]
    [InlineData(DosimetryTable.Integrity, 5, false, "1134.27", "3402.81")]
    [InlineData(DosimetryTable.ConflictOfInterest, 3, false, "2268.54", "4537.08")]
    [InlineData(DosimetryTable.Sustainability, 1, false, "22685.39", "45370.77")]
    [InlineData(DosimetryTable.Sustainability, 4, false, "0", "0")]
    [InlineData(DosimetryTable.Sustainability, 4, true, "0", "2268.54")]
    [InlineData(DosimetryTable.Sustainability, 9, false, "22685.39", "22685.39")]
    public void Propose_ByARow_GivesItsRange(DosimetryTable table, int number, bool recurrence, string lowest, string highest)
    {
        var row = DosimetryTables.Of(table).Single(r => r.Number == number);

        var proposal = Dosimetry.Propose(row, 226_853.86m, 226_853.86m, recurrence);

        Assert.Equal((Number(lowest), Number(highest)), (proposal.Lowest, proposal.Highest));
        Assert.Contains("TR 27.20", proposal.Clause, StringComparison.Ordinal);
    }

    [Fact]
    public void Propose_BelowTheFloorOfTheLaw_SaysSo()
    {
        var row = DosimetryTables.Of(DosimetryTable.DataProtection).First();

        Assert.Contains(Dosimetry.Propose(row, 1000m, 1000m, false).Remarks, r => r.Contains("art. 156, § 3º", StringComparison.Ordinal));
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Date(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
