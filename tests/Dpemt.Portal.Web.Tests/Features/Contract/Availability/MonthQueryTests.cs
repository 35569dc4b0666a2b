using Dpemt.Portal.Contract;
using Dpemt.Portal.Web.Features.Contract.Availability;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Availability;

public sealed class MonthQueryTests
{
    // 23:30 of 31 July in Cuiabá, already August elsewhere.
    private static readonly DateTimeOffset Now = new(2026, 8, 1, 3, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("2026-06", "12,15", "contrato/disponibilidade?mes=2026-06&sem=12,15")]
    [InlineData("2026-06", "15,12,15", "contrato/disponibilidade?mes=2026-06&sem=12,15")]
    [InlineData("2026-06", "-1,x,,0,9999999999999999999", "contrato/disponibilidade?mes=2026-06")]
    [InlineData("2026-6", null, "contrato/disponibilidade?mes=2026-07")]
    [InlineData(null, null, "contrato/disponibilidade?mes=2026-07")]
    [InlineData("<script>", "<b>", "contrato/disponibilidade?mes=2026-07")]
    public void Read_AnyAddress_GivesAMonthAndTheIncidentsLeftOut(string? mes, string? sem, string expected) =>
        Assert.Equal(expected, MonthQuery.Read(mes, sem, Now).Address);

    [Fact]
    public void Toggle_Twice_IsAsBefore()
    {
        var query = MonthQuery.Read("2026-06", "7", Now);
        Assert.Equal("contrato/disponibilidade?mes=2026-06&sem=7,9", query.Toggle(9).Address);
        Assert.Equal(query.Address, query.Toggle(9).Toggle(9).Address);
        Assert.Equal(MonthQuery.AddressOf(new BillingMonth(2026, 6)), query.Toggle(7).Address);
    }
}
