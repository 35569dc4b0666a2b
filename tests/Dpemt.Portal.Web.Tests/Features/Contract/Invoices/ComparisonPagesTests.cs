using System.Text;
using Bunit;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Reports;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Web.Features.Contract.Invoices;
using Microsoft.AspNetCore.Components.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Invoices;

public sealed class ComparisonPagesTests : InspectionContext
{
    private const string Csv = "Fatura;NF 9\nCompetência;07/2026\nEmissão;01/08/2026\nItem;Descrição;Quantidade;Preço unitário;Valor\n5;Utilidade;1.000;0,0636;63,60\n18;Envio;mil;0,02;20,00\nTotal;;;;83,60";

    [Fact]
    public void New_FileOfAnInvoice_ShowsWhatWasUnderstoodBeforeItIsUsed()
    {
        var page = Render<NewInvoicePage>();
        page.WaitForElement("#fatura-numero");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Encoding.UTF8.GetBytes(Csv), "fatura.csv"));

        var preview = page.WaitForElement(".file-preview");
        Assert.Contains("1 linha entendida, 1 não", preview.TextContent.Replace("\n", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("coluna C (quantidade): “mil”", preview.TextContent, StringComparison.Ordinal);
        Assert.Equal("", page.Find("#fatura-numero").GetAttribute("value") ?? "");

        page.FindAll("button").Single(b => b.TextContent == "Usar no formulário").Click();

        Assert.Equal(("NF 9", "2026-07", "83,60"), (page.Find("#fatura-numero").GetAttribute("value"), page.Find("#fatura-competencia").GetAttribute("value"), page.Find("#fatura-total").GetAttribute("value")));
        Assert.Equal("63,60", page.Find("#linha-1-valor").GetAttribute("value"));
    }

    [Fact]
    public async Task Page_RoundedUpLine_IsComparedAndBecomesAGlosaOnce()
    {
        Assert.True((await Get<ImportContract>().RunAsync(Officer, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default)).Done);
        var id = (await Get<RegisterInvoice>().RunAsync(Officer, new("NF 9", new(2026, 7), new(2026, 8, 1), null, 425.51m, [new(2, "Assinatura", 1, 425.5035m, 425.51m)]), default)).Id!.Value;
        var page = Render<InvoicePage>(p => p.Add(i => i.Id, id));
        page.WaitForElement(".differences");
        Assert.Contains("Arredondamento", page.Find(".differences").TextContent, StringComparison.Ordinal);

        // Found and pressed in one turn of the renderer: other parts of the page are still loading.
        await page.InvokeAsync(() => page.FindAll(".differences button").Single(b => b.TextContent == "Propor glosa").Click());

        page.WaitForAssertion(() => Assert.Contains("proposta", page.FindAll(".differences")[1].TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(page.FindAll(".differences button"), b => b.TextContent == "Propor glosa");
        using var db = Database.Open();
        Assert.Equal(0.01m, db.Glosas.Single().Amount);
    }

    [Fact]
    public async Task Page_ReportThatCannotBeRead_SaysWhyAndKeepsTheOldOne()
    {
        var id = (await Get<RegisterInvoice>().RunAsync(Officer, new("NF 9", new(2026, 7), new(2026, 8, 1), null, 63.60m, [new(5, "Utilidade", 1000, 0.0636m, 63.60m)]), default)).Id!.Value;
        await Get<ImportUsageReport>().RunAsync(Officer, id, "r.csv", Encoding.UTF8.GetBytes("Item;Quantidade\n5;1000"), null, default);
        var page = Render<InvoicePage>(p => p.Add(i => i.Id, id));
        page.WaitForElement(".report-list");

        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromBinary(Encoding.UTF8.GetBytes("Item;Quantidade\n5;mil"), "r2.csv"));
        page.WaitForAssertion(() => Assert.False(page.FindAll(".report-import button").Single().HasAttribute("disabled")));
        page.Find(".report-import button").Click();

        page.WaitForAssertion(() => Assert.Contains("Linha 2, coluna B (quantidade)", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll(".report-list li"));
    }

    [Fact]
    public async Task Page_WithoutOfficer_ShowsTheFiguresAndNoActs()
    {
        var id = (await Get<RegisterInvoice>().RunAsync(Officer, new("NF 9", new(2026, 7), new(2026, 8, 1), null, 63.60m, [new(5, "Utilidade", 1000, 0.0636m, 63.60m)]), default)).Id!.Value;
        Access.SetPolicies(Dpemt.Portal.Web.Hosting.Policies.SeeContract);

        var page = Render<InvoicePage>(p => p.Add(i => i.Id, id));

        page.WaitForElement(".compared");
        Assert.Empty(page.FindAll("main button, .report-import, .page-actions a"));
        Assert.Contains("Sem explicação", page.Find(".differences").TextContent, StringComparison.Ordinal);
    }
}
