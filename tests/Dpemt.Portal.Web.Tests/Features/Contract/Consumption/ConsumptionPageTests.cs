using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Web.Features.Contract.Consumption;
using Dpemt.Portal.Web.Hosting;
using Dpemt.Portal.Web.Tests.Features.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Consumption;

public sealed class ConsumptionPageTests : BunitContext, IAsyncLifetime
{
    private static readonly DateTimeOffset July = new(2026, 7, 10, 15, 0, 0, TimeSpan.Zero);

    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 8, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly BunitAuthorizationContext _access;

    public ConsumptionPageTests()
    {
        DefaultWaitTimeout = TimeSpan.FromSeconds(30);
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddDesk(_database, _clock);
        Services.AddContract();
        _access = AddAuthorization();
        _access.SetAuthorized("Fábio Fiscal");
        _access.SetClaims(new Claim(ClaimTypes.NameIdentifier, "01980000-0000-7000-8000-0000000000f1"));
        _access.SetPolicies(Policies.SeeContract, Policies.InspectContract);
        SetRendererInfo(new RendererInfo("Server", isInteractive: true));
    }

    public async Task InitializeAsync() =>
        await Services.GetRequiredService<ImportContract>().RunAsync(Actor.Portal, "001/2026", new(2026, 6, 1), null, ContractTerms.SignedDocument, default);

    async Task IAsyncLifetime.DisposeAsync()
    {
        await DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Month_WithMessages_ShowsItemsTotalAndWhatIsNotDue()
    {
        await DeliverAsync(null, 3);
        await DeliverAsync("UTILITY", 2);
        await DeliverAsync("UTILITY", 1, MessageStatus.Accepted);
        await Services.GetRequiredService<CountConsumption>().RunAsync(default);

        var page = Open("mes=2026-07");

        // 425,50 + 2 × 0,0636 (0,13) + 3 × 0,01 (0,03) + 2 × 0,02 (0,04)
        Assert.Equal("R$\u00A0425,70", page.Find("#valor").TextContent);
        Assert.Equal(["5", "2", "0", "1"], page.FindAll(".month-figure").Select(f => f.TextContent));
        var rows = page.FindAll(".use-table tbody tr").ToDictionary(r => r.QuerySelector("th")!.TextContent, r => r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()).ToArray());
        Assert.Equal(["2", "R$\u00A00,0636", "R$\u00A00,13"], rows["5"][1..]);
        Assert.Equal(["3", "R$\u00A00,0100", "R$\u00A00,03"], rows["17"][1..]);
        Assert.Equal("contrato/consumo/mensagens?mes=2026-07&categoria=utilidade&motivo=cobrada", page.FindAll(".use-table a").Single(a => a.TextContent == "2" && a.GetAttribute("href")!.Contains("utilidade", StringComparison.Ordinal)).GetAttribute("href"));
        Assert.DoesNotContain("6", rows.Keys);
    }

    [Fact]
    public async Task HigherTiers_WhenAsked_AreShown()
    {
        await Services.GetRequiredService<CountConsumption>().RunAsync(default);
        var page = Open("mes=2026-07");
        Assert.Equal(8, page.FindAll(".use-table tbody tr").Count);

        page.FindAll("button").Single(b => b.TextContent.Contains("10 faixas", StringComparison.Ordinal)).Click();

        Assert.Equal(18, page.FindAll(".use-table tbody tr").Count);
    }

    [Fact]
    public async Task Close_ThenReopen_IsShownWithItsVersions()
    {
        await DeliverAsync("MARKETING", 1);
        await Services.GetRequiredService<CountConsumption>().RunAsync(default);
        var page = Open("mes=2026-07");

        page.FindAll("button").Single(b => b.TextContent == "Fechar o consumo").Click();

        page.WaitForAssertion(() => Assert.Contains("Consumo fechado, versão 1.", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        page.Find("#reabrir-motivo").Input("Conferência com a contratada");
        page.FindAll("button").Single(b => b.TextContent == "Reabrir o consumo").Click();
        page.WaitForAssertion(() => Assert.Contains("ainda não fechada", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.Contains("Conferência com a contratada", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Month_NothingCounted_SaysSo_AndWhoMayNotActSeesNoButton()
    {
        _access.SetPolicies(Policies.SeeContract);

        var page = Open("mes=2026-07");

        Assert.Contains("Nada foi contado ainda", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Fechar o consumo", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Messages_OfALine_ShowNoWamid_AndOnlyTheInspectorMayTakeTheFile()
    {
        await DeliverAsync("MARKETING", 2);
        await Services.GetRequiredService<CountConsumption>().RunAsync(default);
        Services.GetRequiredService<NavigationManager>().NavigateTo("contrato/consumo/mensagens?mes=2026-07&categoria=marketing");

        var page = Render<MeteredMessagesPage>();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll("tbody tr").Count));
        Assert.DoesNotContain("wamid.", page.Markup, StringComparison.Ordinal);
        Assert.Equal("contrato/consumo/2026-07/mensagens.csv?categoria=marketing", page.Find("a[download]").GetAttribute("href"));
        _access.SetPolicies(Policies.SeeContract);
        Assert.Empty(Render<MeteredMessagesPage>().FindAll("a[download]"));
    }

    private IRenderedComponent<IComponent> Open(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("contrato/consumo?" + query);
        var page = Render(builder =>
        {
            builder.OpenComponent<MudPopoverProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<ConsumptionPage>(1);
            builder.CloseComponent();
        });
        page.WaitForElement("#fechamento");
        return page;
    }

    private async Task DeliverAsync(string? category, int times, MessageStatus status = MessageStatus.Delivered)
    {
        await using var db = _database.Open();
        for (var i = 0; i < times; i++)
        {
            var message = new Message
            {
                CitizenId = Guid.NewGuid(),
                Author = MessageAuthor.Bot,
                Kind = category is null ? MessageKind.Text : MessageKind.Template,
                Template = category is null ? null : "aviso",
                TemplateCategory = category,
                Wamid = "wamid.TESTE",
                Status = status,
                OccurredAt = July,
                CreatedAt = July,
            };
            db.Messages.Add(message);
            await db.SaveChangesAsync();
            db.MessageStatusChanges.Add(new() { MessageId = message.Id, Status = status, OccurredAt = July.AddSeconds(2), ReceivedAt = July.AddSeconds(3) });
            await db.SaveChangesAsync();
        }
    }
}
