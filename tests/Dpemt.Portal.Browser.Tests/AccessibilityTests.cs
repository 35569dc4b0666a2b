using System.Net.Http.Json;
using System.Text.Json;
using Deque.AxeCore.Playwright;
using Dpemt.Portal.Contract.Invoices;
using Dpemt.Portal.Testing.Processes;
using Microsoft.Playwright;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>Every page by axe (WCAG 2.2 AA), light and dark, and at the width of a small phone.</summary>
[Collection(BrowserSuite.Name)]
public sealed class AccessibilityTests(PortalInBrowser suite)
{
    private static readonly string[] Rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

    public static TheoryData<string, string> Pages() => new()
    {
        { "", "/entrar" },
        { "recepcao1", "/" },
        { "recepcao1", "/atendimento/fila" },
        { "recepcao1", "/conta/senha" },
        { "recepcao1", "/conta/dois-fatores" },
        { "", "/nao-encontrada" },
        { "cdi", "/administracao/usuarios" },
        { "cdi", "/administracao/recepcoes" },
        { "cdi", "/administracao/recepcoes/nova" },
        { "cdi", "/administracao/feriados" },
        { "cdi", "/administracao/servicos" },
        { "cdi", "/administracao/perguntas" },
        { "cdi", "/administracao/textos" },
        { "cdi", "/administracao/respostas-rapidas" },
        { "fiscal", "/contrato/disponibilidade" },
        { "fiscal", "/contrato/disponibilidade/ano" },
        { "fiscal", "/contrato/disponibilidade/medicao" },
        { "cdi", "/administracao/avisos" },
        { "fiscal", "/" },
        { "fiscal", "/contrato/consumo" },
        { "fiscal", "/contrato/consumo/mensagens" },
        { "fiscal", "/contrato/faturas" },
        { "fiscal", "/contrato/faturas/nova" },
        { "fiscal", "/contrato/termos" },
        { "fiscal", "/contrato/termos/propostas" },
        { "fiscal", "/contrato/termos/propostas/nova" },
        { "fiscal", "/contrato/termos/reajuste" },
        { "fiscal", "/contrato/termos/quantitativos" },
        { "fiscal", "/contrato/termos/questoes" },
        { "fiscal", "/contrato/consumo/previsao" },
        { "fiscal", "/contrato/consumo/cenarios?servico=0.0636&mensagens=8" },
        { "fiscal", "/contrato/incidentes" },
        { "fiscal", "/contrato/glosas" },
        { "fiscal", "/contrato/ocorrencias" },
        { "fiscal", "/contrato/ocorrencias/nova?requisito=historico" },
        { "fiscal", "/contrato/sancoes" },
        { "cdi", "/administracao/chaves" },
    };

    [Theory, MemberData(nameof(Pages))]
    public async Task Page_AtDeskAndPhone_HasNoFaultOfAccessibility(string user, string path)
    {
        await CheckAsync(user, path, width: 1440, height: 900, dark: false);
        await CheckAsync(user, path, width: 360, height: 740, dark: true);
    }

    [Fact]
    public async Task Conversation_AtDeskAndPhone_HasNoFaultOfAccessibility()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990201").WalkToQueueAsync(account: "quero a guarda da minha neta acessível zeta");
        var desk = await suite.SignInAsync("supervisor", "/atendimento/fila");
        var link = desk.Locator(".q-row").Filter(new() { HasText = "acessível zeta" }).Locator("a[data-row-link]");
        var address = new Uri(await link.EvaluateAsync<string>("a => a.href")).AbsolutePath;

        await CheckAsync("supervisor", address, width: 1440, height: 900, dark: false, ready: ".bubble");
        await CheckAsync("supervisor", address, width: 360, height: 740, dark: true, ready: ".bubble");
    }

    [Fact]
    public async Task Incident_AtDeskAndPhone_HasNoFaultOfAccessibility()
    {
        using var client = new HttpClient { BaseAddress = suite.Portal.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", "dev-key");
        using var report = await client.PostAsJsonAsync("/api/v1/contrato/incidentes", new
        {
            componente = "status",
            abrangencia = "total",
            inicio = "2026-07-04T10:00:00-04:00",
            fim = "2026-07-04T10:20:00-04:00",
            descricao = "Consulta de status responde 503.",
            origem = "teste",
            chaveIdempotencia = "acessibilidade",
        });
        var address = $"/contrato/incidentes/{(await report.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id")}";

        await CheckAsync("fiscal", address, width: 1440, height: 900, dark: false, ready: ".figures");
        await CheckAsync("fiscal", address, width: 360, height: 740, dark: true, ready: ".figures");
    }

    [Fact]
    public async Task Invoice_AtDeskAndPhone_HasNoFaultOfAccessibility()
    {
        await using var db = suite.OpenDatabase();
        var invoice = new Invoice { Number = "NF acessível", Month = new(2026, 8), IssuedOn = new(2026, 9, 1), Total = 34m, RegisteredByName = "Fábio Fiscal" };
        invoice.Lines.Add(new() { Position = 1, Item = 3, Description = "Mensagem de Serviço", Quantity = 400, UnitPrice = 0.01m, Value = 4m });
        invoice.Lines.Add(new() { Position = 2, Item = 18, Description = "Envio de Mensagem – Modelo", Quantity = 1500, UnitPrice = 0.02m, Value = 30m });
        db.Invoices.Add(invoice);
        await db.SaveChangesAsync();

        await CheckAsync("fiscal", $"/contrato/faturas/{invoice.Id}", width: 1440, height: 900, dark: false, ready: ".differences");
        await CheckAsync("fiscal", $"/contrato/faturas/{invoice.Id}", width: 360, height: 740, dark: true, ready: ".differences");
    }

    private async Task CheckAsync(string user, string path, int width, int height, bool dark, string? ready = null)
    {
        var page = await suite.OpenAsync(width, height, dark);
        if (user.Length == 0)
            await page.GotoAsync(new Uri(suite.Portal.Address, path).ToString());
        else
            await page.SignInAsync(suite.Portal, user, path);
        await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).First.WaitForAsync();
        if (ready is not null)
            await page.Locator(ready).First.WaitForAsync();

        var result = await page.RunAxe(new() { RunOnly = new() { Type = "tag", Values = [.. Rules] } });
        var faults = result.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ToArray();
        Assert.True(faults.Length == 0, $"{path} at {width} px: {string.Join("\n", faults)}");

        var overflow = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        Assert.True(overflow <= 0, $"{path} scrolls sideways by {overflow} px at {width} px.");
        await page.Context.CloseAsync();
    }
}
