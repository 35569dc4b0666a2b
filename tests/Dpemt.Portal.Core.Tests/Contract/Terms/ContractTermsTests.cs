using Dpemt.Portal.Contract.Terms;

namespace Dpemt.Portal.Core.Tests.Contract.Terms;

public sealed class ContractTermsTests
{
    private const string Band98 = "\"atLeastPercent\": \"98\",\n        \"belowPercent\": \"99.6\"";

    [Fact]
    public void Read_SignedDocument_HasTheFiguresOfTheTr()
    {
        var terms = ContractTerms.Read(ContractTerms.SignedDocument);

        Assert.Equal(18_904.49m, terms.EstimatedMonth);
        Assert.Equal(99.7m, terms.Rule.Required);
        Assert.Equal([(99.7m, null, 0m), (98m, 99.6m, 0.5m), (95m, 98m, 2m), (0m, 95m, 5m)], terms.Rule.Bands.Select(b => (b.AtLeast, b.Below, b.Discount)));
        Assert.Equal((TimeSpan.FromHours(1), TimeSpan.FromHours(4), 60, 60), (terms.StartWithin, terms.RestoreWithin, terms.AppealDays, terms.AnswerDays));
        Assert.Contains(terms.Contradictions, c => c.Id == "band-gap");
        Assert.Contains(terms.Contradictions, c => c.Id == "sla-995-997");
    }

    [Fact]
    public void Read_GapOfTheTableClosed_IsAllowedAsWell()
    {
        var terms = ContractTerms.Read(Changed(Band98, Band98.Replace("99.6", "99.7", StringComparison.Ordinal)));

        Assert.Equal(99.7m, terms.Rule.Bands[1].Below);
    }

    [Theory]
    [InlineData("\"belowPercent\": \"99.6\"", "\"belowPercent\": \"99.8\"", "invade a de cima")]
    [InlineData("\"belowPercent\": \"98\"", "\"belowPercent\": null", "invade a de cima")]
    [InlineData("\"belowPercent\": \"98\"", "\"belowPercent\": \"94\"", "não é possível")]
    [InlineData("\"discountPercent\": \"2\"", "\"discountPercent\": \"200\"", "não é possível")]
    [InlineData("\"discountPercent\": \"2\"", "\"discountPercent\": \"2,0\"", "ponto decimal")]
    [InlineData("\"monthlyAvailabilityPercent\": \"99.7\"", "\"monthlyAvailabilityPercent\": \"0\"", "monthlyAvailabilityPercent")]
    [InlineData("\"monthlyAvailabilityPercent\": \"99.7\"", "\"outro\": \"99.7\"", "forma esperada")]
    [InlineData("\"restoreWithin\": \"PT4H\"", "\"restoreWithin\": \"quatro horas\"", "não é uma duração")]
    [InlineData("\"estimatedTotal\": \"226853.86\"", "\"estimatedTotal\": 226853.86", "forma esperada")]
    [InlineData("\"process\"", "process", "forma esperada")]
    public void Read_BadDocument_IsRefusedInWords(string old, string changed, string expected)
    {
        var fault = Assert.Throws<FormatException>(() => ContractTerms.Read(Changed(old, changed)));
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    private static string Changed(string old, string changed)
    {
        Assert.Contains(old, ContractTerms.SignedDocument, StringComparison.Ordinal);
        return ContractTerms.SignedDocument.Replace(old, changed, StringComparison.Ordinal);
    }
}
