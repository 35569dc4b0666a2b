using Dpemt.Portal.Conversations.Receptions;
using Dpemt.Portal.Conversations.Services;
using Dpemt.Portal.Identity;

namespace Dpemt.Portal.Integration.Tests.Conversations;

public sealed class SentenceTrialTests
{
    [Fact]
    public async Task RunAsync_Relato_NamesAreaAndServiceWithTheWordsThatDecided()
    {
        await using var world = await DeskWorld.StartAsync();
        var result = await world.Get<SentenceTrial>().RunAsync("o pai do meu filho parou de pagar a pensão, está atrasada faz tempo demais", default);

        Assert.False(result.IsUrgent);
        Assert.True(result.TooLongForQuestion);
        Assert.Null(result.Question);
        Assert.Equal("Família", result.Areas[0].Title);
        Assert.True(result.Areas[0].IsOffered);
        Assert.Contains("pensao", result.Areas[0].Words);
        Assert.Equal("Cobrança de pensão atrasada", result.Services[0].Service.Name);
        Assert.NotEmpty(result.Services[0].Phrases);
    }

    [Fact]
    public async Task RunAsync_SavedAMomentAgo_AlreadyCounts()
    {
        await using var world = await DeskWorld.StartAsync();
        var cdi = await world.UserAsync("Cida", Roles.Cdi);
        Assert.Null((await world.Get<SentenceTrial>().RunAsync("vocês têm estacionamento?", default)).Question);
        Assert.True((await world.Get<SaveFrequentQuestion>().RunAsync(cdi, new(null, "Estacionamento", "estacionamento, onde paro*", "Há vagas na rua.", null, true), default)).Saved);

        var question = (await world.Get<SentenceTrial>().RunAsync("vocês têm estacionamento?", default)).Question;
        Assert.NotNull(question);
        Assert.Equal("Estacionamento", question.Title);
        Assert.Equal(["estacionamento"], question.Phrases);
        Assert.Equal("Há vagas na rua.", question.Answer);
    }

    [Fact]
    public async Task RunAsync_NothingKnown_SaysSo()
    {
        await using var world = await DeskWorld.StartAsync();
        var result = await world.Get<SentenceTrial>().RunAsync("xyz qwv", default);
        Assert.Empty(result.Areas);
        Assert.Empty(result.Services);
        Assert.False(result.IsUrgent);
    }

    [Fact]
    public async Task ReceptionList_SearchByCityWithoutAccent_TellsCoverageAndWhetherItIsOpen()
    {
        await using var world = await DeskWorld.StartAsync();
        var row = Assert.Single((await world.Get<ReceptionList>().RunAsync(new("rondonopolis"), default)).Rows);
        Assert.Equal("Núcleo de Rondonópolis", row.Name);
        Assert.NotEmpty(row.Coverage);
        Assert.Equal(row.IsOpen, row.NextOpening is null);
    }
}
