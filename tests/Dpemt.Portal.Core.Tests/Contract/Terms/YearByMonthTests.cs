using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

public sealed class YearByMonthTests
{
    [Fact]
    public void Of_SignedContract_ExplainsTheFiveCents()
    {
        var year = YearByMonth.Of(PriceList.Read(ContractTerms.SignedDocument), 12);

        Assert.Equal((226_853.86m, 226_853.81m), (year.Year, year.Months));
        Assert.Equal([(2, -0.04m), (4, -0.01m)], year.Differing.Select(l => (l.Item.Number, l.Difference)));
    }

    [Fact]
    public void Of_QuantityThatDoesNotDivide_LosesNoMessage()
    {
        var list = new PriceList([new(4, ItemKind.Marketing, "x", 25, 1m, 25m)]);

        Assert.Equal(25m, YearByMonth.Of(list, 12).Months);
    }
}
