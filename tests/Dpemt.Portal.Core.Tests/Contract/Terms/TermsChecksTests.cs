using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using FsCheck.Xunit;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

/// <summary>The checks against oracles that look at every message and every tenth of a percent.</summary>
public sealed class TermsChecksTests
{
    [Fact]
    public void Of_SignedDocument_FindsOnlyTheKnownGapOfTheBands()
    {
        var finding = Assert.Single(TermsChecks.Of(TermsDocument.Parse(ContractTerms.SignedDocument)));

        Assert.Equal((FindingKind.Gap, false), (finding.Kind, finding.Blocks));
        Assert.Contains("99,6", finding.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"total\": \"5106.04\"", "\"total\": \"5106.00\"", "Item 2", "R$\u00A05.106,04")]
    [InlineData("\"estimatedTotal\": \"226853.86\"", "\"estimatedTotal\": \"226853.80\"", "Valor total", "R$\u00A00,06")]
    [InlineData("\"from\": 250001", "\"from\": 250002", "Item 6", "250.001 a 250.001")]
    [InlineData("\"from\": 500001", "\"from\": 500000", "Item 12", "500.000")]
    [InlineData("\"belowPercent\": \"98\"", "\"belowPercent\": \"98.5\"", "Faixa de 98", "98,5")]
    [InlineData("\"unitPrice\": \"0.5849\"", "\"unitPrice\": \"0.58491\"", "Item 4", "quatro casas")]
    [InlineData("\"restoreWithin\": \"PT4H\"", "\"restoreWithin\": \"4\"", "Documento", "duração")]
    public void Of_DocumentWithAFault_NamesIt(string good, string bad, string where, string text)
    {
        Assert.Contains(good, ContractTerms.SignedDocument, StringComparison.Ordinal);
        var findings = TermsChecks.Of(TermsDocument.Parse(ContractTerms.SignedDocument.Replace(good, bad, StringComparison.Ordinal)));

        Assert.Contains(findings, f => f.Blocks && f.Where.StartsWith(where, StringComparison.Ordinal) && f.Text.Contains(text, StringComparison.Ordinal));
    }

    [Property(MaxTest = 500)]
    public bool Tiers_Drawn_AreAccusedExactlyWhenAMessageFallsIntoNoneOrTwo(byte[] drawn)
    {
        var tiers = TiersFrom(drawn);
        if (tiers.Count == 0)
            return true;
        // Beyond the highest limit every message is like the one right after it.
        var highest = tiers.Max(t => Math.Max(t.From, t.To ?? 0)) + 2;
        var counts = Enumerable.Range(1, (int)highest).Select(m => tiers.Count(t => m >= Math.Max(1, t.From) && m <= (t.To ?? long.MaxValue))).ToList();
        var findings = TermsChecks.Tiers(tiers);

        return findings.Any(f => f.Kind == FindingKind.Gap) == counts.Contains(0)
            && findings.Any(f => f.Kind == FindingKind.Overlap) == counts.Any(c => c > 1);
    }

    [Property(MaxTest = 300)]
    public bool Tiers_ThatFollowEachOther_AreNeverAccused(byte[] lengths)
    {
        long next = 0;
        var tiers = new List<ContractItem>();
        foreach (var length in lengths)
        {
            tiers.Add(Tier(tiers.Count + 1, next, Math.Max(1, next) + length));
            next = Math.Max(1, next) + length + 1;
        }

        tiers.Add(Tier(tiers.Count + 1, next, null));
        return TermsChecks.Tiers([.. tiers.OrderBy(t => -t.Number)]).Count == 0;
    }

    [Property(MaxTest = 500)]
    public bool Bands_Drawn_AreAccusedExactlyWhenAnIndexFallsIntoNoneOrTwo(byte[] drawn)
    {
        var bands = new List<AvailabilityBand>();
        for (var i = 0; i + 1 < drawn.Length && bands.Count < 6; i += 2)
        {
            var from = drawn[i] % 101;
            bands.Add(new(from, drawn[i + 1] % 4 == 0 ? null : from + 1 + (drawn[i + 1] % 40), 1));
        }

        var counts = Enumerable.Range(0, 201).Select(h => h / 2m).Select(index => bands.Count(b => index >= b.AtLeast && (b.Below is null || index < b.Below))).ToList();
        var findings = TermsChecks.Bands(bands, 99.7m);

        return findings.Any(f => f.Kind == FindingKind.Gap) == counts.Contains(0) && (findings.Any(f => f.Kind == FindingKind.Overlap) || counts.TrueForAll(c => c <= 1));
    }

    [Property(MaxTest = 300)]
    public bool Totals_OfAnyLine_AreAccusedExactlyWhenOffByACent(uint quantity, ushort tenThousandths, sbyte cents)
    {
        var price = tenThousandths / 10_000m;
        var right = decimal.Round(quantity * price, 2, MidpointRounding.AwayFromZero);
        var item = new ContractItem(1, ItemKind.Marketing, "x", quantity, price, right + (cents / 100m));

        return TermsChecks.Totals([item], item.Total).Any() == (cents != 0);
    }

    private static ContractItem Tier(int number, long from, long? to) => new(number, ItemKind.Utility, "faixa", 0, 0.05m, 0, from, to);

    private static List<ContractItem> TiersFrom(byte[] drawn)
    {
        var tiers = new List<ContractItem>();
        for (var i = 0; i + 1 < drawn.Length && tiers.Count < 5; i += 2)
        {
            var from = drawn[i] % 20;
            tiers.Add(Tier(tiers.Count + 1, from, drawn[i + 1] % 3 == 0 ? null : Math.Max(1, from) + (drawn[i + 1] % 12)));
        }

        return tiers;
    }
}
