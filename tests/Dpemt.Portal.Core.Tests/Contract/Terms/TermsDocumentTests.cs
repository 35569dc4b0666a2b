using System.Text.Json.Nodes;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

public sealed class TermsDocumentTests
{
    private static readonly JsonObject Signed = TermsDocument.Parse(ContractTerms.SignedDocument);

    [Fact]
    public void Difference_OfADocumentWithItself_IsEmpty() => Assert.Empty(TermsDocument.Difference(Signed, TermsDocument.Parse(ContractTerms.SignedDocument)));

    [Fact]
    public void Difference_OnePriceAndItsTotals_IsThePriceAlone()
    {
        var changed = TermsDocument.Apply(Signed, [new(TermsPaths.UnitPrice(4), null, "\"0.6000\"")]);

        Assert.Equal([new(TermsPaths.UnitPrice(4), "\"0.5849\"", "\"0.6000\"")], TermsDocument.Difference(Signed, changed));
        var list = PriceList.Read(changed.ToJsonString());
        Assert.Equal(67_636.80m, list.Items.Single(i => i.Number == 4).Total);
        Assert.Equal(226_853.86m + 67_636.80m - 65_934.61m, ContractTerms.Read(changed.ToJsonString()).EstimatedTotal);
    }

    [Fact]
    public void Apply_PriceAndQuantityOfOneItemByTwoVersions_JoinsThemInTheTotal()
    {
        var changed = TermsDocument.Apply(
            TermsDocument.Apply(Signed, [new(TermsPaths.UnitPrice(4), null, "\"0.6000\"")]), [new(TermsPaths.Quantity(4), "112728", "100000")]);

        Assert.Equal(60_000m, PriceList.Read(changed.ToJsonString()).Items.Single(i => i.Number == 4).Total);
    }

    [Property(MaxTest = 200)]
    public bool Apply_OfTheDifference_GivesTheOtherDocument(uint first, uint second)
    {
        JsonObject before = Drawn(first), after = Drawn(second);

        return JsonNode.DeepEquals(Sorted(TermsDocument.Apply(before, TermsDocument.Difference(before, after))), Sorted(after));
    }

    /// <summary>The signed document with places changed, added and taken away, as the bits of a number say.</summary>
    private static JsonObject Drawn(uint bits)
    {
        var root = (JsonObject)Signed.DeepClone();
        var items = root["items"]!.AsArray();
        for (var i = 0; i < items.Count; i++)
        {
            if ((bits >> i & 1) != 0)
                items[i]!["quantity"] = (bits % 1000) + i;
        }

        if ((bits >> 20 & 1) != 0)
            items.Add(new JsonObject { ["number"] = 19, ["kind"] = "service", ["quantity"] = bits % 7, ["unitPrice"] = "0.0100", ["total"] = "0.00" });
        if ((bits >> 21 & 1) != 0)
            items.RemoveAt(5);
        if ((bits >> 22 & 1) != 0)
            root.Remove("volumes");
        if ((bits >> 23 & 1) != 0)
            root["extension"] = new JsonObject { ["until"] = "2036-05-31" };
        if ((bits >> 24 & 1) != 0)
            root["availabilityBands"]!["bands"]!.AsArray().RemoveAt(1);
        if ((bits >> 25 & 1) != 0)
            root["contradictions"]!.AsArray().RemoveAt(3);
        // A no-op that computes the totals of the drawn quantities.
        return TermsDocument.Apply(TermsDocument.Parse(root.ToJsonString()), [new(TermsPaths.Quantity(1), null, "1")]);
    }

    /// <summary>Order of members and of named elements carries no meaning.</summary>
    private static JsonNode? Sorted(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => KeyValuePair.Create(m.Key, Sorted(m.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Sorted).OrderBy(e => e is JsonObject ? (int?)e["number"] ?? 0 : 0).ThenBy(e => e is JsonObject ? (string?)e["id"] : null, StringComparer.Ordinal)]),
        _ => node?.DeepClone(),
    };
}
