using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Web.Features.Conversations.Desk;
using static Dpemt.Portal.Web.Tests.Features.Conversations.Desk.Timelines;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Desk;

public sealed class ConversationPageModelTests
{
    private readonly ConversationPageModel _model = new(Current);

    [Fact]
    public void AcceptNewest_AfterOlderPages_KeepsThem()
    {
        _model.AcceptNewest(new([Message(11), Message(12)], "antes"));
        _model.AcceptOlder(new([Message(1), Message(2)], null));
        _model.AcceptNewest(new([Message(11), Message(12, status: MessageStatus.Read), Message(13)], "antes"));
        Assert.Equal([1L, 2, 11, 12, 13], Ids());
        Assert.Null(_model.Before);
        Assert.Equal(MessageStatus.Read, ((TimelineMessage)_model.Entries[3]).Status);
    }

    [Fact]
    public void AcceptNewest_NothingInCommon_BeginsAnewInsteadOfLeavingAGap()
    {
        _model.AcceptNewest(new([Message(1), Message(2)], null));
        _model.AcceptNewest(new([Message(90), Message(91)], "antes"));
        Assert.Equal([90L, 91], Ids());
        Assert.Equal("antes", _model.Before);
    }

    [Fact]
    public void AcceptOlder_SamePageTwice_DoublesNothing()
    {
        _model.AcceptNewest(new([Message(5)], "antes"));
        _model.AcceptOlder(new([Message(3), Message(4)], null));
        _model.AcceptOlder(new([Message(3), Message(4)], null));
        Assert.Equal([3L, 4, 5], Ids());
    }

    [Fact]
    public void Begin_SameKeyTwice_ShowsOneAndRefusesTheSecond()
    {
        var key = Guid.NewGuid();
        Assert.True(_model.Begin(key, "olá", null, Noon));
        Assert.False(_model.Begin(key, "olá", null, Noon));
        Assert.Single(_model.Pending);
    }

    [Fact]
    public void Confirm_MessageShownLater_LeavesOneBubble()
    {
        var key = Guid.NewGuid();
        _model.AcceptNewest(new([Message(1)], null));
        _model.Begin(key, "olá", null, Noon);
        _model.Confirm(key, 2);
        Assert.Single(_model.Pending);
        _model.AcceptNewest(new([Message(1), Message(2, MessageAuthor.Attendant)], null));
        Assert.Empty(_model.Pending);
    }

    [Fact]
    public void Confirm_MessageShownBefore_LeavesOneBubble()
    {
        var key = Guid.NewGuid();
        _model.Begin(key, "olá", null, Noon);
        _model.AcceptNewest(new([Message(2, MessageAuthor.Attendant)], null));
        _model.Confirm(key, 2);
        Assert.Empty(_model.Pending);
    }

    [Fact]
    public void Quote_ShownMessage_GoesWithTheNextAnswerUntilItIsTakenBack()
    {
        _model.AcceptNewest(new([Message(1, text: "Preciso levar a certidão?"), Message(2, MessageAuthor.Attendant, status: MessageStatus.Queued)], null));
        Assert.False(_model.Quote(2));
        Assert.False(_model.Quote(99));
        Assert.True(_model.Quote(1));
        _model.Begin(Guid.NewGuid(), "Sim.", null, Noon);
        Assert.Equal("Preciso levar a certidão?", Assert.Single(_model.Pending).Quote!.Text);
        _model.Unquote();
        Assert.Null(_model.Quoted);
    }

    [Fact]
    public void BeginAgain_Twice_RefusesTheSecondUntilTheFirstEnded()
    {
        Assert.True(_model.BeginAgain(7));
        Assert.False(_model.BeginAgain(7));
        Assert.True(_model.IsBeingSentAgain(7));
        _model.EndAgain(7);
        Assert.False(_model.IsBeingSentAgain(7));
    }

    [Fact]
    public void Lines_DaysAndConversations_HaveHeadings()
    {
        var before = Guid.NewGuid();
        _model.AcceptNewest(new([Message(1, at: Noon.AddDays(-1), conversation: before), Message(2), Message(3)], null));
        var lines = _model.Lines(DateOnly.FromDateTime(Noon.Date)).ToList();
        Assert.Equal(["Conversa anterior", "Ontem", "", "Conversa atual", "Hoje", "", ""], lines.Select(line => line.Heading ?? ""));
        Assert.Equal(lines.Count, lines.Select(line => line.Key).Distinct().Count());
    }

    [Fact]
    public void Announcement_NewMessageOfTheCitizen_IsSaidOnce()
    {
        _model.Header = Header();
        _model.AcceptNewest(new([Message(1)], null));
        Assert.Equal("", _model.Announcement);
        _model.AcceptNewest(new([Message(1), Message(2, text: "obrigada")], null));
        Assert.Equal("Nova mensagem de Maria das Dores: obrigada", _model.Announcement);
        _model.AcceptNewest(new([Message(1), Message(2, text: "obrigada"), Message(3, MessageAuthor.Attendant, "de nada")], null));
        Assert.Equal("Nova mensagem de Maria das Dores: obrigada", _model.Announcement);
    }

    [Theory]
    [InlineData(ConversationState.WithPerson, true, 5, ComposerMode.Open)]
    [InlineData(ConversationState.WithPerson, true, 0, ComposerMode.TemplateOnly)]
    [InlineData(ConversationState.WithPerson, true, -5, ComposerMode.TemplateOnly)]
    [InlineData(ConversationState.WithPerson, false, 5, ComposerMode.WithColleague)]
    [InlineData(ConversationState.Waiting, false, 5, ComposerMode.Claimable)]
    [InlineData(ConversationState.WithBot, false, 5, ComposerMode.WithBot)]
    [InlineData(ConversationState.Closed, false, 5, ComposerMode.Closed)]
    public void ModeOf_StateOwnerAndWindow_DecideWhatIsOffered(ConversationState state, bool mine, int minutesLeft, ComposerMode expected) =>
        Assert.Equal(expected, ConversationPageModel.ModeOf(Header(state, mine, Noon.AddMinutes(minutesLeft)), Noon));

    [Fact]
    public void ModeOf_CitizenWhoNeverWrote_OffersTemplates() =>
        Assert.Equal(ComposerMode.TemplateOnly, ConversationPageModel.ModeOf(Header(mine: true) with { WindowUntil = null }, Noon));

    private IEnumerable<long> Ids() => _model.Entries.Cast<TimelineMessage>().Select(message => message.Id);
}
