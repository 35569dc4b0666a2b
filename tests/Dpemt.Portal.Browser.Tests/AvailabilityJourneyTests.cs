using System.Text.RegularExpressions;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>The fiscal officer reads a month, tries it without an incident, and closes it; the manager watches.</summary>
[Collection(BrowserSuite.Name)]
public sealed class AvailabilityJourneyTests(PortalInBrowser suite)
{
    private const string June = "/contrato/disponibilidade?mes=2026-06";

    [Fact]
    public async Task Month_ReadTriedAndClosed_TellsTheSameToBothAndStartsAGlosa()
    {
        var incident = await AddIncidentAsync();
        var officer = await suite.SignInAsync("fiscal", June);
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

        await officer.GetByRole(AriaRole.Button, new() { Name = "Fechar a competência" }).ClickAsync();
        await Expect(officer.Locator("#fechamento ~ .contract-scroll")).ToContainTextAsync("Fábio Fiscal");
        await Expect(manager.Locator(".month-summary")).ToContainTextAsync("Competência fechada, versão 1");

        await officer.GetByRole(AriaRole.Button, new() { Name = "Emitir relatório técnico" }).ClickAsync();
        await officer.WaitForURLAsync(new Regex(@"/contrato/papeis/\d+$"));
        await Expect(officer.Locator("article.paper")).ToContainTextAsync("99,4444");
        var pdf = await officer.APIRequest.GetAsync(officer.Url + "/arquivo/pdf");
        Assert.Equal("application/pdf", pdf.Headers["content-type"]);

        await officer.GotoAsync(new Uri(suite.Portal.Address, June).ToString());
        await officer.GetByRole(AriaRole.Button, new() { NameRegex = new("^Iniciar a glosa") }).ClickAsync();
        await officer.WaitForURLAsync(new Regex(@"/contrato/glosas/\d+$"));
        await Expect(officer.Locator(".glosa-now")).ToContainTextAsync("Apurada");
        await Expect(officer.Locator(".glosa-now")).ToContainTextAsync("94,52");

        await officer.Context.CloseAsync();
        await manager.Context.CloseAsync();
    }

    private async Task<long> AddIncidentAsync()
    {
        await using var db = suite.OpenDatabase();
        var start = new DateTimeOffset(2026, 6, 3, 14, 0, 0, TimeSpan.Zero);
        var incident = new Incident
        {
            Component = ServiceComponent.Sending,
            Scope = OutageScope.Total,
            StartAt = start,
            EndAt = start.AddHours(4),
            State = IncidentState.Ended,
            OriginName = "regra",
            Description = "Envio sem resposta",
            Version = 1,
            CreatedAt = start,
            ChangedAt = start,
        };
        db.Incidents.Add(incident);
        await db.SaveChangesAsync();
        return incident.Id;
    }
}
