using System.Security.Cryptography;
using System.Text;
using Bunit;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Papers;
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
        Assert.Contains("R$\u00A094,52", page.Find(".figures").TextContent, StringComparison.Ordinal);
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
    public async Task Notify_WithThePortalsOwnNotification_TakesItInOneClick()
    {
        await ImportContractAsync();
        var id = await StartGlosaAsync();
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));

        page.WaitForElement(".act-paper button").Click();
        page.WaitForAssertion(() => Assert.Contains("notificacao-001-2026.pdf", page.Find("#ato-documento-nota").TextContent, StringComparison.Ordinal));
        page.Find(".act-paper button").Click();
        page.WaitForAssertion(() => Assert.False(page.Find(".act-paper button").HasAttribute("disabled")));
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("notificacao-001-2026.pdf", page.Find(".timeline").TextContent, StringComparison.Ordinal));
        Assert.Single(await Get<PaperArchive>().AboutAsync([PaperKind.Notification], id, default));
        var step = (await Get<GlosaDetails>().RunAsync(id, default))!.Steps[^1];
        var document = (await Get<ContractDocuments>().ReadAsync(step.DocumentId!.Value, default))!.Value;
        Assert.Equal("%PDF-1.7 Notificação de glosa, 07/2026 · nº 001/2026", Encoding.UTF8.GetString(document.Bytes));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(document.Bytes)), document.Line.Sha256);
    }

    [Fact]
    public async Task Notify_WithoutABrowserOnTheServer_SaysWhatToDoAndKeepsTheForm()
    {
        await ImportContractAsync();
        Printer.Refusal = "Instale o Chromium no servidor.";
        var id = await StartGlosaAsync();
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));
        page.WaitForElement("#ato-motivo").Input("Enviada ao preposto");

        page.Find(".act-paper button").Click();

        page.WaitForAssertion(() => Assert.Contains("Instale o Chromium", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Enviada ao preposto", page.Find("#ato-motivo").GetAttribute("value"));
    }

    [Theory]
    [InlineData(true, null, 4, "decisao-001-2026.pdf")]
    [InlineData(false, null, 3, null)]
    [InlineData(true, "Instale o Chromium no servidor.", 3, null)]
    public async Task Decide_Recorded_JoinsThePortalsDecisionWhenWanted(bool wanted, string? broken, int steps, string? name)
    {
        await ImportContractAsync();
        var id = await StartGlosaAsync();
        var paper = await DocumentAsync();
        Assert.True((await Get<MoveGlosa>().RunAsync(Officer, id, 1, new GlosaAct.Notify(new(2026, 8, 3), paper), default)).Done);
        Clock.SetUtcNow(new(2026, 8, 25, 16, 0, 0, TimeSpan.Zero));
        Printer.Refusal = broken;
        var page = Render<GlosaPage>(p => p.Add(g => g.Id, id));

        page.WaitForElement("input[type=radio]").Change(true);
        page.Find("#ato-motivo").Input("A contratada silenciou.");
        if (!wanted)
            page.Find(".act-form input[type=checkbox]").Change(false);
        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Decidida", page.Find(".figures").TextContent, StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal(steps, page.FindAll(".timeline > li").Count));
        if (name is not null)
            Assert.Contains(name, page.Find(".timeline").TextContent, StringComparison.Ordinal);
        if (broken is not null)
            Assert.Contains("A decisão foi gravada, mas o documento dela não foi juntado. " + broken, page.Find(".callout.warning").TextContent, StringComparison.Ordinal);
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
