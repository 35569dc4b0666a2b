using System.Text;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>The fiscal officer from the invoice's file to proposed glosas.</summary>
[Collection(BrowserSuite.Name)]
public sealed class InvoiceJourneyTests(PortalInBrowser suite)
{
    private const string Invoice = """
        Fatura;NF 2026/77
        Competência;02/2026
        Emissão;03/03/2026
        Item;Descrição;Quantidade;Preço unitário;Valor
        3;Mensagem de Serviço;400;0,0100;4,00
        5;Mensagem Modelo de Utilidade;1.500;0,0636;95,40
        18;Envio de Mensagem – Modelo;1.500;0,0200;30,00
        Total;;;;129,40
        """;

    [Fact]
    public async Task Officer_FromFileToProposedGlosa_SeesTheThreeCountsAndWhatDiffers()
    {
        var page = await suite.SignInAsync("fiscal", "/contrato/faturas");
        await page.GetByRole(AriaRole.Link, new() { Name = "Registrar fatura" }).ClickAsync();
        await page.GetByLabel("Arquivo da fatura").AttachAsync(new FilePayload { Name = "fatura.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(Invoice) });
        await Expect(page.GetByText("3 linhas entendidas.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Usar no formulário" }).ClickAsync();
        await Expect(page.GetByLabel("Número da fatura")).ToHaveValueAsync("NF 2026/77");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Fatura NF 2026/77");

        await Expect(page.GetByText("Nenhum relatório importado.")).ToBeVisibleAsync();
        await page.GetByLabel("Importar relatório").AttachAsync(new FilePayload
        {
            Name = "relatorio.csv",
            MimeType = "text/csv",
            Buffer = Encoding.UTF8.GetBytes("Item;Descrição;Quantidade\n3;Serviço;400\n5;Utilidade;1.200\n18;Envio;1.500"),
        });
        await Expect(page.GetByText("relatorio.csv (1 kB) será importado.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Importar", Exact = true }).ClickAsync();
        await Expect(page.Locator(".report-list > li")).ToHaveCountAsync(1);

        var proposals = page.Locator("section", new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = "Propostas de glosa" }) });
        await Expect(proposals.GetByText("Acima do próprio relatório")).ToBeVisibleAsync();
        var service = proposals.Locator("li").Filter(new() { HasText = "Item 3 acima de zero" });
        await Expect(service).ToContainTextAsync("R$ 4,00");
        await service.GetByRole(AriaRole.Button, new() { Name = "Propor glosa" }).ClickAsync();
        await Expect(service.GetByRole(AriaRole.Link, new() { NameRegex = new("^Glosa nº") })).ToBeVisibleAsync();
    }
}
