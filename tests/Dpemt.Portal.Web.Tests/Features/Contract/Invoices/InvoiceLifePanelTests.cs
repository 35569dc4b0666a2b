using Bunit;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Invoices;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Components.Forms;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Invoices;

/// <summary>The life of an invoice on its page.</summary>
public sealed class InvoiceLifePanelTests : InspectionContext
{
    [Fact]
    public async Task Panel_NewInvoice_PutsTheProvisionalReceiptFirstAndKeepsWhatWasTyped()
    {
        var panel = await PanelAsync(Officer);

        Assert.Equal("Registrar recebimento", panel.WaitForElement(".glosa-act button[type=submit]").TextContent);
        panel.Find("#ato-data").Change("2026-08-04");
        panel.Find("#ato-texto").Input("Serviço do mês verificado");
        panel.Find(".glosa-act form").Submit();
        panel.WaitForAssertion(() => Assert.Contains("ainda não chegou", panel.Find(".glosa-act [role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("Serviço do mês verificado", panel.Find("#ato-texto").GetAttribute("value"));
        panel.Find("#ato-data").Change("2026-08-03");
        panel.Find(".glosa-act form").Submit();

        panel.WaitForAssertion(() => Assert.Contains("Recebimento provisório", panel.Find(".timeline").TextContent, StringComparison.Ordinal));
        Assert.Equal("Concluir conferência", panel.Find(".glosa-act button[type=submit]").TextContent);
    }

    [Fact]
    public async Task Glosa_OfALine_ComesOffTheNet()
    {
        var panel = await PanelAsync(Officer);
        Choose(panel, "Propor glosa");

        panel.Find(".glosa-act form").Submit();
        panel.WaitForAssertion(() => Assert.Contains("Escolha a linha", panel.Find(".glosa-act [role=alert]").TextContent, StringComparison.Ordinal));
        panel.Find("#ato-linha").Change("1");
        panel.Find("#ato-valor").Input("12,34");
        panel.Find("#ato-texto").Input("617 mensagens a mais × R$ 0,02");
        panel.Find(".glosa-act form").Submit();

        panel.WaitForAssertion(() => Assert.Contains("R$\u00A087,66", panel.Find(".figures").TextContent, StringComparison.Ordinal));
        Assert.Contains("Técnica", panel.Find(".glosa-now table").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checklist_ProofWithoutItsDays_IsRefusedAndThenStands()
    {
        var panel = await PanelAsync(Officer);
        panel.WaitForElement("#doc-tipo").Change("fgts");
        var form = panel.Find("form[aria-label='Anexar documento']");

        form.Submit();
        panel.WaitForAssertion(() => Assert.Contains("Informe o dia da emissão", panel.Find("form[aria-label='Anexar documento'] [role=alert]").TextContent, StringComparison.Ordinal));
        panel.FindComponents<InputFile>().Single(f => f.Instance.AdditionalAttributes!["id"].Equals("doc-arquivo")).UploadFiles(InputFileContent.CreateFromText("%PDF-1.7", "crf.pdf"));
        panel.Find("#doc-emissao").Change("2026-08-01");
        panel.Find("#doc-validade").Change("2026-08-09");
        panel.Find("form[aria-label='Anexar documento']").Submit();

        // Five working days of the protocol of 3 August end on the 10th.
        panel.WaitForAssertion(() => Assert.Contains("vence antes do prazo", RowOf(panel, "FGTS"), StringComparison.Ordinal));
        Assert.Contains("09/08/2026", RowOf(panel, "FGTS"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Attestation_OfACheckedInvoice_IsOfferedToTheOtherOfficerOnly()
    {
        var invoice = await CheckedAsync();

        var first = Render<InvoiceLifePanel>(p => p.Add(i => i.Invoice, invoice).Add(i => i.Who, Officer));
        first.WaitForAssertion(() => Assert.Contains("o atesto cabe a outra pessoa", first.Find(".glosa-act").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain(first.FindAll(".act-bar button"), b => b.TextContent == "Atestar");

        var second = Render<InvoiceLifePanel>(p => p.Add(i => i.Invoice, invoice).Add(i => i.Who, Other));
        Assert.Equal("Atestar", second.WaitForElement(".glosa-act button[type=submit]").TextContent);
        second.Find(".glosa-act form").Submit();
        second.WaitForAssertion(() => Assert.Contains("Valor atestado", second.Find("#valor-a-pagar").TextContent, StringComparison.Ordinal));
        Assert.Contains("Fábio Fiscal conferiu, Flávia Fiscal atestou", second.Markup, StringComparison.Ordinal);
        Assert.Single(second.FindAll("button"), b => b.TextContent == "Emitir aviso de crédito");
    }

    [Fact]
    public async Task Panel_WithoutTheRoleToAct_ShowsFiguresAndNoForm()
    {
        Access.SetPolicies(Policies.SeeContract);
        var panel = await PanelAsync(Officer);

        panel.WaitForAssertion(() => Assert.Contains("R$\u00A0100,00", panel.Find(".figures").TextContent, StringComparison.Ordinal));
        Assert.Empty(panel.FindAll("form"));
    }

    private static void Choose(IRenderedComponent<InvoiceLifePanel> panel, string title)
    {
        panel.WaitForElement(".act-bar");
        panel.FindAll(".act-bar button").First(b => b.TextContent == title).Click();
    }

    private static string RowOf(IRenderedComponent<InvoiceLifePanel> panel, string label) => panel.FindAll("section[aria-labelledby=documentos-pagamento] tbody tr").First(r => r.TextContent.Contains(label, StringComparison.Ordinal)).TextContent;

    private async Task<IRenderedComponent<InvoiceLifePanel>> PanelAsync(Actor who)
    {
        var invoice = await InvoiceAsync();
        return Render<InvoiceLifePanel>(p => p.Add(i => i.Invoice, invoice).Add(i => i.Who, who));
    }

    private async Task<Invoice> InvoiceAsync()
    {
        var id = (await Get<RegisterInvoice>().RunAsync(Officer, new("101", new(2026, 7), new(2026, 8, 3), new(2026, 8, 3), 100m, [new(18, "Envio de modelo", 5000, 0.02m, 100m)]), default)).Id!.Value;
        return (await Get<InvoiceDetails>().RunAsync(id, default))!.Invoice;
    }

    private async Task<Invoice> CheckedAsync()
    {
        var invoice = await InvoiceAsync();
        var file = await DocumentAsync();
        foreach (var required in PaymentTerms.OfSignedContract.Documents)
            Assert.True((await Get<AttachPaymentDocument>().RunAsync(Officer, new(invoice.Id, required.Id, new(2026, 8, 1), required.Expires ? new(2026, 12, 1) : null, file), default)).Done);
        foreach (var act in new InvoiceAct[] { new InvoiceAct.ReceiveProvisionally(new(2026, 8, 3), "serviço prestado"), new InvoiceAct.ReceiveDefinitively(new(2026, 8, 3), "conforme", file), new InvoiceAct.Check(100m) })
        {
            var version = (await Get<InvoiceDetails>().RunAsync(invoice.Id, default))!.Invoice.Version;
            var result = await Get<MoveInvoice>().RunAsync(Officer, invoice.Id, version, act, default);
            Assert.True(result.Done, result.Refusal?.Message);
        }

        return (await Get<InvoiceDetails>().RunAsync(invoice.Id, default))!.Invoice;
    }
}
