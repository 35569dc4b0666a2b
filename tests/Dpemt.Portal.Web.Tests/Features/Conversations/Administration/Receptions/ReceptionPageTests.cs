using Bunit;
using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Web.Features.Conversations.Administration.Receptions;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Receptions;

public sealed class ReceptionPageTests : AdministrationContext
{
    [Fact]
    public void Save_NameThatExists_SaysItBesideTheFieldAndKeepsAllThatWasTyped()
    {
        using (var db = Database.Open())
        {
            db.Receptions.Add(new Reception { Name = "Núcleo de Sinop", CityCode = "5107909" });
            db.SaveChanges();
        }

        var page = RenderPage<ReceptionPage>();
        page.Find("#recepcao-nome").Input("Núcleo de Sinop");
        page.Find("#recepcao-cidade").Change("caceres");
        page.Find("#recepcao-endereco").Input("Rua de Exemplo, 5");
        page.Find("button[aria-label='Acrescentar período em segunda-feira']").Click();
        Save(page);

        page.WaitForAssertion(() => Assert.Contains("Já existe uma recepção", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", page.Find("#recepcao-nome").GetAttribute("aria-invalid"));
        Assert.Contains("Já existe", page.Find("#recepcao-nome-nota").TextContent, StringComparison.Ordinal);
        Assert.Equal("Cáceres", page.Find("#recepcao-cidade").GetAttribute("value"));
        Assert.Equal("Rua de Exemplo, 5", page.Find("#recepcao-endereco").GetAttribute("value"));
        Assert.Equal(2, page.FindAll(".period input").Count);

        page.Find("#recepcao-nome").Input("Núcleo de Cáceres");
        Save(page);
        page.WaitForAssertion(() =>
        {
            using var db = Database.Open();
            Assert.Equal(["Núcleo de Cáceres", "Núcleo de Sinop"], db.Receptions.Select(r => r.Name).Order());
        });
    }

    [Fact]
    public void Save_OverlappingPeriods_IsToldWhileTypingAndRefused()
    {
        var page = RenderPage<ReceptionPage>();
        page.Find("#recepcao-nome").Input("Núcleo de Sinop");
        page.Find("#recepcao-cidade").Change("Sinop");
        page.Find("button[aria-label='Acrescentar período em segunda-feira']").Click();
        page.Find("button[aria-label='Acrescentar período em segunda-feira']").Click();
        page.FindAll(".period input")[2].Change("11:00");
        Assert.Contains("se sobrepõem", page.Find(".day [role=alert]").TextContent, StringComparison.Ordinal);

        Save(page);
        page.WaitForAssertion(() => Assert.Contains("Em segunda-feira, os períodos", page.Find(".callout.error").TextContent, StringComparison.Ordinal));
        Assert.Contains("Há mudanças não salvas", page.Markup, StringComparison.Ordinal);
        using var db = Database.Open();
        Assert.Empty(db.Receptions);
    }

    private static void Save(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == "Salvar").Click();
}
