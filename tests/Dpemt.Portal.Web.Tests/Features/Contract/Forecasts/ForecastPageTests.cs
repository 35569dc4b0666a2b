using Bunit;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Web.Features.Contract.Forecasts;
using Dpemt.Portal.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Contract.Forecasts;

public sealed class ForecastPageTests : ForecastContext
{
    [Fact]
    public void Page_WithoutContract_SaysWhatToDo()
    {
        var page = Render<ForecastPage>();

        page.WaitForAssertion(() => Assert.Contains("contract import", page.Find(".empty").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Page_BeforeAnythingIsCounted_SaysThatTwoBalancesEndInTheTenthMonth()
    {
        await ImportAsync();
        var page = Open();

        var words = page.Find(".callout.warning").TextContent;
        Assert.Contains("modelos de marketing e modelos de utilidade acabam no décimo mês do contrato, em 08/03/2027", words, StringComparison.Ordinal);
        Assert.Contains("18.789 por mês contratados, 24.425,7 anunciados", words, StringComparison.Ordinal);
        Assert.Equal(6, page.FindAll(".balances tbody tr").Count);
        Assert.Contains("no segundo mês", page.Find(".attendance").TextContent, StringComparison.Ordinal);
        Assert.Contains("R$\u00A056.713,46", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_CountedUse_ShowsUsedLeftPaceEndAndRange()
    {
        await ImportAsync();
        Use(ItemKind.Utility, 1_500, 101);
        var page = Open("saldo=utilidade");

        var row = page.FindAll(".balances tbody tr")[2].TextContent;
        Assert.Contains("151.500 de 225.468", row, StringComparison.Ordinal);
        Assert.Contains("73.968", row, StringComparison.Ordinal);
        Assert.Contains("1.500", row, StringComparison.Ordinal);
        Assert.Matches(@"\d{2}/\d{2}/2026entre \d{2}/\d{2}/2026 e \d{2}/\d{2}/2026", row);
        Assert.Contains("Modelos de utilidade, itens 5 a 10", page.Find("#curva").TextContent, StringComparison.Ordinal);
        Assert.Contains("151.500 usados de 225.468", page.Find(".balance-chart svg").GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.NotEmpty(page.Find(".chart-used").GetAttribute("points")!);
        Assert.Single(page.FindAll(".chart-band"));
    }

    [Fact]
    public async Task Page_CountThatBeganLate_SaysSo()
    {
        await ImportAsync();
        using (var db = Database.Open())
        {
            db.ConsumptionDays.Add(new() { Day = Start.AddDays(40), Category = ItemKind.Service, Template = "", Messages = 1, Charged = 0, Sent = 1 });
            db.SaveChanges();
        }

        Assert.Contains("Nossa contagem começa em 11/07/2026", Open().Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Switch_IsSuggestedAtAMark_TurnedOnWithAReason_AndOffAgain()
    {
        await ImportAsync();
        Use(ItemKind.Marketing, 950, 101);
        var dialogs = Render<MudDialogProvider>();
        var page = Open();
        Assert.Contains("Modelos de marketing, 85,1\u00A0% usados", page.Find(".essential").TextContent, StringComparison.Ordinal);
        Assert.Contains("passou de 80 %", page.Find(".balances").TextContent, StringComparison.Ordinal);

        await page.InvokeAsync(() => page.Find(".essential .button").Click());
        dialogs.WaitForElement("#essenciais-motivo").Input("curto");
        Button(dialogs, "Ligar o modo").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("10 a 2000 caracteres", dialogs.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        dialogs.Find("#essenciais-motivo").Input("O saldo de marketing está no fim.");
        Button(dialogs, "Ligar o modo").Click();

        page.WaitForAssertion(() => Assert.Contains("Ligado por Fábio Fiscal", page.Find(".essential").TextContent, StringComparison.Ordinal));
        Assert.Equal("ligado", page.Find(".essential .tag").TextContent);
        await page.InvokeAsync(() => page.Find(".essential .button").Click());
        dialogs.WaitForElement("#essenciais-motivo").Input("O acréscimo foi assinado.");
        Button(dialogs, "Desligar o modo").Click();
        page.WaitForAssertion(() => Assert.Equal("desligado", page.Find(".essential .tag").TextContent));
        Assert.Equal(2, page.FindAll(".essential .timeline > li").Count);
    }

    [Fact]
    public async Task Page_WithoutTheRoleToLimit_ShowsNoSwitch()
    {
        Access.SetPolicies(Policies.SeeContract);
        await ImportAsync();

        Assert.Empty(Open().FindAll(".essential .button"));
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<MudDialogProvider> dialogs, string text) =>
        dialogs.FindAll("button").Single(b => b.TextContent.Trim() == text);

    private IRenderedComponent<ForecastPage> Open(string query = "")
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("contrato/consumo/previsao" + (query.Length > 0 ? "?" + query : ""));
        var page = Render<ForecastPage>();
        page.WaitForElement(".balances");
        return page;
    }
}
