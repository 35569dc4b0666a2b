using Bunit;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Web.Features.Contract.Forecasts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Forecasts;

public sealed class ScenarioPageTests : ForecastContext
{
    [Fact]
    public async Task Page_WithoutChoice_ShowsEachScenarioAloneBesideTheContract()
    {
        await ImportAsync();
        var page = Open("");

        var rows = page.FindAll(".scenarios tr").Skip(1).Select(r => r.TextContent).ToList();
        Assert.Equal(7, rows.Count);
        Assert.Contains("R$\u00A0226.853,81", rows[0], StringComparison.Ordinal);
        Assert.Contains("+\u00A0R$\u00A090.248,40", rows[1], StringComparison.Ordinal);
        Assert.Contains("+\u00A0R$\u00A099.330,00", rows[2], StringComparison.Ordinal);
        Assert.Contains("−R$\u00A0", rows[3], StringComparison.Ordinal);
        Assert.Contains("igual", rows[4], StringComparison.Ordinal);
        Assert.Contains("30\u00A0%", rows[5], StringComparison.Ordinal);
        Assert.Contains("Nada foi escolhido", rows[6], StringComparison.Ordinal);
        Assert.Contains("O contrato imprime R$\u00A0226.853,86", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choice_StandsInTheAddressAndInTheSum()
    {
        await ImportAsync();
        var page = Open("mensagens=2");
        Assert.Contains("+\u00A0R$\u00A014.190,00", Sum(page), StringComparison.Ordinal);

        page.Find("#cenario-servico").Change("0,0636");

        page.WaitForAssertion(() => Assert.Contains("+\u00A0R$\u00A0194.686,80", Sum(page), StringComparison.Ordinal));
        Assert.EndsWith("contrato/consumo/cenarios?servico=0.0636&mensagens=2", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
        page.Find("#cenario-faixas").Change("ano");
        page.WaitForAssertion(() => Assert.EndsWith("&faixas=ano", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("#cenario-servico", "caro")]
    [InlineData("#cenario-servico", "0,06361")]
    [InlineData("#cenario-mensagens", "0")]
    [InlineData("#cenario-crescimento", "1001")]
    public async Task Choice_Impossible_IsSaidAndChangesNothing(string field, string text)
    {
        await ImportAsync();
        var page = Open("mensagens=2");
        var before = Services.GetRequiredService<NavigationManager>().Uri;

        page.Find(field).Change(text);

        Assert.Contains("Informe um número de", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find(field).GetAttribute("aria-invalid"));
        Assert.Equal(before, Services.GetRequiredService<NavigationManager>().Uri);
    }

    [Fact]
    public void Query_AnyScenario_ReadsBackFromItsAddress()
    {
        foreach (var scenario in new[]
        {
            Scenario.OfContract, new Scenario(0.0636m, 8, TierPeriod.Year, TierReading.WholeVolume, 30), new Scenario(0, 1.5m, TierPeriod.Month, TierReading.WholeVolume, 0),
        })
        {
            var address = ScenarioQuery.AddressOf(scenario);
            var parts = address.Split('?').Skip(1).SelectMany(q => q.Split('&')).ToDictionary(p => p.Split('=')[0], p => p.Split('=')[1]);
            Assert.Equal(scenario, ScenarioQuery.Read(
                parts.GetValueOrDefault("servico"), parts.GetValueOrDefault("mensagens"), parts.GetValueOrDefault("faixas"), parts.GetValueOrDefault("leitura"), parts.GetValueOrDefault("crescimento")));
        }

        Assert.Equal(Scenario.OfContract, ScenarioQuery.Read("-1", "muitas", "semana", "x", "1e9"));
    }

    private static string Sum(IRenderedComponent<ScenarioPage> page) => page.Find(".scenarios tfoot").TextContent;

    private IRenderedComponent<ScenarioPage> Open(string query)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo(ScenarioQuery.Path + (query.Length > 0 ? "?" + query : ""));
        var page = Render<ScenarioPage>();
        page.WaitForElement(".scenarios");
        return page;
    }
}
