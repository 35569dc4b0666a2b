using Bunit;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Web.Features.Conversations.Desk;
using MudBlazor.Services;
using static Dpemt.Portal.Web.Tests.Features.Conversations.Desk.Timelines;

namespace Dpemt.Portal.Web.Tests.Features.Conversations.Desk;

public sealed class MessageBubbleTests : BunitContext
{
    public MessageBubbleTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Theory]
    [InlineData(MessageStatus.Queued, "Na fila de envio")]
    [InlineData(MessageStatus.Unknown, "Sem confirmação: o portal está conferindo se saiu")]
    [InlineData(MessageStatus.Sent, "Enviada")]
    [InlineData(MessageStatus.Delivered, "Entregue")]
    [InlineData(MessageStatus.Read, "Lida")]
    [InlineData(MessageStatus.Failed, "Não entregue")]
    public void Ticks_EveryStatus_SayItInWordsToo(MessageStatus status, string words)
    {
        var ticks = Render<MessageTicks>(p => p.Add(x => x.Status, status));
        Assert.Equal(words, ticks.Find(".visually-hidden").TextContent);
        Assert.Equal(words, ticks.Find(".ticks").GetAttribute("title"));
    }

    [Fact]
    public void Render_Failed_GivesTheReasonAndTheTextBack()
    {
        var bubble = Show(Failed(), ComposerMode.Open);
        Assert.Contains("O número não tem WhatsApp.", bubble.Find(".bubble-failure").TextContent, StringComparison.Ordinal);
        Assert.Equal("olá", bubble.Find("[data-rewrite]").GetAttribute("data-rewrite"));
        Assert.Equal("Enviar de novo", bubble.Find("[data-again]").TextContent);
    }

    [Fact]
    public void Render_FailedAndBeingSentAgain_CannotBePressedTwice()
    {
        var bubble = Render<MessageBubble>(p => p.Add(x => x.Message, Failed()).Add(x => x.Mode, ComposerMode.Open).Add(x => x.Busy, true));
        Assert.True(bubble.Find("[data-again]").HasAttribute("disabled"));
        Assert.Equal("Enviando de novo…", bubble.Find("[data-again]").TextContent);
    }

    [Fact]
    public void Render_FailedAndWindowClosed_ExplainsAndLeadsToTheTemplates()
    {
        var bubble = Show(Failed(), ComposerMode.TemplateOnly);
        Assert.Empty(bubble.FindAll("[data-again], [data-rewrite]"));
        Assert.Contains("só um modelo aprovado chega agora", bubble.Find(".bubble-acts").TextContent, StringComparison.Ordinal);
        Assert.Equal("Escolher um modelo", bubble.Find("[data-to-templates]").TextContent);
        Assert.Single(Show(Failed() with { Kind = MessageKind.Template }, ComposerMode.TemplateOnly).FindAll("[data-again]"));
    }

    [Theory]
    [InlineData(ComposerMode.Closed)]
    [InlineData(ComposerMode.WithColleague)]
    [InlineData(ComposerMode.Claimable)]
    public void Render_FailedAndNotOursToWrite_OnlyGivesTheReason(ComposerMode mode)
    {
        var bubble = Show(Failed(), mode);
        Assert.Contains("O número não tem WhatsApp.", bubble.Find(".bubble-failure").TextContent, StringComparison.Ordinal);
        Assert.Empty(bubble.FindAll("button"));
    }

    [Fact]
    public void Render_FailedAndSentAgain_SaysSoInsteadOfOfferingIt()
    {
        var bubble = Show(Failed() with { SentAgainAs = 9 }, ComposerMode.Open);
        Assert.Contains("Já foi enviada de novo.", bubble.Find(".bubble-failure").TextContent, StringComparison.Ordinal);
        Assert.Empty(bubble.FindAll("button"));
    }

    [Fact]
    public void Render_ReplyOfTheCitizen_ShowsWhatItAnswers()
    {
        var bubble = Show(Message(2, text: "sim", quote: new(1, MessageAuthor.Attendant, MessageKind.Text, "Pode vir <b>amanhã</b>?")));
        Assert.Equal("Em resposta à Defensoria", bubble.Find(".bubble-quote-who").TextContent);
        Assert.Contains("Pode vir <b>amanhã</b>?", bubble.Find(".bubble-quote").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_MayWrite_OffersToQuoteWhatBothPhonesHave()
    {
        Assert.Single(Show(Message(1), ComposerMode.Open).FindAll("[data-quote-message]"));
        Assert.Empty(Show(Message(1), ComposerMode.WithColleague).FindAll("[data-quote-message]"));
        Assert.Empty(Show(Message(1), ComposerMode.TemplateOnly).FindAll("[data-quote-message]"));
        Assert.Empty(Show(Message(1, MessageAuthor.Attendant, status: MessageStatus.Queued), ComposerMode.Open).FindAll("[data-quote-message]"));
        Assert.Empty(Show(Failed(), ComposerMode.Open).FindAll("[data-quote-message]"));
    }

    [Fact]
    public void Render_HostileText_StaysTextOfItsOwnDirection()
    {
        const string text = "<script>alert('x')</script>\n\u202Eabc\u0000 <b>a</b>";
        var bubble = Show(Message(1, text: text));
        Assert.Empty(bubble.FindAll("script"));
        Assert.Empty(bubble.FindAll("b"));
        Assert.Equal("auto", bubble.Find(".bubble-text").GetAttribute("dir"));
        Assert.StartsWith("<script>", bubble.Find(".bubble-text").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_HostileFileName_StaysTextInsideItsLink()
    {
        var media = new TimelineMedia(7, "application/pdf", "\"><script>alert(1)</script>\u202Efdp.exe", 2_500_000, MediaState.Ready);
        var bubble = Show(Message(1, kind: MessageKind.Document, text: null, media: media));
        Assert.Empty(bubble.FindAll("script"));
        Assert.Equal(media.FileName, bubble.Find(".media-name bdi").TextContent);
        Assert.Equal("2,5 MB", bubble.Find(".media-name small").TextContent);
        Assert.Equal(["atendimento/arquivos/7", "atendimento/arquivos/7?baixar=1"], bubble.FindAll("a").Select(a => a.GetAttribute("href")));
    }

    [Fact]
    public void Render_Picture_LoadsOnlyInSightAndSaysWhatItIs()
    {
        var bubble = Show(Message(1, kind: MessageKind.Image, text: null, media: new(7, "image/jpeg", null, 1000, MediaState.Ready)));
        var picture = bubble.Find("img");
        Assert.Equal("lazy", picture.GetAttribute("loading"));
        Assert.Equal("Imagem do assistido", picture.GetAttribute("alt"));
    }

    [Theory]
    [InlineData(MediaState.Pending, "baixando")]
    [InlineData(MediaState.Failed, "não pôde ser baixado")]
    public void Render_FileNotHere_SaysSo(MediaState state, string words)
    {
        var bubble = Show(Message(1, kind: MessageKind.Audio, text: null, media: new(7, "audio/ogg", null, 0, state)));
        Assert.Empty(bubble.FindAll("audio"));
        Assert.Contains(words, bubble.Find(".bubble-kind").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Render_Authors_AreNamedUnlessOwn()
    {
        Assert.Equal("Robô", Show(Message(1, MessageAuthor.Bot)).Find(".bubble-who").TextContent);
        Assert.Equal("Bruno Lima", Show(Message(1, MessageAuthor.Attendant, authorName: "Bruno Lima")).Find(".bubble-who").TextContent);
        Assert.Empty(Show(Message(1, MessageAuthor.Attendant, authorName: "Ana Souza")).FindAll(".bubble-who"));
    }

    [Fact]
    public void Render_NotUnderstoodKind_SaysThatItIsKept()
    {
        var bubble = Show(Message(1, kind: MessageKind.Unknown, text: null));
        Assert.Contains("tipo que o portal ainda não mostra", bubble.Find(".bubble-kind").TextContent, StringComparison.Ordinal);
    }

    private static TimelineMessage Failed() =>
        Message(1, MessageAuthor.Attendant, "olá", status: MessageStatus.Failed, failure: "O número não tem WhatsApp.", authorName: "Ana Souza");

    private IRenderedComponent<MessageBubble> Show(TimelineMessage message, ComposerMode mode = ComposerMode.Closed) =>
        Render<MessageBubble>(p => p.Add(x => x.Message, message).Add(x => x.Me, "Ana Souza").Add(x => x.Mode, mode));
}
