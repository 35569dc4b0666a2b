using Bunit;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Web.Features.Conversations.Administration.Texts;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Texts;

public sealed class FlowTextsPageTests : AdministrationContext
{
    [Fact]
    public void Of_AllTexts_LeavesNoneOutAndNoGroupEmpty()
    {
        var rows = FlowTexts.Definitions.Select(d => new FlowTextRow(d.Key, d.When, d.Text, d.Text, false, d.MaxLength, d.Placeholders, d.Mandatory)).ToList();
        var groups = FlowTextGroups.Of(rows);
        Assert.Equal(12, groups.Count);
        Assert.Equal(rows.Select(r => r.Key).Order(), groups.SelectMany(g => g.Rows).Select(r => r.Key).Order());
    }

    [Fact]
    public void Type_WithoutAMandatoryField_IsToldAtOnceAndRefusedWithoutLoss()
    {
        var page = Open("queue.open");
        page.Find("#texto-robo").Input("Você está na fila.");
        Assert.Contains("{recepcao}", page.Find("#texto-robo-nota .error").TextContent, StringComparison.Ordinal);
        Assert.Contains("Há mudanças não salvas", page.Markup, StringComparison.Ordinal);

        Button(page, "Salvar").Click();
        page.WaitForAssertion(() => Assert.Contains("Falta o campo", page.Find(".callout.error").TextContent, StringComparison.Ordinal));
        Assert.Equal("Você está na fila.", page.Find("#texto-robo").GetAttribute("value"));
        using var db = Database.Open();
        Assert.Empty(db.FlowTexts);
    }

    [Fact]
    public void Save_OwnText_ShowsItBesideTheDefaultAndGivesItBack()
    {
        var standard = FlowTexts.Default["queue.open"];
        var page = Open("queue.open");
        page.Find("#texto-robo").Input("Fila de *{recepcao}* <i>!");
        Assert.Equal("Fila de Núcleo de Sinop <i>!", page.Find(".phone-bubble").TextContent);
        Button(page, "Salvar").Click();
        page.WaitForAssertion(() => Assert.Equal(standard, page.Find(".default-text").TextContent));
        Assert.DoesNotContain("Há mudanças não salvas", page.Markup, StringComparison.Ordinal);

        Button(page, "Voltar ao texto padrão").Click();
        page.WaitForAssertion(() => Assert.Contains("será apagado", page.Markup, StringComparison.Ordinal));
        Button(page, "Voltar ao padrão").Click();
        page.WaitForAssertion(() => Assert.Equal(standard, page.Find("#texto-robo").GetAttribute("value")));
        using var db = Database.Open();
        Assert.Empty(db.FlowTexts);
    }

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<IComponent> page, string text) =>
        page.FindAll("button").Single(button => button.TextContent.Trim() == text);

    private IRenderedComponent<IComponent> Open(string key)
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("administracao/textos?texto=" + key);
        return RenderPage<FlowTextsPage>();
    }
}
