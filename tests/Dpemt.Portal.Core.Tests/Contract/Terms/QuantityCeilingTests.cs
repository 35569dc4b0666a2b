using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

public sealed class QuantityCeilingTests
{
    private static readonly PriceList Signed = PriceList.Read(ContractTerms.SignedDocument);

    [Fact]
    public void Of_NothingChanged_HasTheContractAsBase()
    {
        var ceiling = QuantityCeiling.Of(Signed, Signed, []);

        Assert.Equal((226_853.86m, 56_713.465m, 0m, 0m), (ceiling.Base, ceiling.Limit, ceiling.Added, ceiling.Suppressed));
    }

    [Fact]
    public void Of_OneMessageBeyondTheLimit_IsOverAndOneLessIsNot()
    {
        // R$ 56.713,465 ÷ 0,0636 = 891.721,1…: cents decide.
        Assert.False(QuantityCeiling.Of(Signed, Signed, [new(11, 891_721)]).AddedOver);
        Assert.True(QuantityCeiling.Of(Signed, Signed, [new(11, 891_722)]).AddedOver);
    }

    [Fact]
    public void Of_AdjustedPrices_UpdateBaseAndChangesAlike()
    {
        var dearer = new PriceList([.. Signed.Items.Select(i => i with { UnitPrice = i.UnitPrice * 2 })]);
        var (before, after) = (QuantityCeiling.Of(Signed, Signed, [new(4, 1000)]), QuantityCeiling.Of(Signed, dearer, [new(4, 1000)]));

        Assert.Equal(before.Added * 2, after.Added);
        Assert.True(after.Base > before.Base * 1.99m);
    }

    [Property(MaxTest = 300)]
    public bool Of_AnyChanges_SuppressionsMakeNoRoomForAdditions(int[] deltas)
    {
        var changes = deltas.Select((d, i) => new QuantityChange((i % 18) + 1, d % 100_000)).ToList();
        var (all, added, taken) = (QuantityCeiling.Of(Signed, Signed, changes), QuantityCeiling.Of(Signed, Signed, changes.Where(c => c.Delta > 0)), QuantityCeiling.Of(Signed, Signed, changes.Where(c => c.Delta < 0)));

        return all.Added == added.Added && all.Suppressed == taken.Suppressed && added.Suppressed == 0 && taken.Added == 0
            && all.AddedOver == (added.Added > all.Base * 0.25m) && all.SuppressedOver == (taken.Suppressed > all.Base * 0.25m);
    }
}
