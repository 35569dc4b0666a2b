using Dpemt.Portal.Contract.Calendar;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>A fiscal officer leads a glosa from the computed amount to the invoice.</summary>
[Collection(BrowserSuite.Name)]
public sealed class GlosaJourneyTests(PortalInBrowser suite)
{
    [Fact]
    public async Task Glosa_FromComputedToTheInvoice_ShowsEachStepToBothOfficers()
    {
        var id = await StartAsync();
        var page = await suite.SignInAsync("fiscal", "/contrato/glosas");
        await page.GetByRole(AriaRole.Link, new() { Name = $"10/2026, nº {id}" }).ClickAsync();
        var other = await suite.SignInAsync("fiscal2", $"/contrato/glosas/{id}");
        await Expect(other.Locator(".next-step")).ToContainTextAsync("notificar a contratada");

        await AttachAsync(page, "relatorio.pdf");
        await Expect(page.Locator(".act-preview")).ToContainTextAsync("15 dias úteis");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar notificação" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Notificada");
        await Expect(page.Locator(".glosa-now .deadlines")).ToContainTextAsync("a confirmar pela assessoria jurídica");
        await Expect(other.Locator(".glosa-now")).ToContainTextAsync("Notificada");

        await AttachAsync(page, "defesa.pdf");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar defesa" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Com defesa");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Reduzir o valor" }).CheckAsync();
        await page.GetByLabel("Valor reduzido").FillAsync("50,00");
        await page.GetByLabel("Motivos").FillAsync("A defesa procede em parte.");
        await Expect(page.Locator(".act-preview")).ToContainTextAsync("de R$ 94,52 para R$ 50,00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar decisão" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Decidida");

        await page.GetByLabel("Número da fatura").FillAsync("77/2026");
        await page.GetByLabel("Valor da fatura").FillAsync("18.904,49");
        await Expect(page.Locator(".act-preview")).ToContainTextAsync("R$ 50,00 deduzidos da fatura 77/2026 de 11/2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar dedução" }).ClickAsync();

        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Aplicada");
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(5);
        await Expect(other.Locator(".glosa-now")).ToContainTextAsync("Aplicada");
        await Expect(other.Locator(".callout.warning")).ToContainTextAsync("Fábio Fiscal");
    }

    private async Task<long> StartAsync()
    {
        var contexts = new Contexts(suite);
        var time = new GlosaTime(new CurrentContract(new TermsHistory(contexts), TimeProvider.System), new ContractCalendar(new StateHolidays(contexts)), Options.Create(new GlosaOptions()), TimeProvider.System);
        var result = await new StartGlosa(contexts, time).RunAsync(
            Actor.Person(Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), "Fábio Fiscal"), new ClosedMonth(1, 1, new(2026, 10), 99.1234m, 0.5m, 18_904.49m, false, "TR 5.7.1, v1", null), CancellationToken.None);
        return result.Id!.Value;
    }

    private static async Task AttachAsync(IPage page, string name)
    {
        await page.Locator("#ato-documento").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = "%PDF-1.7 teste"u8.ToArray() });
        await Expect(page.Locator("#ato-documento-nota")).ToContainTextAsync(name);
    }

    private sealed class Contexts(PortalInBrowser suite) : IDbContextFactory<PortalDbContext>
    {
        public PortalDbContext CreateDbContext() => suite.OpenDatabase();
    }
}
