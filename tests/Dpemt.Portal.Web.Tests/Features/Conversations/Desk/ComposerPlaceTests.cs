using Bunit;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Web.Features.Conversations.Desk;
using Microsoft.Extensions.Time.Testing;
using static Dpemt.Portal.Web.Tests.Features.Conversations.Desk.Timelines;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Desk;

public sealed class ComposerPlaceTests : BunitContext
{
    private static readonly Actor Ana = Actor.Person(Guid.NewGuid(), "Ana Souza");

    private readonly TestDatabase _database = new();

    public ComposerPlaceTests()
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddDesk(_database, new FakeTimeProvider(Noon));
    }

    [Fact]
    public void Render_WindowClosed_LocksTheTextAndSaysWhatToDo()
    {
        var place = Show(Header(mine: true, until: Noon.AddMinutes(-1)));
        Assert.Empty(place.FindAll("textarea"));
        Assert.Contains("A janela de 24 horas fechou.", place.Find(".locked").TextContent, StringComparison.Ordinal);
        place.WaitForAssertion(() => Assert.Contains("Nenhum modelo aprovado", place.Find(".templates").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public void Render_ColleagueAttends_NamesHerAndHidesTheText()
    {
        var place = Show(Header());
        Assert.Empty(place.FindAll("textarea"));
        Assert.Contains("Em atendimento por Ana Souza", place.Find(".locked").TextContent, StringComparison.Ordinal);
        Assert.Empty(place.FindAll("button"));
    }

    [Fact]
    public void Render_SupervisorLooks_MayTakeOver()
    {
        Assert.Equal("Assumir no lugar", Show(Header(mayTakeOver: true)).Find("button").TextContent);
    }

    [Fact]
    public void Render_Closed_SaysWhyAndOffersTheNext()
    {
        var place = Show(Header(ConversationState.Closed));
        Assert.Contains("Conversa encerrada: resolvido, em 01/07/2026 12:00", place.Find(".locked").TextContent, StringComparison.Ordinal);
        Assert.Equal("Atender próximo", place.Find("button").TextContent);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        _database.Dispose();
    }

    private IRenderedComponent<ComposerPlace> Show(ConversationHeader header) => Render<ComposerPlace>(p => p
        .Add(x => x.Model, new ConversationPageModel(Current) { Header = header }).Add(x => x.Who, Ana).Add(x => x.Now, Noon));
}
