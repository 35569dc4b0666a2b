using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

public sealed class FlowCommandTests
{
    [Theory]
    [InlineData("atendente")]
    [InlineData("ATENDENTE!!")]
    [InlineData("quero falar com uma pessoa")]
    [InlineData("Quero falar com um atendente por favor")]
    [InlineData("humano")]
    [InlineData("me passa pra um atendente")]
    public void CommandIn_Person_IsUnderstood(string text) => Assert.Equal(FlowCommand.Person, Vocabulary.Default.CommandIn(text));

    [Theory]
    [InlineData("sair", FlowCommand.Leave)]
    [InlineData("Parar.", FlowCommand.Leave)]
    [InlineData("MENU", FlowCommand.Menu)]
    [InlineData("voltar", FlowCommand.Back)]
    [InlineData("ajuda", FlowCommand.Help)]
    [InlineData("?", FlowCommand.Help)]
    [InlineData("não paga a pensão da pessoa idosa", FlowCommand.None)]
    [InlineData("meu marido vai sair da cadeia", FlowCommand.None)]
    public void CommandIn_Others_AreUnderstood(string text, FlowCommand command) => Assert.Equal(command, Vocabulary.Default.CommandIn(text));

    [Theory]
    [InlineData("sim")]
    [InlineData("S")]
    [InlineData("ss")]
    [InlineData("Isso")]
    [InlineData("pode ser")]
    [InlineData("claro!")]
    [InlineData("uhum")]
    [InlineData("aham")]
    [InlineData("simmmm")]
    [InlineData("👍")]
    [InlineData("👍🏽")]
    public void IsYes_WaysToSaySo(string text) => Assert.True(Vocabulary.Default.IsYes(text) && !Vocabulary.Default.IsNo(text));

    [Theory]
    [InlineData("não")]
    [InlineData("nao")]
    [InlineData("n")]
    [InlineData("ñ")]
    [InlineData("Negativo")]
    [InlineData("nãooo")]
    [InlineData("👎")]
    public void IsNo_WaysToSaySo(string text) => Assert.True(Vocabulary.Default.IsNo(text) && !Vocabulary.Default.IsYes(text));

    [Theory]
    [InlineData("2", "OfferSelfService/install")]
    [InlineData("opção 2", "OfferSelfService/install")]
    [InlineData("a segunda", "OfferSelfService/install")]
    [InlineData("2ª", "OfferSelfService/install")]
    [InlineData("ja tenho", "OfferSelfService/has")]
    [InlineData("JÁ TENHU", "OfferSelfService/has")]
    [InlineData("falar com pesoa", "OfferSelfService/person")]
    public void Options_ByNumberOrMisspeltTitle_AreUnderstood(string text, string id)
    {
        var flow = new FlowDriver().Write("quero consultar meu agendamento").Tap("Não informar dados").Tap("Consulta de agendamento").Write("sinop");
        var byTap = new FlowDriver { State = flow.State }.Happen(new OptionChosen(id, "x"));

        flow.Write(text);

        Assert.Equal(byTap.State.Step, flow.State.Step);
        Assert.Equal(byTap.State.AppInstalled, flow.State.AppInstalled);
    }

    [Fact]
    public void Leave_AtAnyQuestion_EndsKindly_AndTheNextMessageStartsAnew()
    {
        var flow = FlowDriver.AtCity().Write("sair");
        Assert.Contains(new Close(FlowCloseReason.CitizenLeft), flow.Last);
        Assert.NotNull(flow.Said);

        flow.Write("obrigada");
        Assert.Empty(flow.Last);
        flow.Write("oi");
        Assert.Equal(FlowStep.AskRelato, flow.State.Step);
    }

    [Fact]
    public void Leave_InTheQueue_LeavesIt()
    {
        var flow = FlowDriver.AtCity().Write("Sinop", "sim", "sair");

        Assert.Equal([typeof(LeaveQueue), typeof(Say), typeof(Close)], flow.Last.Select(e => e.GetType()));
    }

    [Fact]
    public void Back_ReturnsStepByStep()
    {
        var flow = FlowDriver.AtCity().Write("voltar");
        Assert.Equal(FlowStep.AskMatter, flow.State.Step);
        flow.Write("voltar");
        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
        flow.Write("voltar");
        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
        Assert.Contains("começo", flow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Menu_CoversTheQuestion_AndLeadsBackToIt()
    {
        var flow = FlowDriver.AtCity().Write("menu");
        Assert.Equal(FlowStep.Menu, flow.State.Step);

        flow.Tap("Continuar a conversa");

        Assert.Equal(FlowStep.AskCity, flow.State.Step);
    }

    [Fact]
    public void Help_SaysHow_AndAsksAgain()
    {
        var flow = FlowDriver.AtCity().Write("ajuda");

        Assert.Equal(FlowStep.AskCity, flow.State.Step);
        Assert.Contains("atendente", flow.Text, StringComparison.Ordinal);
        Assert.Contains("cidade", flow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void FrequentQuestion_InTheMiddle_IsAnsweredWithTheOpenQuestionInOneBubble()
    {
        var flow = FlowDriver.AtCity().Write("quais documentos preciso levar?");
        Assert.Equal(FlowStep.AskCity, flow.State.Step);
        Assert.Contains("documento com foto", flow.Text, StringComparison.Ordinal);
        Assert.Contains("cidade", flow.Text, StringComparison.Ordinal);

        flow.Write("Rondonópolis", "onde fica?");
        Assert.Contains("Rua Exemplo, 100", flow.Text, StringComparison.Ordinal);
        Assert.Equal(FlowStep.OfferPerson, flow.State.Step);
    }

    [Fact]
    public void Media_WhereTextWasExpected_IsKeptAndAnsweredOnce()
    {
        var flow = FlowDriver.AtCity();
        var now = flow.Now;
        flow.Happen(new MediaReceived(FlowMediaKind.Image));
        Assert.Contains(new NoteMedia(FlowMediaKind.Image, FlowStep.AskCity), flow.Last);
        Assert.NotNull(flow.Said);
        flow.Now = now.AddSeconds(2);

        flow.Happen(new MediaReceived(FlowMediaKind.Image));

        Assert.Equal(new NoteMedia(FlowMediaKind.Image, FlowStep.AskCity), Assert.Single(flow.Last));
    }

    [Fact]
    public void Media_WithCaption_AnswersTheQuestion()
    {
        var flow = FlowDriver.AtCity().Happen(new MediaReceived(FlowMediaKind.Image, "Sinop"));

        Assert.Equal(FlowStep.OfferPerson, flow.State.Step);
    }

    [Fact]
    public void Audio_InsteadOfTheRelatoTwice_IsTakenAsTheRelato()
    {
        var flow = new FlowDriver().Write("oi").Happen(new MediaReceived(FlowMediaKind.Audio));
        flow.Now = flow.Now.AddMinutes(5);

        flow.Happen(new MediaReceived(FlowMediaKind.Audio));

        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
    }

    [Fact]
    public void Location_WhereTheCityIsAsked_SuggestsTheNearest()
    {
        var flow = FlowDriver.AtCity().Happen(new LocationReceived(-11.86, -55.5));

        Assert.Contains("Sinop", flow.Text, StringComparison.Ordinal);
        flow.Write("sim");
        Assert.Equal(FlowStep.OfferPerson, flow.State.Step);
    }

    [Fact]
    public void Location_InAnotherState_SuggestsNothing()
    {
        var flow = FlowDriver.AtCity().Happen(new LocationReceived(-23.5, -46.6));

        Assert.Equal(FlowStep.AskCity, flow.State.Step);
    }

    [Fact]
    public void WithPerson_BotIsSilent_UntilThePersonReturnsTheConversation()
    {
        var flow = FlowDriver.AtCity().Write("Sinop", "sim").Happen(new PersonJoined());
        foreach (var text in new[] { "oi", "menu", "sair", "me bateu" })
            Assert.Empty(flow.Write(text).Last);

        flow.Happen(new PersonEnded(ReturnedToBot: true));
        Assert.Equal(FlowStep.Menu, flow.State.Step);
        Assert.Empty(flow.Happen(new PersonJoined()).Happen(new PersonEnded(ReturnedToBot: false)).Last);
        Assert.Equal(FlowStep.Ended, flow.State.Step);
    }

    [Fact]
    public void Queued_FurtherMessages_AreAcknowledgedOnce()
    {
        var flow = FlowDriver.AtCity().Write("Sinop", "sim", "esqueci de dizer que ele mudou de emprego");
        Assert.NotNull(flow.Said);

        Assert.Empty(flow.Write("e mora em outra cidade").Last);
        Assert.Empty(flow.Write("obrigada").Last);
    }

    [Fact]
    public void OldTap_OfAnotherQuestion_DoesNoHarm()
    {
        var flow = FlowDriver.AtCity();
        var step = flow.State.Step;

        flow.Happen(new OptionChosen("AskCpf/skipall", "Não informar dados"));

        Assert.Equal(step, flow.State.Step);
        flow.Happen(new OptionChosen("AskMatter/area:saude", "Saúde"));
        Assert.Equal("saude", flow.State.Area);
    }

    [Fact]
    public void Scores_ThatNeverCome_DoNotHoldUpTheCitizen()
    {
        var flow = new FlowDriver { AnswersClassify = false }.Write("preciso de ajuda com a pensão").Tap("Não informar dados");
        Assert.Equal(FlowStep.Analysing, flow.State.Step);

        flow.Write("alguém aí?");

        Assert.NotNull(flow.Said);
        Assert.True(flow.State.PrivacySaid);
    }
}
