using AngleSharp.Dom;
using Bunit;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Web.Features.Conversations.Handover;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Handover;

public sealed class HandoverPageTests : DeskContext
{
    private NavigationManager Navigation => Services.GetRequiredService<NavigationManager>();

    [Fact]
    public void Render_UserOfNoReception_SaysWhomToAsk()
    {
        var page = Render<HandoverPage>();
        page.WaitForAssertion(() => Assert.Contains("Seu usuário ainda não atende", page.Find(".queue-empty h2").TextContent, StringComparison.Ordinal));
        Assert.True(Next(page).HasAttribute("disabled"));
    }

    [Fact]
    public void Render_NobodyWaits_SaysSoAndOffersNoNext()
    {
        AddReceptionist(Ana);
        var page = Render<HandoverPage>();
        page.WaitForAssertion(() => Assert.Equal("Ninguém esperando", page.Find(".queue-empty h2").TextContent));
        Assert.Equal("Ninguém esperando agora.", page.Find(".queue-sum").TextContent);
        Assert.True(Next(page).HasAttribute("disabled"));
    }

    [Fact]
    public void ClaimNext_SomeoneWaits_OpensHerConversation()
    {
        AddReceptionist(Ana);
        var conversation = AddConversation();
        var page = Render<HandoverPage>();
        page.WaitForAssertion(() => Assert.Contains("Maria das Dores", page.Find(".q-row").TextContent, StringComparison.Ordinal));
        Assert.Equal("1 pessoa esperando há 10 min.", page.Find(".queue-sum").TextContent);

        Next(page).Click();

        page.WaitForAssertion(() => Assert.EndsWith($"atendimento/conversas/{conversation}", Navigation.Uri, StringComparison.Ordinal));
        using var db = Database.Open();
        Assert.Equal(Ana.UserId, db.Conversations.Single().AssignedUserId);
    }

    [Fact]
    public async Task Claim_ColleagueWasFaster_NamesHimAndKeepsTheRowAMoment()
    {
        AddReceptionist(Ana);
        AddReceptionist(Bruno);
        var conversation = AddConversation();
        var page = Render<HandoverPage>();
        page.WaitForElement(".q-row");
        Assert.True((await Services.GetRequiredService<ClaimConversation>().RunAsync(Bruno, conversation, default)).Done);

        await page.Find("[data-row-claim]").ClickAsync(new());

        page.WaitForAssertion(() => Assert.Contains("Bruno Lima acabou de assumir esta conversa.", Notices));
        page.WaitForAssertion(() => Assert.Contains("Bruno Lima acabou de assumir", page.Find(".q-row[data-gone]").TextContent, StringComparison.Ordinal));
        Assert.DoesNotContain("conversas", Navigation.Uri, StringComparison.Ordinal);
        Clock.Advance(QueuePageModel.GoneFor + TimeSpan.FromSeconds(5));
        page.WaitForAssertion(() => Assert.Empty(page.FindAll(".q-row")));
    }

    [Fact]
    public void Show_OtherParts_ListWhatIsThere()
    {
        AddReceptionist(Ana);
        AddReceptionist(Bruno);
        AddConversation("Maria das Dores", attendedBy: Ana);
        AddConversation("João de Exemplo", attendedBy: Bruno);
        var page = Render<HandoverPage>();
        page.WaitForElement(".queue-empty");

        page.Find("[data-shortcut='2']").Click();
        page.WaitForAssertion(() => Assert.Equal(["Maria das Dores"], page.FindAll(".q-name").Select(name => name.TextContent.Trim())));
        page.Find("[data-shortcut='3']").Click();
        page.WaitForAssertion(() => Assert.Equal(["João de Exemplo"], page.FindAll(".q-name").Select(name => name.TextContent.Trim())));
    }

    private static IElement Next(IRenderedComponent<HandoverPage> page) => page.Find("[data-shortcut=n]");
}
