using Dpemt.Portal.Conversations.Flow;

namespace Dpemt.Portal.Core.Tests.Conversations.Flow;

public sealed class FlowJourneyTests
{
    [Fact]
    public void Journey_FromGreetingToQueue_TakesTheTwelveSteps()
    {
        var flow = new FlowDriver().Write("bom dia");
        Assert.Equal(FlowStep.AskRelato, flow.State.Step);
        Assert.Contains("Defensoria", flow.Text, StringComparison.Ordinal);

        flow.Write("meu ex marido não paga a pensão do meu filho faz 3 meses");
        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
        flow.Write("529.982.247-25");
        Assert.Equal(FlowStep.AskName, flow.State.Step);
        flow.Write("maria da silva");
        flow.Write("Joana da Silva");
        Assert.Equal(FlowStep.ConfirmIdentity, flow.State.Step);
        Assert.Contains("529.982.247-25", flow.Text, StringComparison.Ordinal);
        Assert.Contains("Maria da Silva", flow.Text, StringComparison.Ordinal);

        flow.Write("isso");
        Assert.Equal(FlowStep.AskMatter, flow.State.Step);
        Assert.Contains(new SaveIdentity("52998224725", "Maria da Silva", "Joana da Silva", true), flow.Last);
        Assert.Contains("LGPD", flow.Text, StringComparison.Ordinal);
        Assert.Equal("Família", flow.Said!.Options[0].Title);

        flow.Write("familia");
        Assert.Equal(FlowStep.AskCity, flow.State.Step);
        flow.Write("roo");
        Assert.Equal(FlowStep.OfferPerson, flow.State.Step);
        Assert.Contains("Rondonópolis", flow.Text, StringComparison.Ordinal);
        Assert.Contains("Cobrança de pensão atrasada", flow.Text, StringComparison.Ordinal);

        flow.Write("pode ser");
        Assert.Equal(FlowStep.Queued, flow.State.Step);
        Assert.Equal(new Enqueue(FlowDriver.Rondonopolis, "5107602", "familia", "pensao_atrasada", "meu ex marido não paga a pensão do meu filho faz 3 meses", false), flow.Queued);
        Assert.Contains("Núcleo de Rondonópolis", flow.Text, StringComparison.Ordinal);
        Assert.Equal(9, flow.All.OfType<Say>().Count());
    }

    [Fact]
    public void FirstMessage_AlreadyTellsTheMatter_IsNotAskedAgain()
    {
        var flow = new FlowDriver().Write("Boa tarde, preciso de um remédio que o SUS não dá");

        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
        Assert.Contains("assistente virtual", flow.Text, StringComparison.Ordinal);
        Assert.Equal("Boa tarde, preciso de um remédio que o SUS não dá", flow.State.Relato);
    }

    [Theory]
    [InlineData("oi")]
    [InlineData("Oiiii")]
    [InlineData("bom dia, tudo bem?")]
    [InlineData("boa tarde preciso de uma ajuda por favor")]
    [InlineData("👋")]
    [InlineData("Olá! 😊")]
    [InlineData("")]
    public void Start_Greeting_IsNotARelato(string greeting)
    {
        var flow = new FlowDriver().Write(greeting);

        Assert.Equal(FlowStep.AskRelato, flow.State.Step);
        Assert.Null(flow.State.Relato);
    }

    [Theory]
    [InlineData("Maria da Silva, cpf 529.982.247-25, mãe Joana Souza")]
    [InlineData("52998224725\nmaria da silva\njoana souza")]
    [InlineData("meu nome é Maria da Silva, cpf 529 982 247 25, nome da mãe: Joana Souza")]
    [InlineData("me chamo Maria da Silva; minha mãe é Joana Souza; 529.982.247-25")]
    public void Identity_AllAtOnce_IsUnderstood(string text)
    {
        var flow = new FlowDriver().Write("oi", "quero pedir pensão para minha filha", text);

        Assert.Equal(FlowStep.ConfirmIdentity, flow.State.Step);
        Assert.Equal(("52998224725", "Maria da Silva", "Joana Souza"), (flow.State.Cpf, flow.State.Name, flow.State.MotherName));
    }

    [Fact]
    public void Cpf_WrongThreeTimes_GoesOnWithoutIt()
    {
        var flow = new FlowDriver().Write("oi", "quero pedir pensão para minha filha", "111.111.111-11");
        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
        Assert.Contains("não confere", flow.Text, StringComparison.Ordinal);

        flow.Write("52998224726", "5299822472");

        Assert.Equal(FlowStep.AskName, flow.State.Step);
        Assert.Null(flow.State.Cpf);
    }

    [Fact]
    public void ConfirmIdentity_OneFieldWrong_IsCorrectedAlone()
    {
        var flow = new FlowDriver().Write("oi", "quero pedir pensão para minha filha", "52998224725", "Maria da Silva", "pular")
            .Tap("Corrigir").Tap("Nome").Write("Mariana da Silva");

        Assert.Equal(FlowStep.ConfirmIdentity, flow.State.Step);
        Assert.Equal(("52998224725", "Mariana da Silva"), (flow.State.Cpf, flow.State.Name));
        flow.Write("não, minha mãe é Joana Souza");
        Assert.Equal(FlowStep.ConfirmIdentity, flow.State.Step);
        Assert.Equal("Joana Souza", flow.State.MotherName);
    }

    [Fact]
    public void Identity_AllSkipped_StillSaysThePrivacyNotice()
    {
        var flow = new FlowDriver().Write("oi", "quero pedir pensão para minha filha").Tap("Não informar dados");

        Assert.Equal(FlowStep.AskMatter, flow.State.Step);
        Assert.Contains("LGPD", flow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_KnownFromBefore_IsConfirmedNotAsked()
    {
        var flow = new FlowDriver { Citizen = new("Maria", "52998224725", "Maria da Silva", "Joana Souza", "5107602") };

        flow.Write("oi");
        Assert.Contains("Maria", flow.Text, StringComparison.Ordinal);
        flow.Write("quero pedir pensão para minha filha");
        Assert.Equal(FlowStep.ConfirmIdentity, flow.State.Step);
        flow.Write("sim", "1");
        Assert.Equal(FlowStep.ConfirmCity, flow.State.Step);
        flow.Write("sim");
        Assert.Equal(FlowStep.OfferPerson, flow.State.Step);
    }

    [Fact]
    public void SecondConversation_SameDay_AsksNothingTwice()
    {
        var flow = new FlowDriver().Write("oi", "quero pedir pensão para minha filha", "pular", "Maria da Silva", "pular", "sim", "família", "Rondonópolis", "não", "sair");
        Assert.Equal(FlowStep.Ended, flow.State.Step);

        flow.Write("meu filho precisa de um remédio caro");

        Assert.Equal(FlowStep.AskMatter, flow.State.Step);
        flow.Tap("Saúde");
        Assert.Equal(FlowStep.OfferPerson, flow.State.Step);
        Assert.Contains("Rondonópolis", flow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void SecondConversation_DaysLater_AsksAgainWhatWasSkipped()
    {
        var flow = new FlowDriver().Write("oi", "quero pedir pensão para minha filha", "pular", "Maria da Silva", "pular", "sim", "sair");
        flow.Now = flow.Now.AddDays(3);

        flow.Write("meu filho precisa de um remédio caro");

        Assert.Equal(FlowStep.AskCpf, flow.State.Step);
    }

    [Fact]
    public void Queue_AfterHours_SaysWhenSomebodyAnswers()
    {
        var flow = FlowDriver.AtCity();
        flow.Receptions.IsOpen = false;

        flow.Write("Rondonópolis", "sim");

        Assert.NotNull(flow.Queued);
        Assert.Contains("amanhã às 8h", flow.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Queue_NoReceptionAtAll_LosesNobody()
    {
        var flow = FlowDriver.AtCity();
        flow.Receptions.IsEmpty = true;

        flow.Write("Sinop", "sim");

        Assert.Null(flow.Queued!.ReceptionId);
    }

    [Fact]
    public void SelfService_AppInstalled_GetsTheLinkToOpen()
    {
        var flow = new FlowDriver().Write("quero consultar meu agendamento").Tap("Não informar dados").Tap("Consulta de agendamento").Write("sinop");
        Assert.Equal(FlowStep.OfferSelfService, flow.State.Step);

        flow.Write("já tenho");

        Assert.Contains("https://app.exemplo.mt.gov.br/agendamentos", flow.Text, StringComparison.Ordinal);
        flow.Write("sim");
        Assert.Contains(new Close(FlowCloseReason.SelfService), flow.Last);
    }

    [Fact]
    public void SelfService_AppNotInstalled_GetsTheLinksToInstall_AndMayStillReachAPerson()
    {
        var flow = new FlowDriver().Write("quero consultar meu agendamento").Tap("Não informar dados").Tap("Consulta de agendamento").Write("sinop", "ainda nao");
        Assert.Contains("https://app.exemplo.mt.gov.br/android", flow.Text, StringComparison.Ordinal);

        flow.Write("não");

        Assert.NotNull(flow.Queued);
    }

    [Fact]
    public void OfferPerson_Refused_EndsKindlyWithTheMenu()
    {
        var flow = FlowDriver.AtCity().Write("Sinop", "não obrigado");

        Assert.Equal(FlowStep.Menu, flow.State.Step);
        Assert.True(flow.Said!.IsList);
    }

    [Theory]
    [InlineData("meu marido me bateu ontem e to com medo")]
    [InlineData("meu filho foi preso em flagrante hoje")]
    [InlineData("minha mãe corre risco de vida")]
    public void Relato_Emergency_SaysTheNumbersAndOffersAPersonAtOnce(string relato)
    {
        var flow = new FlowDriver().Write(relato);

        Assert.Contains("190", flow.Text, StringComparison.Ordinal);
        Assert.Contains("192", flow.Text, StringComparison.Ordinal);
        Assert.Contains("180", flow.Text, StringComparison.Ordinal);
        flow.Write("sim", "Rondonópolis");
        Assert.True(flow.Queued!.Urgent);
        Assert.Equal(relato, flow.Queued.Relato);
    }

    [Fact]
    public void PersonWanted_AtTheStart_AsksOnlyTheCity()
    {
        var flow = new FlowDriver().Write("quero falar com uma pessoa");
        Assert.Equal(FlowStep.AskCity, flow.State.Step);
        Assert.Contains("LGPD", flow.Text, StringComparison.Ordinal);

        flow.Write("várzea grande");

        Assert.Equal(FlowDriver.Fallback, flow.Queued!.ReceptionId);
        Assert.Equal("5108402", flow.Queued.CityCode);
    }

    [Fact]
    public void Silence_ClosesGently_AndNeverWhileSomebodyWaitsForUs()
    {
        var flow = FlowDriver.AtCity().Happen(new SilenceElapsed());
        Assert.IsType<Close>(Assert.Single(flow.Last));
        Assert.Equal(FlowStep.Ended, flow.State.Step);

        var queued = FlowDriver.AtCity().Write("Sinop", "sim").Happen(new SilenceElapsed());
        Assert.Empty(queued.Last);
        Assert.Equal(FlowStep.Queued, queued.State.Step);
    }
}
