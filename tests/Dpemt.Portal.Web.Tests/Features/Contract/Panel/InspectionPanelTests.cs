using Bunit;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Contract.Glosas;
using Dpemt.Portal.Contract.Incidents;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Web.Features.Contract.Panel;
using Dpemt.Portal.Web.Features.Home;
using Dpemt.Portal.Web.Hosting;
using Dpemt.Portal.Web.Tests.Features.Contract.Forecasts;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Panel;

public sealed class InspectionPanelTests : ForecastContext
{
    private static readonly Actor Officer = Actor.Person(Guid.Parse("01980000-0000-7000-8000-0000000000f1"), "Fábio Fiscal");

    [Fact]
    public async Task Panel_MonthWithAnOutage_AnswersInItsCardsAndEachOpensItsList()
    {
        await ImportAsync();
        using (var db = Database.Open())
        {
            db.Incidents.Add(new Incident
            {
                Component = ServiceComponent.Sending,
                StartAt = new(2026, 9, 3, 14, 0, 0, TimeSpan.Zero),
                EndAt = new(2026, 9, 3, 18, 0, 0, TimeSpan.Zero),
                State = IncidentState.Ended,
                Origin = IncidentOrigin.Person,
                OriginName = "Fábio Fiscal",
                Description = "Falhou.",
                Version = 1,
                CreatedAt = Clock.GetUtcNow(),
                ChangedAt = Clock.GetUtcNow(),
            });
            db.SaveChanges();
        }

        var panel = Open();

        Assert.Equal(["99,4444\u00A0%", "0\u00A0min", "R$\u00A094,52"], panel.FindAll(".panel-figure").Take(3).Select(f => f.TextContent));
        Assert.Equal(
            ["contrato/disponibilidade", "contrato/incidentes", "contrato/glosas", "contrato/disponibilidade?mes=2026-06", "contrato/disponibilidade/medicao", "contrato/consumo/previsao?saldo=marketing"],
            panel.FindAll(".panel-card").Select(c => c.GetAttribute("href")));
        Assert.Contains("a mais antiga é 06/2026", panel.FindAll(".panel-card")[3].TextContent, StringComparison.Ordinal);
        Assert.Contains("08/03/2027", panel.FindAll(".panel-card")[5].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Panel_DeadlinesOfTheWeek_StandWithClauseAndDaysLeft()
    {
        await ImportAsync();
        Assert.Contains("Nenhum prazo vence", Open().Markup, StringComparison.Ordinal);
        var id = (await Services.GetRequiredService<StartGlosa>().RunAsync(Officer, new(1, 1, new(2026, 8), 99.1234m, 0.5m, 18_904.49m, false, "TR 5.7.1, v1", null), default)).Id!.Value;
        using (var db = Database.Open())
        {
            var glosa = db.Glosas.Single(g => g.Id == id);
            (glosa.State, glosa.DefenceDueOn) = (GlosaState.Notified, new DateOnly(2026, 9, 14));
            db.SaveChanges();
        }

        var panel = Open();

        var line = panel.Find(".deadlines li").TextContent;
        Assert.Contains("14/09/2026", line, StringComparison.Ordinal);
        Assert.Contains("faltam 4 dias", line, StringComparison.Ordinal);
        Assert.Equal(DeadlineEndpoint.Path, panel.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Panel_BalancesQuestionsAndSwitch_AreShown()
    {
        await ImportAsync();
        Use(ItemKind.Marketing, 1_000, 101);
        await Services.GetRequiredService<SwitchEssentialOnly>().RunAsync(Officer, new(true, false, null, "O saldo de marketing está no fim.", 0), default);

        var panel = Open();

        Assert.Equal(6, panel.FindAll(".balance-strip li").Count);
        Assert.Contains("passou de 80 %", panel.FindAll(".balance-strip li")[1].TextContent, StringComparison.Ordinal);
        Assert.Contains("Só mensagens essenciais", panel.Find(".callout.warning").TextContent, StringComparison.Ordinal);
        Assert.Contains("contradições do contrato sem decisão", panel.Markup, StringComparison.Ordinal);
        Assert.Equal(4, panel.FindAll(".panel-questions li").Count);
    }

    [Fact]
    public void Home_WithoutContractAndDesk_KeepsItsCards()
    {
        Access.SetPolicies(Policies.Administer);
        var home = Render<HomePage>();

        Assert.Empty(home.FindAll(".panel-card"));
        Assert.Contains(home.FindAll(".card-title"), c => c.TextContent == "Usuários");
    }

    [Fact]
    public async Task Home_Officer_SeesThePanelBeforeTheRest()
    {
        await ImportAsync();
        var home = Render<HomePage>();

        home.WaitForElement(".panel-cards");
        Assert.Contains(home.FindAll(".card-title"), c => c.TextContent == "Previsão dos saldos");
    }

    private IRenderedComponent<InspectionPanel> Open()
    {
        var panel = Render<InspectionPanel>();
        panel.WaitForElement(".panel-cards");
        return panel;
    }
}
