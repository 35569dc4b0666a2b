using Bunit;
using Dpemt.Portal.Web.Features.Conversations.Administration.QuickReplies;
using Dpemt.Portal.Web.Features.Conversations.Administration.Services;
using MudBlazor;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Administration.Services;

public sealed class ServiceDialogTests : AdministrationContext
{
    [Fact]
    public async Task Save_Refused_SaysEachFaultBesideItsFieldAndKeepsWhatWasTyped()
    {
        var screen = await OpenDialogAsync(new DialogParameters<ServiceDialog> { { d => d.Actor, Someone } });
        screen.Find("#servico-nome").Input("Segunda via");
        screen.Find("#servico-documentos").Input("RG\nCPF");
        screen.Find("input[type=checkbox]").Change(true);
        screen.Find("#servico-abrir").Input("http://exemplo");
        Save(screen);

        screen.WaitForAssertion(() => Assert.Equal(3, screen.FindAll("[role=alert] li").Count));
        foreach (var field in new[] { "#servico-area", "#servico-palavras", "#servico-abrir" })
            Assert.Equal("true", screen.Find(field).GetAttribute("aria-invalid"));
        Assert.Contains("https://", screen.Find("#servico-abrir-nota").TextContent, StringComparison.Ordinal);
        Assert.Equal("Segunda via", screen.Find("#servico-nome").GetAttribute("value"));
        Assert.Equal("RG\nCPF", screen.Find("#servico-documentos").GetAttribute("value"));

        screen.Find("#servico-area").Change("familia");
        screen.Find("#servico-palavras").Input("segunda via");
        screen.Find("#servico-abrir").Input("https://exemplo.mt.gov.br/");
        Save(screen);
        screen.WaitForAssertion(() =>
        {
            using var db = Database.Open();
            Assert.Equal("Segunda via", Assert.Single(db.Services).Name);
        });
    }

    [Fact]
    public async Task Cancel_AfterTyping_AsksFirst()
    {
        var screen = await OpenDialogAsync(new DialogParameters<ServiceDialog> { { d => d.Actor, Someone } });
        screen.Find("#servico-nome").Input("Segunda via");
        screen.FindAll("button").Single(button => button.TextContent.Trim() == "Cancelar").Click();
        screen.WaitForAssertion(() => Assert.Contains("ainda não foi salvo", screen.Markup, StringComparison.Ordinal));
        Assert.Equal("Segunda via", screen.Find("#servico-nome").GetAttribute("value"));
    }

    [Fact]
    public async Task Render_QuickReply_PreviewsItsVariablesWhileTyping()
    {
        var screen = await OpenDialogAsync(new DialogParameters<QuickReplyDialog> { { d => d.Actor, Someone } });
        screen.Find("#resposta-texto").Input("Bom dia, {nome}! <b>Sou</b> {atendente}.");
        Assert.Equal("Bom dia, Maria! <b>Sou</b> Ana.", screen.Find(".phone-bubble").TextContent);
        Assert.Empty(screen.FindAll(".phone-bubble b"));
    }

    private static void Save(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> screen) =>
        screen.FindAll("button").Single(button => button.TextContent.Trim() == "Salvar").Click();
}
