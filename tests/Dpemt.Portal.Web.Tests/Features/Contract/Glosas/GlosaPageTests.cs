using Bunit;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Web.Features.Contract.Glosas;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Glosas;

public sealed class GlosaPageTests : InspectionContext
{
    [Fact]
    public async Task Page_ComputedGlosa_PutsTheNotificationFirstAndSaysItsDeadline()
    {
        var id = await StartGlosaAsync();
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));

        page.WaitForAssertion(() => Assert.Contains("Defesa até 24/08/2026", page.Find(".act-preview").TextContent, StringComparison.Ordinal));
        Assert.Equal("Registrar notificação", page.Find("button[type=submit]").TextContent);
        Assert.Contains("R$ 94,52", page.Find(".figures").TextContent, StringComparison.Ordinal);
        page.Find("#ato-data").Change("2026-08-01");
        page.WaitForAssertion(() => Assert.Contains("Defesa até 21/08/2026", page.Find(".act-preview").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_WithoutTheRoleToAct_ShowsNoForm()
    {
        Access.SetPolicies(Policies.SeeContract);
        var id = await StartGlosaAsync();

        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".timeline > li")));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public async Task Save_WithoutTheReport_SaysSoAndKeepsWhatWasTyped()
    {
        var id = await StartGlosaAsync();
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));
        page.WaitForElement("#ato-motivo").Input("Enviada ao preposto");

        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("Anexe o relatório técnico", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Enviada ao preposto", page.Find("#ato-motivo").GetAttribute("value"));

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("%PDF-1.7", "relatorio.pdf"));
        page.WaitForAssertion(() => Assert.Contains("será anexado", page.Find("#ato-documento-nota").TextContent, StringComparison.Ordinal));
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Notificada", page.Find(".figures").TextContent, StringComparison.Ordinal));
        Assert.Contains("24/08/2026", page.Find(".glosa-now .deadlines").TextContent, StringComparison.Ordinal);
        Assert.Contains("relatorio.pdf", page.Find(".timeline").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_AfterAnotherOfficer_TellsAndShowsWhatStandsNow()
    {
        var id = await StartGlosaAsync();
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));
        page.WaitForElement("form");
        Assert.True((await Get<MoveGlosa>().RunAsync(Other, id, 1, new GlosaAct.Notify(new(2026, 8, 3), await DocumentAsync()), default)).Done);

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("%PDF-1.7", "relatorio.pdf"));
        page.WaitForAssertion(() => Assert.Contains("será anexado", page.Find("#ato-documento-nota").TextContent, StringComparison.Ordinal));
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Flávia Fiscal", page.Find(".callout.warning").TextContent, StringComparison.Ordinal));
        Assert.Contains("Notificada", page.Find(".figures").TextContent, StringComparison.Ordinal);
        Assert.Equal("Registrar defesa", page.Find("button[type=submit]").TextContent);
    }

    [Fact]
    public void Page_UnknownNumber_SaysSo()
    {
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, 99));

        page.WaitForAssertion(() => Assert.Contains("Não há glosa com o número 99", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public async Task List_Filter_IsInTheAddress()
    {
        await StartGlosaAsync();
        var page = Render<GlosasPage>();
        page.WaitForAssertion(() => Assert.Contains("07/2026, nº", page.Find("tbody").TextContent, StringComparison.Ordinal));

        page.FindAll("select")[0].Change("paga");

        Assert.EndsWith("?situacao=paga", Get<NavigationManager>().Uri, StringComparison.Ordinal);
    }
}
