using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

public sealed class IndexAdjustmentTests
{
    private static readonly PriceList Signed = PriceList.Read(ContractTerms.SignedDocument);

    [Property(MaxTest = 300)]
    public bool FactorOf_Months_IsTheProductInAnyOrder(short[] hundredths)
    {
        var percents = hundredths.Take(12).Select(h => h % 500 / 100m).ToList();
        var factor = IndexAdjustment.FactorOf(percents);
        var exact = percents.Aggregate(1.0, (f, p) => f * (1 + ((double)p / 100)));

        return Math.Abs((double)factor - exact) < 1e-9 && Math.Abs(IndexAdjustment.FactorOf(percents.AsEnumerable().Reverse()) - factor) < 1e-24m;
    }

    [Property(MaxTest = 300)]
    public bool FactorOf_ATimeInTwoParts_IsTheProductOfTheParts(short[] hundredths, byte cut)
    {
        var percents = hundredths.Take(12).Select(h => h % 500 / 100m).ToList();
        var at = percents.Count == 0 ? 0 : cut % percents.Count;

        return Math.Abs(IndexAdjustment.FactorOf(percents) - (IndexAdjustment.FactorOf(percents.Take(at)) * IndexAdjustment.FactorOf(percents.Skip(at)))) < 1e-22m;
    }

    [Property(MaxTest = 300)]
    public bool Items_AtAnyFactor_AreNoMoreThanHalfATenThousandthOff(ushort thousandths)
    {
        var factor = 0.9m + (thousandths % 300 / 1000m);

        return IndexAdjustment.Items(Signed, factor).All(i => i.Number == 1
            ? i.NewPrice == i.OldPrice
            : Math.Abs(i.NewPrice - (i.OldPrice * factor)) <= 0.00005m && decimal.Round(i.NewPrice, 4) == i.NewPrice);
    }

    [Theory]
    [InlineData(0.0100, 1.045, 0.0105)]
    [InlineData(0.5849, 1.05, 0.6141)]
    [InlineData(0.0000, 1.05, 0.0000)]
    [InlineData(0.0001, 0.5, 0.0001)]
    public void PriceOf_Price_IsRoundedOnceAwayFromZero(decimal price, decimal factor, decimal expected) => Assert.Equal(expected, IndexAdjustment.PriceOf(price, factor));

    [Fact]
    public void Window_MonthNotPublished_RepeatsTheLastKnownAndSaysSo()
    {
        var known = Known(new(2026, 6), 11);

        var window = IndexAdjustment.Window(new(2027, 5), known)!;

        Assert.Equal((12, 1), (window.Count, window.Count(m => m.StandIn)));
        Assert.Equal((new DateOnly(2027, 5, 1), 0.40m, true), (window[^1].Month, window[^1].Percent, window[^1].StandIn));
        Assert.Null(IndexAdjustment.Window(new(2026, 5), known));
    }

    private static Dictionary<BillingMonth, IndexValue> Known(BillingMonth first, int months) => Enumerable.Range(0, months)
        .ToDictionary(first.Plus, i => new IndexValue { Month = first.Plus(i), Number = 1, Percent = 0.30m + (i / 100m), Source = "IBGE", ByName = "teste" });
}
