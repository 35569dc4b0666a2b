using Bunit;
using Dpemt.Portal.Web.Features.Conversations.Panel;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Panel;

public sealed class DeskPanelTests : DeskContext
{
    [Fact]
    public void Panel_Receptionist_SeesQueueWaitOwnAndClosingWindows()
    {
        AddReceptionist(Ana);
        AddConversation();
        AddConversation("José", Ana, TimeSpan.FromHours(23));
        AddConversation("Rita", Ana, TimeSpan.FromHours(25));

        var panel = Render<DeskPanel>();

        panel.WaitForAssertion(() => Assert.Equal(["1", "10 min", "2", "1"], panel.FindAll(".panel-figure").Select(f => f.TextContent)));
        Assert.All(panel.FindAll(".panel-card"), card => Assert.Equal("atendimento/fila", card.GetAttribute("href")));
    }

    [Fact]
    public void Panel_UserWithoutAPlaceAtTheDesk_ShowsNothing()
    {
        var panel = Render<DeskPanel>();

        Assert.Empty(panel.FindAll(".panel-card"));
    }
}
