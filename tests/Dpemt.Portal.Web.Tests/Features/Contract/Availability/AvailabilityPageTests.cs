using System.Security.Claims;
using Bunit;
using Bunit.TestDoubles;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Web.Features.Contract.Availability;
using Dpemt.Portal.Web.Hosting;
using Dpemt.Portal.Web.Tests.Features.Conversations;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Availability;

public sealed class AvailabilityPageTests : BunitContext, IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 8, 3, 12, 0, 0, TimeSpan.Zero));
    private readonly BunitAuthorizationContext _access;

    public AvailabilityPageTests()
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
    public void Month_FourHoursDown_IsAnsweredInTheFirstLines()
    {
        AddIncident("2026-07-03T14:00:00Z", "2026-07-03T18:00:00Z");
        var page = Open("mes=2026-07");

        Assert.Contains("SLA descumprido", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["99,4623\u00A0%", "0\u00A0min", "R$\u00A094,52", "sem evidência"], page.FindAll(".month-figure").Take(4).Select(f => f.TextContent));
        Assert.Contains("3 de julho: 4 h 00 min sem serviço.", page.Find(".month-strip").TextContent, StringComparison.Ordinal);
        Assert.Contains("Mais uma hora de interrupção levaria o índice a 99,3279", page.Find(".next-hour").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Tick_IncidentLeftOut_ReckonsAnewAndStandsInTheAddress()
    {
        var id = AddIncident("2026-07-03T14:00:00Z", "2026-07-03T18:00:00Z");
        var page = Open("mes=2026-07");

        page.Find(".month-table input[type=checkbox]").Change(false);

        page.WaitForAssertion(() => Assert.Contains("SLA cumprido", page.Find(".verdict").TextContent, StringComparison.Ordinal));
        Assert.Contains("diferença de −R$\u00A094,52", page.Find(".trial-notice").TextContent, StringComparison.Ordinal);
        Assert.EndsWith($"?mes=2026-07&sem={id}", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        using var db = _database.Open();
        Assert.Null(db.Incidents.Single().Excluded);
    }

    [Fact]
    public void Clock_OutageThatLasts_TakesFromTheBudgetBySecond()
    {
        AddIncident("2026-08-03T11:00:00Z", null);
        var page = Open("mes=2026-08");
        Assert.Contains("usados 60 min", page.Find(".month-figures").TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal);

        _clock.Advance(TimeSpan.FromMinutes(12));
        page.WaitForAssertion(() => Assert.Contains("usados 72 min", page.Find(".month-figures").TextContent.Replace('\u00A0', ' '), StringComparison.Ordinal));
        Assert.Contains("Uma interrupção continua agora", page.Find(".verdict").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Close_ByTheOfficer_ShowsTheVersion()
    {
        AddIncident("2026-07-03T14:00:00Z", "2026-07-03T18:00:00Z");
        var page = Open("mes=2026-07");

        Button(page, "Fechar a competência").Click();

        page.WaitForAssertion(() => Assert.Contains("A versão 1 está em dia", page.Markup, StringComparison.Ordinal));
        using var db = _database.Open();
        Assert.Equal("Fábio Fiscal", db.MonthVersions.Single().ByName);
        Assert.Contains(db.MonthVersions.Single().Sha256, page.Find(".hash").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Gap_WithoutDecision_ShowsBothAnswersAndRefusesToClose()
    {
        AddIncident("2026-07-03T14:00:00Z", "2026-07-03T16:30:00Z");
        var page = Open("mes=2026-07");

        Assert.Contains("na lacuna da tabela", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("lacuna pela faixa de baixo", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Registre a decisão sobre a lacuna", page.Find("#obstaculo").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Fechar a competência", StringComparison.Ordinal));
        Assert.Equal(2, page.FindAll("button").Count(b => b.TextContent.Trim() == "Registrar decisão"));
    }

    [Fact]
    public void Reader_WithoutThePolicy_SeesTheWordsAndNoActs()
    {
        _access.SetPolicies(Policies.SeeContract);
        AddIncident("2026-07-03T14:00:00Z", "2026-07-03T18:00:00Z");
        var page = Open("mes=2026-07");

        Assert.Contains("SLA descumprido", page.Find(".verdict").TextContent, StringComparison.Ordinal);
        Assert.Contains("cabe ao fiscal do contrato", page.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), b => b.TextContent.Contains("Registrar", StringComparison.Ordinal) || b.TextContent.Contains("Fechar", StringComparison.Ordinal));
    }

    [Fact]
    public void Year_BrokenMonth_StandsInTheListWithItsProposals()
    {
        AddIncident("2026-07-03T14:00:00Z", "2026-07-03T18:00:00Z");
        Services.GetRequiredService<NavigationManager>().NavigateTo("contrato/disponibilidade/ano?ano=2026");
        var page = Render<AvailabilityYearPage>();

        page.WaitForAssertion(() => Assert.Contains("Uma competência abaixo do SLA", page.Markup, StringComparison.Ordinal));
        Assert.Contains("99,4623", page.Find("tr.broken").TextContent, StringComparison.Ordinal);
        Assert.Equal(["TR 5.6.2", "TR 27.2"], page.FindAll(".proposals dt").Select(t => t.TextContent));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text) => page.FindAll("button").Single(b => b.TextContent.Trim() == text);

    private IRenderedComponent<IComponent> Open(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("contrato/disponibilidade?" + query);
        var page = Render(builder =>
        {
            builder.OpenComponent<MudPopoverProvider>(0);
            builder.CloseComponent();
            builder.OpenComponent<MudDialogProvider>(1);
            builder.CloseComponent();
            builder.OpenComponent<AvailabilityPage>(2);
            builder.CloseComponent();
        });
        page.WaitForElement("#fechamento");
        return page;
    }

    private long AddIncident(string from, string? until)
    {
        using var db = _database.Open();
        var start = DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture);
        var incident = new Incident
        {
            Component = ServiceComponent.Sending,
            Scope = OutageScope.Total,
            StartAt = start,
            EndAt = until is null ? null : DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
            State = until is null ? IncidentState.Open : IncidentState.Ended,
            OriginName = "regra",
            Description = "Envio sem resposta",
            Version = 1,
            CreatedAt = start,
            ChangedAt = start,
        };
        db.Incidents.Add(incident);
        db.SaveChanges();
        return incident.Id;
    }
}
