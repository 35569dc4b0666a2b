using System.Text.RegularExpressions;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Testing.Processes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Dpemt.Portal.Browser.Tests;

/// <summary>A fiscal officer goes from the first page to a balance, a scenario, and holds back what is not essential.</summary>
[Collection(BrowserSuite.Name)]
public sealed class ForecastJourneyTests(PortalInBrowser suite) : IAsyncLifetime
{
    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The switch holds for the whole portal: the journeys after this one find it off.</summary>
    public async Task DisposeAsync()
    {
        await using var db = suite.OpenDatabase();
        await db.EssentialOnly.ExecuteDeleteAsync();
    }

    [Fact]
    public async Task Officer_FromThePanelToAForecastAndAScenario_HoldsBackMarketing()
    {
        var officer = await suite.SignInAsync("fiscal", "/");
        await Expect(officer.Locator(".panel-card").First).ToContainTextAsync("Disponibilidade");
        await Expect(officer.Locator(".balance-strip li")).ToHaveCountAsync(6);
        await officer.Locator(".panel-card").Filter(new() { HasText = "Primeiro saldo a acabar" }).ClickAsync();

        await officer.WaitForURLAsync(new Regex("/contrato/consumo/previsao"));
        await Expect(officer.Locator(".callout.warning")).ToContainTextAsync("décimo mês");
        await officer.GetByRole(AriaRole.Link, new() { Name = "Modelos de marketing" }).ClickAsync();
        await Expect(officer.Locator("#curva")).ToContainTextAsync("Modelos de marketing, item 4");

        await officer.GetByRole(AriaRole.Link, new() { Name = "Cenários em R$" }).ClickAsync();
        await officer.GetByLabel("Preço da mensagem de serviço").FillAsync("0,0636");
        await officer.GetByLabel("Mensagens por atendimento").FillAsync("8");
        await officer.GetByLabel("Crescimento sobre o mês do ETP").FocusAsync();
        // Eight times 1 419 000 service messages at R$ 0,0636, and seven more simple sendings for each.
        await Expect(officer.Locator(".scenarios tfoot")).ToContainTextAsync(new Regex(@"\+\sR\$\s821\.317,20"));
        await officer.WaitForURLAsync(new Regex(@"servico=0\.0636&mensagens=8"));
        await officer.ReloadAsync();
        await Expect(officer.GetByLabel("Mensagens por atendimento")).ToHaveValueAsync("8");

        await officer.GetByRole(AriaRole.Link, new() { Name = "Previsão dos saldos" }).First.ClickAsync();
        await officer.Locator(".essential").GetByRole(AriaRole.Button, new() { Name = "Ligar" }).ClickAsync();
        var dialog = officer.GetByRole(AriaRole.Dialog);
        await dialog.GetByLabel("Motivo").FillAsync("O saldo de marketing está no fim do ano contratual.");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Ligar o modo" }).ClickAsync();
        await Expect(officer.Locator(".essential .tag")).ToHaveTextAsync("ligado");

        await MarketingIsRefusedAtTheDeskAsync();

        await officer.GotoAsync(new Uri(suite.Portal.Address, "/").ToString());
        await Expect(officer.Locator(".callout.warning")).ToContainTextAsync("Só mensagens essenciais");
        var file = await officer.APIRequest.GetAsync(new Uri(suite.Portal.Address, "/contrato/prazos.ics").ToString());
        Assert.StartsWith("text/calendar", file.Headers["content-type"], StringComparison.Ordinal);
        Assert.StartsWith("BEGIN:VCALENDAR", await file.TextAsync(), StringComparison.Ordinal);
    }

    private async Task MarketingIsRefusedAtTheDeskAsync()
    {
        await new SimulatedCitizen(suite.Simulator, "5565999990305").WalkToQueueAsync(account: "quero a guarda do meu neto previsão ômega");
        var desk = await suite.SignInAsync("recepcao1", "/atendimento/fila");
        var conversation = await desk.ClaimAsync("previsão ômega");
        await using var db = suite.OpenDatabase();
        var now = TimeProvider.System.GetUtcNow();
        var citizen = await db.Conversations.Where(c => c.Id == conversation).Select(c => c.CitizenId).SingleAsync();
        if (!await db.Templates.AnyAsync(t => t.Name == "mutirao_previsao"))
            db.Templates.Add(new Template { Name = "mutirao_previsao", Category = "MARKETING", Language = "pt_BR", Status = "APPROVED", Body = "Venha ao mutirão.", Components = "[]", SeenAt = now });
        var message = new Message
        {
            CitizenId = citizen,
            ConversationId = conversation,
            Author = MessageAuthor.System,
            Kind = MessageKind.Template,
            Text = "Venha ao mutirão.",
            Content = """{"template":"mutirao_previsao","bodyParameters":[]}""",
            Status = MessageStatus.Queued,
            OccurredAt = now,
            CreatedAt = now,
        };
        db.OutboxEntries.Add(new OutboxEntry { Message = message, CitizenId = citizen, Priority = SendPriority.Marketing, DueAt = now });
        await db.SaveChangesAsync();

        await Expect(desk.GetByText("modelos de marketing estão retidos")).ToHaveCountAsync(1, new() { Timeout = 60_000 });
        Assert.Equal(MessageStatus.Failed, await db.Messages.Where(m => m.Id == message.Id).Select(m => m.Status).SingleAsync());
        Assert.Equal(1, await db.EssentialOnly.CountAsync(e => e.On));
    }
}
