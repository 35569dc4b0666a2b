using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Consumption;

/// <summary>Prices of TR 6.1 and 7, and the tiers, against an oracle that prices message by message.</summary>
public sealed class MonthPricingTests
{
    private static readonly PriceList Signed = PriceList.Read(ContractTerms.SignedDocument);

    /// <summary>Tiers so short that every message can be priced alone: edges at 5, 9 and 14.</summary>
    private static readonly PriceList Short = new(
    [
        .. Signed.Items.Where(i => i.Kind != ItemKind.Utility),
        new(5, ItemKind.Utility, "0", 0, 0.0636m, 0, 0, 5),
        new(6, ItemKind.Utility, "1", 0, 0.0608m, 0, 6, 9),
        new(7, ItemKind.Utility, "2", 0, 0.0571m, 0, 10, 14),
        new(8, ItemKind.Utility, "3", 0, 0.0543m, 0, 15, null),
    ]);

    [Fact]
    public void Of_ContractedQuantities_GiveTheTotalOfTheContractLineByLine()
    {
        foreach (var item in Signed.Items)
            Assert.Equal(item.Total, decimal.Round(item.Quantity * item.UnitPrice, 2, MidpointRounding.AwayFromZero));

        Assert.Equal(226_853.86m, Signed.Items.Sum(i => i.Total));
    }

    [Fact]
    public void Of_TheContractedYearBilledMonthByMonth_IsFiveCentsLess()
    {
        var month = MonthPricing.Of(Signed, new(118_250, 9_394, 18_789, 118_250, 118_250, 146_433, Subscription: true, Setup: false)).Total;

        Assert.Equal(226_853.81m, (month * 12) + 1_891.13m);
    }

    [Fact]
    public void Of_300000UtilityMessages_PayTwoTiers()
    {
        var lines = MonthPricing.Of(Signed, Utility(300_000)).Lines;

        Assert.Equal([(5, 250_000L, 15_900.00m), (6, 50_000L, 3_040.00m)], lines.Select(l => (l.Item.Number, l.Quantity, l.Value)));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "5:1")]
    [InlineData(250_000, "5:250000")]
    [InlineData(250_001, "5:250000 6:1")]
    [InlineData(2_000_000, "5:250000 6:1750000")]
    [InlineData(2_000_001, "5:250000 6:1750000 7:1")]
    [InlineData(70_000_001, "5:250000 6:1750000 7:15000000 8:18000000 9:35000000 10:1")]
    public void Of_EdgesOfUtilityTiers_SplitExactly(long messages, string expected) =>
        Assert.Equal(expected, string.Join(' ', MonthPricing.Of(Signed, Utility(messages)).Lines.Select(l => $"{l.Item.Number}:{l.Quantity}")));

    [Theory]
    [InlineData(500_000, "11:500000")]
    [InlineData(500_001, "11:500000 12:1")]
    [InlineData(20_000_001, "11:500000 12:2500000 13:2250000 14:4750000 15:10000000 16:1")]
    public void Of_EdgesOfAuthenticationTiers_SplitExactly(long messages, string expected) =>
        Assert.Equal(expected, string.Join(' ', MonthPricing.Of(Signed, new(0, 0, 0, messages, 0, 0, false, false)).Lines.Select(l => $"{l.Item.Number}:{l.Quantity}")));

    [Theory]
    [InlineData(250_000, 15_900.00)]
    [InlineData(250_001, 15_200.06)]
    public void Of_WholeVolume_PaysTheTierThatTheMonthReaches(long messages, decimal expected) =>
        Assert.Equal(expected, MonthPricing.Of(Signed, Utility(messages), TierReading.WholeVolume).Total);

    [Fact]
    public void Of_HalfACent_IsRoundedAwayFromZero()
    {
        // No price of the contract gives half a cent, so one is made for it.
        var half = Signed with { Items = [.. Signed.Items.Select(i => i.Kind == ItemKind.SendSimple ? i with { UnitPrice = 0.0050m } : i)] };

        Assert.Equal(0.01m, MonthPricing.Of(half, new(0, 0, 0, 0, 1, 0, false, false)).Total);
    }

    [Fact]
    public void Of_NegativeQuantity_Throws() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => MonthPricing.Of(Signed, Utility(-1)));

    [Property(MaxTest = 400)]
    public bool Of_AnyVolume_EqualsPricingMessageByMessage(uint drawn)
    {
        var messages = (int)(drawn % 40);
        var oracle = new SortedDictionary<int, int>();
        for (var n = 1; n <= messages; n++)
        {
            var tier = n <= 5 ? 5 : n <= 9 ? 6 : n <= 14 ? 7 : 8;
            oracle[tier] = oracle.GetValueOrDefault(tier) + 1;
        }

        return MonthPricing.Of(Short, Utility(messages)).Lines.Select(l => (l.Item.Number, (int)l.Quantity)).SequenceEqual(oracle.Select(o => (o.Key, o.Value)));
    }

    [Property(MaxTest = 400)]
    public bool Of_AnyQuantities_LinesAddUpAndNothingIsLost(uint service, uint marketing, uint utility, uint authentication)
    {
        var price = MonthPricing.Of(Signed, new(service, marketing, utility, authentication, service, (long)marketing + utility + authentication, true, true));

        return price.Total == price.Lines.Sum(l => l.Value)
            && price.Lines.Where(l => l.Item.Kind == ItemKind.Utility).Sum(l => l.Quantity) == utility
            && price.Lines.Where(l => l.Item.Kind == ItemKind.Authentication).Sum(l => l.Quantity) == authentication
            && price.Lines.All(l => l.Quantity > 0 && decimal.Round(l.Value, 2) == l.Value);
    }

    [Property(MaxTest = 300)]
    public bool Of_MonthsOfAYearReadTogether_FillTheTiersOnce(byte[] drawn)
    {
        var (filled, parts) = (0L, new SortedDictionary<int, long>());
        foreach (var messages in drawn.Select(d => (long)d % 9))
        {
            foreach (var line in MonthPricing.Of(Short, Utility(messages), TierReading.Graduated, Utility(filled)).Lines)
                parts[line.Item.Number] = parts.GetValueOrDefault(line.Item.Number) + line.Quantity;
            filled += messages;
        }

        return parts.Select(p => (p.Key, p.Value)).SequenceEqual(MonthPricing.Of(Short, Utility(filled)).Lines.Select(l => (l.Item.Number, l.Quantity)));
    }

    [Property(MaxTest = 200)]
    public bool Of_MoreMessages_NeverCostsLess(uint utility, ushort more) =>
        MonthPricing.Of(Signed, Utility((long)utility + more)).Total >= MonthPricing.Of(Signed, Utility(utility)).Total;

    [Theory]
    [InlineData("\"from\": 250001", "\"from\": 250002", "faixa não começa onde a anterior termina")]
    [InlineData("\"kind\": \"marketing\"", "\"kind\": \"propaganda\"", "tipo desconhecido")]
    [InlineData("\"unitPrice\": \"0.5849\"", "\"unitPrice\": \"0,5849\"", "não é um número com ponto decimal")]
    public void Read_BadItems_SaysWhichOne(string good, string bad, string fault)
    {
        var document = ContractTerms.SignedDocument.Replace(good, bad, StringComparison.Ordinal);

        Assert.Contains(fault, Assert.Throws<FormatException>(() => PriceList.Read(document)).Message, StringComparison.Ordinal);
    }

    private static MonthQuantities Utility(long messages) => new(0, 0, messages, 0, 0, 0, false, false);
}
