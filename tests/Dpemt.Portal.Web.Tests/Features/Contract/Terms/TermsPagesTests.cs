using System.Security.Claims;
using Bunit;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Web.Features.Contract.Terms;
using Dpemt.Portal.Web.Hosting;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Terms;

public sealed class TermsPagesTests : InspectionContext
{
    public TermsPagesTests() => Access.SetPolicies(Policies.SeeContract, Policies.InspectContract, Policies.ChangeTerms);

    [Fact]
    public void Terms_WithoutContract_SaysHowOneComesIn()
    {
        var page = Render<TermsPage>();

        page.WaitForAssertion(() => Assert.Contains("contract import", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Terms_SignedContract_ExplainsTheFiveCents()
    {
        await ImportAsync();
        var page = Render<TermsPage>();

        page.WaitForAssertion(() => Assert.Contains("R$\u00A0226.853,86", page.Markup, StringComparison.Ordinal));
        var panel = page.Find("section[aria-labelledby=centavos]").TextContent;
        Assert.Contains("R$\u00A0226.853,81", panel, StringComparison.Ordinal);
        Assert.Contains("item 2", panel, StringComparison.Ordinal);
        Assert.Contains("item 4", panel, StringComparison.Ordinal);
        Assert.DoesNotContain("item 5", panel, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_PriceChangedAndChecked_ShowsTheDifferenceAndTheTotal()
    {
        await ImportAsync();
        var page = Render<NewProposalPage>();
        page.WaitForElement("input[aria-label='Preço unitário do item 4']").Input("0,6100");

        page.FindAll("button").Single(b => b.TextContent == "Conferir").Click();

        page.WaitForAssertion(() => Assert.Contains("R$\u00A00,6100", page.Find("section[aria-labelledby=proposta-diferenca]").TextContent, StringComparison.Ordinal));
        Assert.Contains("R$\u00A0229.683,33", page.Find("section[aria-labelledby=proposta-diferenca]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_WithoutReason_SaysSoAndKeepsWhatWasTyped()
    {
        await ImportAsync();
        var page = Render<NewProposalPage>();
        page.WaitForElement("input[aria-label='Preço unitário do item 4']").Input("0,6100");
        page.Find("#proposta-instrumento").Input("Termo aditivo 1/2026");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("motivação", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("0,6100", page.Find("input[aria-label='Preço unitário do item 4']").GetAttribute("value"));
    }

    [Fact]
    public async Task Proposal_OfOneself_OffersOnlyToTakeItBack()
    {
        var page = Render<ProposalPage>(p => p.Add(x => x.Id, 1));
        page.WaitForAssertion(() => Assert.Contains("não encontrada", page.Markup, StringComparison.Ordinal));
        await ImportAsync();
        var id = await ProposeAsync();

        var own = Render<ProposalPage>(p => p.Add(x => x.Id, id));
        own.WaitForElement("#proposta-decisao");

        Assert.Contains(own.FindAll("button"), b => b.TextContent == "Retirar a proposta");
        Assert.DoesNotContain(own.FindAll("button"), b => b.TextContent == "Aprovar");
    }

    [Fact]
    public async Task Proposal_ByTheOtherPerson_IsApprovedAndSaysWhatFollows()
    {
        await ImportAsync();
        var id = await ProposeAsync();
        Access.SetAuthorized(Other.Name);
        Access.SetClaims(new Claim(ClaimTypes.NameIdentifier, Other.UserId!.Value.ToString()));
        Access.SetPolicies(Policies.SeeContract, Policies.ChangeTerms);
        var page = Render<ProposalPage>(p => p.Add(x => x.Id, id));
        page.WaitForElement("#proposta-decisao");

        page.FindAll("button").Single(b => b.TextContent == "Aprovar").Click();

        page.WaitForAssertion(() => Assert.Contains("Aprovada por Flávia Fiscal", page.Markup, StringComparison.Ordinal));
        Assert.Contains(page.FindAll("a"), a => a.GetAttribute("href") == "contrato/termos?mes=2026-09");
    }

    [Fact]
    public async Task Questions_SignedContract_OffersADecisionForAllButTheMonthlyOne()
    {
        await ImportAsync();
        var page = Render<QuestionsPage>();

        page.WaitForAssertion(() => Assert.Equal(20, page.FindAll(".terms-question").Count));
        Assert.Equal(19, page.FindAll(".terms-question button").Count);
        Assert.Contains("R$\u00A0812.235,60", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Adjustment_BeforeAnyDecision_ShowsBothDatesAndAsksForIt()
    {
        await ImportAsync();
        var page = Render<AdjustmentPage>();

        page.WaitForAssertion(() => Assert.Contains("01/06/2027", page.Markup, StringComparison.Ordinal));
        Assert.Contains("data do orçamento não informada", page.Markup, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("a"), a => a.GetAttribute("href") == "contrato/termos/questoes" && a.TextContent.Contains("Data-base", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Quantities_SignedContract_ShowsTheCeiling()
    {
        await ImportAsync();
        var page = Render<QuantitiesPage>();

        page.WaitForAssertion(() => Assert.Contains("R$\u00A056.713,46", page.Markup, StringComparison.Ordinal));
    }

    private async Task ImportAsync() =>
        Assert.True((await Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default)).Done);

    private async Task<long> ProposeAsync() => (await Get<ProposeTerms>().RunAsync(
        Officer, new(TermsOrigin.Revision, new(2026, 9, 1), [new(TermsPaths.UnitPrice(4), null, "\"0.6100\"")], "Termo aditivo 1/2026", new(2026, 8, 1), await DocumentAsync(), "conforme o despacho anexo"), default)).Id!.Value;
}
