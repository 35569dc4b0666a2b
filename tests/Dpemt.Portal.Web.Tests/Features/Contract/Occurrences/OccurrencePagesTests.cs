using Bunit;
using Dpemt.Portal.Contract.Occurrences;
using Dpemt.Portal.Web.Features.Contract.Occurrences;
using Microsoft.AspNetCore.Components;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Occurrences;

public sealed class OccurrencePagesTests : InspectionContext
{
    [Fact]
    public void New_FromAnUnmetRequirement_IsFilledInAndRecordsUnderItsNumber()
    {
        Get<NavigationManager>().NavigateTo("contrato/ocorrencias/nova?requisito=historico");
        var page = Render<NewOccurrencePage>();
        Assert.Equal("TR 5.3.5.4", page.Find("#ocorrencia-clausula").GetAttribute("value"));

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith("contrato/ocorrencias/1", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        using var db = Database.Open();
        Assert.Equal((1, 2026, "historico"), (db.Occurrences.Single().Number, db.Occurrences.Single().Year, db.Occurrences.Single().RequirementKey));
    }

    [Fact]
    public void New_WithoutFacts_SaysSoAndKeepsWhatWasTyped()
    {
        var page = Render<NewOccurrencePage>();
        page.Find("#ocorrencia-titulo").Input("Webhook parado");
        page.Find("#ocorrencia-clausula").Input("TR 5.3.4.1");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Descreva os fatos", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Webhook parado", page.Find("#ocorrencia-titulo").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_CorrectedEntry_StaysReadableAndNamesItsCorrection()
    {
        var record = await Get<RecordOccurrence>().RunAsync(Officer, new(new(2026, 8, 3), "Webhook parado", "TR 5.3.4.1", "Das 8h às 9h."), default);
        var page = Render<OccurrencePage>(p => p.Add(o => o.Id, record.Id!.Value));
        page.WaitForElement(".timeline");
        page.FindAll(".act-bar button").Single(b => b.TextContent == "Correção").Click();
        page.Find("#lancamento-corrige").Change("1");
        page.Find("#lancamento-texto").Input("Das 8h às 9h30.");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("corrigido pelo 2", page.FindAll(".timeline > li")[0].TextContent, StringComparison.Ordinal));
        Assert.Contains("Das 8h às 9h.", page.FindAll(".timeline > li")[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("corrige o lançamento 1", page.FindAll(".timeline > li")[1].TextContent, StringComparison.Ordinal);
    }
}
