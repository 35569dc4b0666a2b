using Bunit;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Web.Features.Contract.Invoices;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Invoices;

public sealed class InvoicePagesTests : InspectionContext
{
    private static readonly NewInvoice Form = new("000.123", new(2026, 7), new(2026, 8, 1), null, 105.10m, [new(5, "Utilidade", 1000, 0.0636m, 63.60m), new(17, "Envio", 4150, 0.01m, 41.50m)]);

    [Fact]
    public void New_TypedAsPrinted_IsRegistered()
    {
        var page = Render<NewInvoicePage>();
        page.WaitForElement("#fatura-numero").Input("000.123");
        page.Find("#fatura-competencia").Change("2026-07");
        page.Find("#fatura-emissao").Change("2026-08-01");
        page.Find("#fatura-total").Input("R$ 63,61");
        page.Find("#linha-1-item").Change("5");
        page.Find("#linha-1-quantidade").Change("1.000");
        page.Find("#linha-1-preco").Change("0,0636");
        page.Find("#linha-1-valor").Change("63,60");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith("contrato/faturas/1", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        using var db = Database.Open();
        var invoice = db.Invoices.Include(i => i.Lines).Single();
        Assert.Equal(("000.123", 63.61m, "Fábio Fiscal"), (invoice.Number, invoice.Total, invoice.RegisteredByName));
        var line = Assert.Single(invoice.Lines);
        Assert.Equal((5, 1000L, 0.0636m, 63.60m), (line.Item, line.Quantity, line.UnitPrice, line.Value));
        Assert.StartsWith("Mensagem Modelo de Utilidade", line.Description, StringComparison.Ordinal);
    }

    [Fact]
    public void New_FaultInALine_NamesLineAndColumnAndKeepsWhatWasTyped()
    {
        var page = Render<NewInvoicePage>();
        page.WaitForElement("#fatura-numero").Input("123");
        page.Find("#fatura-competencia").Change("2026-07");
        page.Find("#fatura-emissao").Change("2026-08-01");
        page.Find("#fatura-total").Input("10");
        page.Find("#fatura-numero-de-linhas").Change("2");
        page.Find("#linha-2-quantidade").Change("1e9");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.Contains("Linha 2, quantidade", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("1e9", page.Find("#linha-2-quantidade").GetAttribute("value"));
        using var db = Database.Open();
        Assert.Empty(db.Invoices);
    }

    [Fact]
    public async Task New_Correction_ReplacesTheOldOneAndBothNameEachOther()
    {
        var old = (await Get<RegisterInvoice>().RunAsync(Officer, Form, default)).Id!.Value;
        Get<NavigationManager>().NavigateTo($"contrato/faturas/nova?corrige={old}");
        var page = Render<NewInvoicePage>();
        page.WaitForElement("#fatura-motivo").Input("O envio era de 4.050.");
        page.Find("#linha-2-quantidade").Change("4050");

        page.Find("form").Submit();

        page.WaitForAssertion(() => Assert.EndsWith("contrato/faturas/2", Get<NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Contains("Vale o da", Render<InvoicePage>(p => p.Add(i => i.Id, old)).WaitForElement(".callout.warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("O envio era de 4.050.", Render<InvoicePage>(p => p.Add(i => i.Id, 2)).WaitForElement("p.callout").TextContent, StringComparison.Ordinal);
        var list = Render<InvoicesPage>();
        list.WaitForAssertion(() => Assert.Single(list.FindAll("tbody tr")));
    }

    [Fact]
    public async Task Page_Invoice_ShowsFiguresAsPrinted()
    {
        var id = (await Get<RegisterInvoice>().RunAsync(Officer, Form, default)).Id!.Value;

        var page = Render<InvoicePage>(p => p.Add(i => i.Id, id));

        page.WaitForElement("tbody");
        Assert.Equal(["5", "Utilidade", "1.000", "R$ 0,0636", "R$ 63,60"], page.FindAll("tbody tr")[0].QuerySelectorAll("td").Select(c => c.TextContent));
        Assert.Contains("R$ 105,10", page.Find(".contract-facts").TextContent, StringComparison.Ordinal);
    }
}
