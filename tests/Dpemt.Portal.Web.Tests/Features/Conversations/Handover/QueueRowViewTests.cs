using Bunit;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Web.Features.Conversations.Handover;
using Microsoft.AspNetCore.Components;
using MudBlazor.Services;
using static Dpemt.Portal.Web.Tests.Features.Conversations.QueueRows;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Handover;

public sealed class QueueRowViewTests : BunitContext
{
    private static readonly Guid Me = Guid.NewGuid();

    public QueueRowViewTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Render_HostileNameAndText_ShowsThemAsIsolatedText()
    {
        const string name = "<script>alert(1)</script>\u202Eodnum";
        var row = Show(Row(name, account: "<img src=x onerror=alert(1)>"));
        Assert.Empty(row.FindAll("script"));
        Assert.Empty(row.FindAll("img"));
        Assert.Equal(name, row.Find(".q-name bdi").TextContent);
        var account = row.Find(".q-account");
        Assert.Equal("auto", account.GetAttribute("dir"));
        Assert.Equal("<img src=x onerror=alert(1)>", account.TextContent);
    }

    [Fact]
    public void Render_Waiting_SaysHowLongAndWhatIsLeftOfTheWindow()
    {
        var row = Show(Row(minutes: 65, windowLeft: TimeSpan.FromMinutes(90)));
        Assert.Contains("1 h 05 min", row.Find(".q-since").TextContent, StringComparison.Ordinal);
        Assert.Contains("01/07/2026 10:55", row.Find(".q-since").GetAttribute("title"), StringComparison.Ordinal);
        var window = row.Find(".window-badge");
        Assert.Contains("Fecha em 1 h 30 min", window.TextContent, StringComparison.Ordinal);
        Assert.Equal("Closing", window.GetAttribute("data-grade"));
    }

    [Fact]
    public void Render_Mine_ShowsDraftAndUnreadByWord()
    {
        var row = Show(Row(waiting: false, assigned: Me, draft: true, unread: Noon));
        Assert.Equal(["Não lida", "Rascunho"], row.FindAll(".tag").Select(tag => tag.TextContent.Trim()));
        Assert.Empty(row.FindAll("[data-row-claim]"));
    }

    [Fact]
    public void Render_Transferred_ShowsTheNoteAndWhoLeftIt()
    {
        var row = Show(Row(note: "Ela volta às 14h", transferredBy: "Bruno Lima"));
        Assert.Contains("Transferida por Bruno Lima: Ela volta às 14h", row.Find(".q-note").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Lost_SaysWhoTookItAndOffersNothing()
    {
        var row = Show(new QueueItem(Row(), Noon, "Beatriz acabou de assumir esta conversa."));
        Assert.Equal("Beatriz acabou de assumir esta conversa.", row.Find(".q-gone").TextContent);
        Assert.Empty(row.FindAll("button"));
    }

    [Fact]
    public void Claim_Click_NamesTheConversation()
    {
        var item = new QueueItem(Row());
        Guid? claimed = null;
        var row = Render<QueueRowView>(p => p.Add(x => x.Item, item).Add(x => x.Now, Noon).Add(x => x.OnClaim, EventCallback.Factory.Create<Guid>(this, id => claimed = id)));
        row.Find("[data-row-claim]").Click();
        Assert.Equal(item.Row.ConversationId, claimed);
    }

    private IRenderedComponent<QueueRowView> Show(QueueRow row) => Show(new QueueItem(row));

    private IRenderedComponent<QueueRowView> Show(QueueItem item) => Render<QueueRowView>(p => p.Add(x => x.Item, item).Add(x => x.Now, Noon).Add(x => x.Me, Me));
}
