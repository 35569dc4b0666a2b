using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Consumption;

/// <summary>Prices against an oracle that gives each message its price by itself, in whole ten-thousandths of a real, and rounds half up at the end of each item.</summary>
public sealed class PricingOracleTests
{
    private static readonly PriceList Signed = PriceList.Read(ContractTerms.SignedDocument);

    /// <summary>Utility tiers of TR 6.1: last message and price in ten-thousandths.</summary>
    private static readonly (int Item, long Last, long Price)[] Utility =
        [(5, 250_000, 636), (6, 2_000_000, 608), (7, 17_000_000, 571), (8, 35_000_000, 543), (9, 70_000_000, 505), (10, long.MaxValue, 477)];

    private static readonly (int Item, long Last, long Price)[] Authentication =
        [(11, 500_000, 636), (12, 3_000_000, 608), (13, 5_250_000, 571), (14, 10_000_000, 543), (15, 20_000_000, 505), (16, long.MaxValue, 477)];

    [Property(MaxTest = 60)]
    public bool Of_VolumesAroundTheEdgesOfTiers_EqualsTheOracle(byte aroundUtility, byte aroundAuthentication, ushort marketing, ushort service)
    {
        // Within a hundred or so of the first edge of each category, or far below it.
        var utility = aroundUtility < 100 ? aroundUtility : 250_000 - 170 + aroundUtility;
        var authentication = aroundAuthentication < 100 ? aroundAuthentication : 500_000 - 170 + aroundAuthentication;
        return Equal(new(service, marketing, utility, authentication, service, (long)marketing + utility + authentication, Subscription: true, Setup: false));
    }

    [Fact]
    public void Of_AYearOf3300000Messages_EqualsTheOracle()
    {
        var spent = 0m;
        for (var month = 0; month < 12; month++)
        {
            // 275 000 messages a month, the mixture drifting so that months lie on both sides of an edge.
            var utility = 120_000 + (month * 13_000);
            var used = new MonthQuantities(270_000 - utility, 4_000, utility, 1_000, 270_000 - utility, utility + 5_000, true, month == 0);
            Assert.Equal(275_000, used.SendSimple + used.SendTemplate);
            Assert.True(Equal(used));
            spent += MonthPricing.Of(Signed, used).Total;
        }

        Assert.Equal(decimal.Round(spent, 2), spent);
    }

    [Fact]
    public void Of_AllMessagesOfAYearInOneMonth_EqualsTheOracle() =>
        Assert.True(Equal(new(0, 0, 3_300_000, 3_300_000, 0, 6_600_000, false, false)));

    private static bool Equal(MonthQuantities used)
    {
        var expected = new SortedDictionary<int, (long Quantity, long Price)>();
        if (used.Subscription)
            expected[2] = (1, 4_255_035);
        if (used.Setup)
            expected[1] = (1, 18_911_300);
        Each(expected, [(3, long.MaxValue, 0)], used.Service);
        Each(expected, [(4, long.MaxValue, 5_849)], used.Marketing);
        Each(expected, Utility, used.Utility);
        Each(expected, Authentication, used.Authentication);
        Each(expected, [(17, long.MaxValue, 100)], used.SendSimple);
        Each(expected, [(18, long.MaxValue, 200)], used.SendTemplate);
        var lines = MonthPricing.Of(Signed, used).Lines.Select(l => (l.Item.Number, l.Quantity, (long)(l.Value * 100)));
        return lines.SequenceEqual(expected.Select(e => (e.Key, e.Value.Quantity, (e.Value.Price + 50) / 100)));
    }

    private static void Each(SortedDictionary<int, (long Quantity, long Price)> sums, (int Item, long Last, long Price)[] tiers, long messages)
    {
        for (long n = 1, tier = 0; n <= messages; n++)
        {
            if (n > tiers[tier].Last)
                tier++;
            var (item, _, price) = tiers[tier];
            var before = sums.GetValueOrDefault(item);
            sums[item] = (before.Quantity + 1, before.Price + price);
        }
    }
}
