using System.Net.Http.Json;
using System.Text.Json;
using Dpemt.Portal.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>The fiscal officer from an outage noted by hand to its exclusion and back, with the mails that people on duty get.</summary>
[Collection(BrowserSuite.Name)]
public sealed class IncidentJourneyTests(PortalInBrowser suite)
{
    [Fact]
    public async Task Officer_FromOutageToTicketExclusionAndBack_SeesClocksHistoryAndMails()
    {
        var admin = await suite.SignInAsync("cdi", "/administracao/avisos");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Novo destinatário" }).ClickAsync();
        await admin.GetByLabel("Nome").FillAsync("Plantão");
        await admin.GetByLabel("E-mail", new() { Exact = true }).FillAsync("plantao@exemplo.local");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Salvar" }).ClickAsync();
        await Expect(admin.Locator(".rows").GetByText("Plantão").First).ToBeVisibleAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Enviar teste" }).ClickAsync();
        await Expect(admin.GetByText("O servidor de e-mail aceitou o teste")).ToBeVisibleAsync();

        var page = await suite.SignInAsync("fiscal", "/contrato/incidentes");
        await OpenIncidentAsync(page);
        await RegisterTicketAsync(page);
        await ExcludeAndIncludeAsync(page);

        var number = await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).InnerTextAsync();
        var id = number.Split(' ')[1];
        await WaitForMailAsync($"Incidente {id}:");
        await WaitForMailAsync("Chamado SRV-2026-1 aberto");
        var mails = await MailsAsync();
        Assert.Single(mails, m => m.StartsWith("Chamado SRV-2026-1 aberto", StringComparison.Ordinal));
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(4);
    }

    private static async Task OpenIncidentAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar incidente" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Registrar", Exact = true }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Escolha o componente.");
        await dialog.GetByLabel("Componente").SelectOptionAsync("envio");
        await dialog.GetByLabel("Abrangência").SelectOptionAsync("total");
        await dialog.GetByLabel("Início").FillAsync("2026-07-03T10:00");
        await dialog.GetByLabel("Descrição").FillAsync("POST de mensagem responde 503 desde as 10 h.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Registrar", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Envio");
        await Expect(page.Locator(".contract-facts").First).ToContainTextAsync("03/07/2026 10:00:00");
    }

    private static async Task RegisterTicketAsync(IPage page)
    {
        await page.GetByText("Texto pronto para o chamado").First.ClickAsync();
        await Expect(page.Locator("#texto-do-chamado")).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("início do atendimento em até 1 h \\(TR 5.6.1"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar chamado" }).First.ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByLabel("Protocolo").FillAsync("SRV-2026-1");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Registrar chamado" }).ClickAsync();
        var clock = page.Locator("[data-clock=atendimento] .clock-time");
        await Expect(clock).ToContainTextAsync("faltam 0:5");
        var shown = await clock.InnerTextAsync();
        await Expect(clock).Not.ToHaveTextAsync(shown);
        await Expect(page.Locator("[data-clock=restabelecimento] .clock-time")).ToContainTextAsync("faltam 3:5");
    }

    private static async Task ExcludeAndIncludeAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Excluir do cálculo" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByText("Caso fortuito ou força maior").ClickAsync();
        await dialog.GetByLabel("Motivo").FillAsync("Rompimento de cabo submarino, conforme despacho.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Excluir do cálculo" }).ClickAsync();
        await Expect(dialog.GetByRole(AriaRole.Alert)).ToContainTextAsync("Anexe o documento que comprova");
        await dialog.GetByLabel("Documento que comprova").AttachAsync(new FilePayload { Name = "despacho.pdf", MimeType = "application/pdf", Buffer = "%PDF-1.4 despacho"u8.ToArray() });
        await Expect(dialog.GetByText("será anexado")).ToBeVisibleAsync();
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Excluir do cálculo" }).ClickAsync();
        await Expect(page.GetByText("Não conta no índice.")).ToBeVisibleAsync();

        var download = await page.RunAndWaitForDownloadAsync(() => page.Locator("a.document").First.ClickAsync());
        Assert.Equal("despacho.pdf", download.SuggestedFilename);

        await page.GetByRole(AriaRole.Button, new() { Name = "Incluir de novo" }).ClickAsync();
        await dialog.GetByLabel("Motivo").FillAsync("A prova não se refere a este período.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Incluir de novo" }).ClickAsync();
        await Expect(page.GetByText("Não conta no índice.")).Not.ToBeVisibleAsync();
        await Expect(page.Locator(".timeline")).ToContainTextAsync("Incluído de novo no cálculo");
    }

    private Task WaitForMailAsync(string subject) =>
        Eventually.TrueAsync(async () => (await MailsAsync()).Exists(m => m.StartsWith(subject, StringComparison.Ordinal)), "mail " + subject);

    private async Task<List<string>> MailsAsync() =>
        [.. (await suite.Simulator.GetFromJsonAsync<JsonElement[]>("/controle/emails"))!.Select(m => m.GetProperty("assunto").GetString()!)];
}
