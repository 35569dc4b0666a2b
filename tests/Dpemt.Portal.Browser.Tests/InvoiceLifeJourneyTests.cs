using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Documents;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Contract.Invoices.Acts;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>Two fiscal officers lead a registered invoice to its attested payment, with a glosa and the credit notice.</summary>
[Collection(BrowserSuite.Name)]
public sealed class InvoiceLifeJourneyTests(PortalInBrowser suite)
{
    private static readonly Actor Keeper = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000c7"), "Arquivo");

    [Fact]
    public async Task Invoice_FromTheReceiptToThePayment_WithGlosaAndCreditNotice()
    {
        var id = await InvoiceAsync();
        var first = await suite.SignInAsync("fiscal", $"/contrato/faturas/{id}");
        await Expect(first.Locator(".next-step").First).ToContainTextAsync("recebimento provisório");

        await first.GetByLabel("O que foi verificado").FillAsync("Serviço de outubro prestado.");
        await first.GetByRole(AriaRole.Button, new() { Name = "Registrar recebimento" }).ClickAsync();
        await Expect(first.Locator(".timeline")).ToContainTextAsync("Recebimento provisório");

        await first.Locator(".act-bar").GetByRole(AriaRole.Button, new() { Name = "Propor glosa" }).ClickAsync();
        await first.GetByLabel("Linha da fatura").SelectOptionAsync("2");
        await first.GetByLabel("Valor da glosa").FillAsync("12,34");
        await first.GetByLabel("Como o valor foi encontrado").FillAsync("617 modelos a mais × R$ 0,02");
        await first.Locator(".glosa-act button[type=submit]").ClickAsync();
        await Expect(first.Locator(".glosa-now .figures").Last).ToContainTextAsync("R$ 513,16");

        await first.Locator(".act-bar").GetByRole(AriaRole.Button, new() { Name = "Concluir a conferência" }).ClickAsync();
        await first.Locator(".glosa-act button[type=submit]").ClickAsync();
        await Expect(first.Locator(".glosa-act")).ToContainTextAsync("o atesto cabe a outra pessoa");

        var second = await suite.SignInAsync("fiscal2", $"/contrato/faturas/{id}");
        await second.GetByLabel("O que foi verificado").FillAsync("Conforme o relatório anexo.");
        await second.Locator("#ato-documento").AttachAsync(new FilePayload { Name = "relatorio.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.7 teste"u8.ToArray() });
        await Expect(second.Locator("#ato-documento-nota")).ToContainTextAsync("relatorio.pdf");
        await second.GetByRole(AriaRole.Button, new() { Name = "Registrar recebimento" }).ClickAsync();
        await Expect(second.Locator(".glosa-act .next-step")).ToContainTextAsync("R$ 513,16");
        await second.Locator(".glosa-act button[type=submit]").ClickAsync();
        await Expect(second.Locator("#valor-a-pagar")).ToHaveTextAsync("Valor atestado");
        await Expect(first.Locator("#valor-a-pagar")).ToHaveTextAsync("Valor atestado");

        await second.GetByLabel("Número da ordem de pagamento").FillAsync("2026OB00077");
        await second.GetByRole(AriaRole.Button, new() { Name = "Registrar pagamento" }).ClickAsync();
        await Expect(second.Locator(".timeline")).ToContainTextAsync("Pagamento registrado");
        await second.GetByRole(AriaRole.Button, new() { Name = "Emitir aviso de crédito" }).ClickAsync();
        await Expect(second.GetByRole(AriaRole.Heading, new() { Level = 1 }).First).ToContainTextAsync("Aviso de crédito");

        var download = await second.RunAndWaitForDownloadAsync(() => second.GetByRole(AriaRole.Link, new() { Name = "Baixar PDF" }).ClickAsync(), new() { Timeout = 60_000 });
        using var pdf = PdfDocument.Open(await File.ReadAllBytesAsync(await download.PathAsync()));
        var text = string.Join(' ', pdf.GetPages().SelectMany(p => p.GetWords()).Select(w => w.Text));
        Assert.All(["525,50", "12,34", "513,16", "2026OB00077", "TR 16.1.b", "617 modelos"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    /// <summary>An invoice of last month with all its documents, registered beside the portal.</summary>
    private async Task<long> InvoiceAsync()
    {
        var contexts = new Contexts(suite);
        var today = ContractTime.DayOf(TimeProvider.System.GetUtcNow());
        var month = new BillingMonth(today).Plus(-1);
        var registered = await new RegisterInvoice(contexts, TimeProvider.System).RunAsync(
            Keeper, new("NF 9077", month, today, today, 525.50m, [new(2, "Assinatura", 1, 425.5035m, 425.50m), new(18, "Envio de modelo", 5000, 0.02m, 100m)]), CancellationToken.None);
        Assert.True(registered.Done, registered.Refusal?.Message);
        var file = (await new ContractDocuments(contexts, TimeProvider.System).StoreAsync(Keeper, "certidao.pdf", "%PDF-1.7 teste"u8.ToArray(), CancellationToken.None)).Id!.Value;
        foreach (var required in PaymentTerms.OfSignedContract.Documents)
        {
            var attached = await new AttachPaymentDocument(contexts, TimeProvider.System).RunAsync(
                Keeper, new(registered.Id!.Value, required.Id, today, required.Expires ? today.AddDays(90) : null, file), CancellationToken.None);
            Assert.True(attached.Done, attached.Refusal?.Message);
        }

        return registered.Id!.Value;
    }

    private sealed class Contexts(PortalInBrowser suite) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => suite.OpenDatabase();
    }
}
