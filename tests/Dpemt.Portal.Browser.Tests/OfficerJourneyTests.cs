using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using UglyToad.PdfPig;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>
/// The fiscal officer from an outage to the applied glosa, with every paper read; a colleague and the manager watch. June 2026
/// belongs to this journey alone.
/// </summary>
[Collection(BrowserSuite.Name)]
public sealed class OfficerJourneyTests(PortalInBrowser suite)
{
    private const string June = "/contrato/disponibilidade?mes=2026-06";

    [Fact]
    public async Task Officer_FromOutageToAppliedGlosa_LeadsItWithEveryPaper()
    {
        var incident = await ReportOutageAsync();
        var officer = await suite.SignInAsync("fiscal", $"/contrato/incidentes/{incident}");
        await LeadTicketAsync(officer);
        await ReadMonthAsync(officer, incident);
        await RecordBilledValueAsync(officer);
        await CloseMonthAsync(officer);
        await IssueReportAsync(officer);

        await officer.GotoAsync(new Uri(suite.Portal.Address, June).ToString());
        await officer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Iniciar a glosa de R\\$.100,00") }).ClickAsync();
        await officer.WaitForURLAsync(new Regex(@"/contrato/glosas/\d+$"));
        await Expect(officer.Locator(".glosa-now")).ToContainTextAsync("Apurada");
        var colleague = await suite.SignInAsync("fiscal2", new Uri(officer.Url).AbsolutePath);
        await Expect(colleague.Locator(".next-step")).ToContainTextAsync("notificar a contratada");
        await NotifyAsync(officer);
        await Expect(colleague.Locator(".glosa-now")).ToContainTextAsync("Notificada");
        await DefendAndDecideAsync(officer);
        await ApplyAsync(officer);
        await Expect(colleague.Locator(".glosa-now")).ToContainTextAsync("Aplicada");
        await Expect(colleague.Locator(".callout.warning")).ToContainTextAsync("Fábio Fiscal");

        await officer.Context.CloseAsync();
        await colleague.Context.CloseAsync();
    }

    private async Task<long> ReportOutageAsync()
    {
        using var client = new HttpClient { BaseAddress = suite.Portal.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", "dev-key");
        using var answer = await client.PostAsJsonAsync("/api/v1/contrato/incidentes", new
        {
            componente = "envio",
            abrangencia = "total",
            inicio = "2026-06-03T10:00:00-04:00",
            fim = "2026-06-03T14:00:00-04:00",
            descricao = "Envio de mensagens responde 503.",
            origem = "monitor externo",
            chaveIdempotencia = "jornada-do-fiscal",
        });
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
    }

    /// <summary>Attended after 25 minutes, restored after 3 h 55 min: both limits kept, and the time down counts all the same.</summary>
    private static async Task LeadTicketAsync(IPage page)
    {
        await Expect(page.Locator(".contract-facts").First).ToContainTextAsync("03/06/2026 10:00:00");
        await ActAsync(page, "Registrar chamado", "Registrar chamado", ("Protocolo", "SRV-2026-6"), ("Aberto em", "2026-06-03T10:05"));
        await ActAsync(page, "Atendimento iniciado", "Registrar", ("Atendimento iniciado em", "2026-06-03T10:30"));
        await ActAsync(page, "Serviço restabelecido", "Registrar", ("Restabelecido em", "2026-06-03T14:00"));
        await Expect(page.Locator("[data-clock=atendimento]")).ToContainTextAsync("10:30:00");
        await Expect(page.Locator("[data-clock=restabelecimento]")).ToContainTextAsync("14:00:00");
        await Expect(page.Locator(".clock.met")).ToHaveCountAsync(2);
    }

    private async Task ReadMonthAsync(IPage officer, long incident)
    {
        await officer.GotoAsync(new Uri(suite.Portal.Address, June).ToString());
        await Expect(officer.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("junho de 2026");
        await Expect(officer.Locator(".month-summary")).ToContainTextAsync("SLA descumprido");
        await Expect(officer.Locator(".month-summary")).ToContainTextAsync("99,4444");
        await Expect(officer.Locator(".month-summary")).ToContainTextAsync("94,52");

        await officer.GetByLabel($"Contar o incidente {incident}").FocusAsync();
        await officer.Keyboard.PressAsync("Space");
        await Expect(officer.Locator(".month-summary")).ToContainTextAsync("SLA cumprido");
        await Expect(officer).ToHaveURLAsync(new Regex($"sem={incident}$"));

        var manager = await suite.SignInAsync("gestor", new Uri(officer.Url).PathAndQuery);
        await Expect(manager.Locator(".trial-notice")).ToContainTextAsync("Nada foi guardado");
        await Expect(manager.Locator(".month-summary")).ToContainTextAsync("100,0000");
        await Expect(manager.GetByRole(AriaRole.Button, new() { Name = "Fechar a competência" })).ToHaveCountAsync(0);
        await manager.GetByRole(AriaRole.Link, new() { Name = "Voltar aos números reais" }).ClickAsync();
        await Expect(manager.Locator(".month-summary")).ToContainTextAsync("99,4444");
        await manager.Context.CloseAsync();

        await officer.GotoAsync(new Uri(suite.Portal.Address, June).ToString());
        await officer.WaitUntilInteractiveAsync();
    }

    private static async Task RecordBilledValueAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar valor faturado" }).ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        await dialog.GetByLabel("Valor faturado no mês").FillAsync("20.000,00");
        await dialog.GetByLabel("De onde vem").FillAsync("Fatura 71/2026");
        await AttachAsync(page, "#faturado-documento", "fatura-71.pdf");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Registrar" }).ClickAsync();
        // 0,5 % of 20 000,00 (TR 5.7.1).
        await Expect(page.Locator(".month-summary")).ToContainTextAsync("100,00");
    }

    private static async Task CloseMonthAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Fechar a competência" }).ClickAsync();
        await Expect(page.Locator("#fechamento ~ .contract-scroll")).ToContainTextAsync("Fábio Fiscal");
        await Expect(page.Locator(".month-summary")).ToContainTextAsync("Competência fechada, versão 1");
    }

    private static async Task IssueReportAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Emitir relatório técnico" }).ClickAsync();
        await page.WaitForURLAsync(new Regex(@"/contrato/papeis/\d+$"));
        await Expect(page.Locator("article.paper")).ToContainTextAsync("99,4444");
        var link = page.GetByRole(AriaRole.Link, new() { NameRegex = new("PDF") }).First;
        var text = await DownloadTextAsync(page, link, new("^relatorio-tecnico-\\d{3}-2026\\.pdf$"));
        Assert.Contains("99,4444", text, StringComparison.Ordinal);
        Assert.Contains("20.000,00", text, StringComparison.Ordinal);
        Assert.Contains("100,00", text, StringComparison.Ordinal);
        Assert.Contains("03/06/2026 10:00:00", text, StringComparison.Ordinal);
    }

    /// <summary>The notification that the portal issues is the act's document, in one click.</summary>
    private static async Task NotifyAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Usar a notificação do portal" }).ClickAsync();
        await Expect(page.Locator("#ato-documento-nota")).ToContainTextAsync("notificacao-", new() { Timeout = 40_000 });
        await Expect(page.Locator(".act-preview")).ToContainTextAsync("15 dias úteis");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar notificação" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Notificada");
        await Expect(page.Locator(".glosa-now .deadlines")).ToContainTextAsync("a confirmar pela assessoria jurídica");
        var text = await DownloadTextAsync(page, page.Locator(".timeline a.document").Last, new("^notificacao-\\d{3}-2026\\.pdf$"));
        Assert.Contains("100,00", text, StringComparison.Ordinal);
        Assert.Contains("Relatório técnico", text, StringComparison.Ordinal);
    }

    private static async Task DefendAndDecideAsync(IPage page)
    {
        await AttachAsync(page, "#ato-documento", "defesa.pdf");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar defesa" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Com defesa");

        await page.GetByRole(AriaRole.Radio, new() { Name = "Reduzir o valor" }).CheckAsync();
        await page.GetByLabel("Valor reduzido").FillAsync("60,00");
        await page.GetByLabel("Motivos").FillAsync("A defesa procede em parte.");
        await Expect(page.Locator(".act-preview")).ToContainTextAsync("de R$ 100,00 para R$ 60,00");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar decisão" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Decidida", new() { Timeout = 40_000 });
        await Expect(page.Locator(".timeline a.document").Last).ToContainTextAsync("decisao-");
        var text = await DownloadTextAsync(page, page.Locator(".timeline a.document").Last, new("^decisao-\\d{3}-2026\\.pdf$"));
        Assert.Contains("Glosa reduzida", text, StringComparison.Ordinal);
        Assert.Contains("60,00", text, StringComparison.Ordinal);
        Assert.Contains("A defesa procede em parte.", text, StringComparison.Ordinal);
    }

    private static async Task ApplyAsync(IPage page)
    {
        await page.GetByLabel("Número da fatura").FillAsync("77/2026");
        await page.GetByLabel("Valor da fatura").FillAsync("18.904,49");
        await Expect(page.Locator(".act-preview")).ToContainTextAsync("R$ 60,00 deduzidos da fatura 77/2026 de 07/2026");
        await page.GetByRole(AriaRole.Button, new() { Name = "Registrar dedução" }).ClickAsync();
        await Expect(page.Locator(".glosa-now")).ToContainTextAsync("Aplicada");
        await Expect(page.Locator(".timeline > li")).ToHaveCountAsync(6);
    }

    private static async Task ActAsync(IPage page, string open, string save, params (string Label, string Value)[] fields)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = open, Exact = true }).First.ClickAsync();
        var dialog = page.Locator(".mud-dialog");
        foreach (var (label, value) in fields)
            await dialog.GetByLabel(label).FillAsync(value);
        await dialog.GetByRole(AriaRole.Button, new() { Name = save, Exact = true }).ClickAsync();
        await dialog.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    private static async Task AttachAsync(IPage page, string input, string name)
    {
        await page.Locator(input).AttachAsync(new FilePayload { Name = name, MimeType = "application/pdf", Buffer = "%PDF-1.7 teste"u8.ToArray() });
        await Expect(page.Locator(input + "-nota")).ToContainTextAsync(name);
    }

    private static async Task<string> DownloadTextAsync(IPage page, ILocator link, Regex name)
    {
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync(), new() { Timeout = 40_000 });
        Assert.Matches(name, download.SuggestedFilename);
        using var pdf = PdfDocument.Open(await File.ReadAllBytesAsync(await download.PathAsync()));
        var text = new StringBuilder();
        foreach (var word in pdf.GetPages().SelectMany(p => p.GetWords()))
            text.Append(word.Text).Append(' ');
        return text.ToString();
    }
}
