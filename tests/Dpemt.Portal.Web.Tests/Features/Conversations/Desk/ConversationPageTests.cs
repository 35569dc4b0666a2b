using Bunit;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Web.Features.Conversations.Desk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Desk;

public sealed class ConversationPageTests : DeskContext
{
    public ConversationPageTests() => AddReceptionist(Ana);

    [Fact]
    public void Render_Unknown_LeadsBackToTheQueue()
    {
        var page = Open(Guid.NewGuid());
        page.WaitForAssertion(() => Assert.Equal("Conversa não encontrada", page.Find("h1").TextContent));
        Assert.Equal("atendimento/fila", page.Find(".notice a").GetAttribute("href"));
    }

    [Fact]
    public void Claim_WhoeverWaits_UnlocksTheText()
    {
        var page = Open(AddConversation());
        page.WaitForAssertion(() => Assert.Contains("Esta pessoa espera atendimento há 10 min", page.Find(".locked").TextContent, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("textarea"));

        page.Find(".locked button").Click();

        page.WaitForAssertion(() => Assert.Equal("Com você", page.Find(".state").TextContent));
        Assert.Equal("Mensagem para Maria das Dores", page.WaitForElement("textarea[data-reply]").GetAttribute("aria-label"));
    }

    [Fact]
    public void Render_ColleagueAttends_ShowsTheHistoryAndNoText()
    {
        AddReceptionist(Bruno);
        var conversation = AddConversation(attendedBy: Bruno);
        AddMessage(conversation, "preciso de ajuda");
        var page = Open(conversation);
        page.WaitForAssertion(() => Assert.Contains("preciso de ajuda", page.Find(".thread").TextContent, StringComparison.Ordinal));
        Assert.Contains("Em atendimento por Bruno Lima", page.Find(".locked").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("textarea, [data-quote-message]"));
    }

    [Fact]
    public void Render_Closed_SaysWhyAndOffersTheNext()
    {
        var page = Open(AddConversation(attendedBy: Ana, closed: true));
        page.WaitForAssertion(() => Assert.Contains("Conversa encerrada: resolvido", page.Find(".locked").TextContent, StringComparison.Ordinal));
        Assert.Equal("Encerrada", page.Find(".state").TextContent);
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public async Task Render_WindowClosed_LocksTheTextAndSaysThatTheDraftIsKept()
    {
        var conversation = AddConversation(attendedBy: Ana, silentFor: TimeSpan.FromHours(25));
        await Services.GetRequiredService<DraftStore>().SaveAsync(Ana, conversation, "pela metade", default);
        var page = Open(conversation);
        page.WaitForAssertion(() => Assert.Contains("A janela de 24 horas fechou.", page.Find(".locked").TextContent, StringComparison.Ordinal));
        Assert.Contains("Seu rascunho continua guardado.", page.Find(".locked").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("textarea"));
    }

    [Fact]
    public async Task Window_ClosesAfterTyping_SaysThatTheDraftIsKeptAndGivesItBack()
    {
        var conversation = AddConversation(attendedBy: Ana);
        var page = Open(conversation);
        page.WaitForElement("textarea[data-reply]");
        var composer = page.FindComponent<Composer>();
        await page.InvokeAsync(() => composer.Instance.SaveDraftAsync("escrita agora"));

        Clock.Advance(TimeSpan.FromHours(25));
        page.WaitForAssertion(() => Assert.Contains("Seu rascunho continua guardado.", page.Find(".locked").TextContent, StringComparison.Ordinal));

        await using (var db = Database.Open())
            await db.Citizens.ExecuteUpdateAsync(c => c.SetProperty(x => x.LastInboundAt, Clock.GetUtcNow()));
        await page.InvokeAsync(() => page.FindComponent<ComposerPlace>().Instance.OnChanged.InvokeAsync());
        Assert.Equal("escrita agora", page.WaitForElement("textarea[data-reply]").GetAttribute("value"));
    }

    [Fact]
    public async Task Render_Draft_StandsInTheText()
    {
        var conversation = AddConversation(attendedBy: Ana);
        await Services.GetRequiredService<DraftStore>().SaveAsync(Ana, conversation, "pela metade", default);
        var page = Open(conversation);
        Assert.Equal("pela metade", page.WaitForElement("textarea[data-reply]").GetAttribute("value"));
    }

    [Fact]
    public void Again_FailedMessage_GivesItsReasonAndSendsItOnce()
    {
        var conversation = AddConversation(attendedBy: Ana);
        AddMessage(conversation, "Bom dia!", MessageAuthor.Attendant, MessageStatus.Failed, MessageFailures.Undeliverable);
        var page = Open(conversation);
        page.WaitForAssertion(() => Assert.Contains("o número não tem WhatsApp", page.Find(".bubble-failure").TextContent, StringComparison.Ordinal));

        page.Find("[data-again]").Click();

        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".bubble[data-author=Attendant]").Count));
        Assert.Contains("Já foi enviada de novo.", page.Find(".bubble-failure").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[data-again]"));
        Assert.Empty(Notices);
        using var db = Database.Open();
        Assert.Equal(2, db.Messages.Count());
    }

    [Fact]
    public void Quote_ChosenAndTakenBack_StandsAboveTheText()
    {
        var conversation = AddConversation(attendedBy: Ana);
        AddMessage(conversation, "preciso levar a certidão?");
        AddMessage(conversation, "e o RG?");
        var page = Open(conversation);
        var buttons = page.WaitForElements("[data-quote-message]", 2);
        Assert.Equal(["-1", "0"], buttons.Select(button => button.GetAttribute("tabindex")));

        buttons[0].Click();
        page.WaitForAssertion(() => Assert.Contains("preciso levar a certidão?", page.Find(".quoting").TextContent, StringComparison.Ordinal));
        Assert.NotNull(page.Find("form.composer").GetAttribute("data-quote"));
        page.Find(".quoting button").Click();
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".quoting")));
    }

    private IRenderedComponent<ConversationPage> Open(Guid conversation) => Render<ConversationPage>(p => p.Add(x => x.Id, conversation));
}
