using System.Net.Http.Json;
using System.Text.Json;
using Dpemt.Portal.Testing.Processes;

namespace Dpemt.Portal.Integration.Tests.Processes;

/// <summary>Two portal processes on one database file work as one, and a killed one loses nothing.</summary>
public sealed class TwoProcessesTests
{
    private const int Citizens = 200;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task Citizens_TwoHundredAtOnce_AreAnsweredExactlyOnce()
    {
        using var files = new PortalFiles();
        await using var first = await PortalProcess.StartAsync(files);
        await using var second = await PortalProcess.StartAsync(files, first);
        using var simulator = new HttpClient { BaseAddress = first.Simulator };
        var citizens = Enumerable.Range(0, Citizens).Select(i => new SimulatedCitizen(simulator, $"55659{99000000 + i}")).ToList();

        await Parallel.ForEachAsync(citizens, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (citizen, _) => await citizen.WriteAsync("bom dia"));
        await UntilAsync(async () => (await StatisticsAsync(simulator)).Entregues >= Citizens);
        await Parallel.ForEachAsync(citizens, new ParallelOptions { MaxDegreeOfParallelism = 32 }, async (citizen, _) => await citizen.WriteAsync("minha vizinha invadiu meu terreno"));
        await UntilAsync(async () => (await StatisticsAsync(simulator)).Entregues >= 2 * Citizens);

        using var api = ApiOf(second);
        foreach (var citizen in citizens)
        {
            var conversation = Assert.Single((await api.GetFromJsonAsync<Page>($"/api/v1/conversas?telefone={citizen.Phone}", JsonSerializerOptions.Web))!.Itens);
            var messages = (await api.GetFromJsonAsync<MessagePage>($"/api/v1/conversas/{conversation.Id}/mensagens", JsonSerializerOptions.Web))!.Itens;
            Assert.Equal(["cidadao", "robo", "cidadao", "robo"], messages.Select(m => m.De));
            Assert.Equal(2, (await citizen.FromPortalAsync()).Count);
        }

        Assert.Equal(2 * Citizens, (await StatisticsAsync(simulator)).Aceitas);
    }

    [Fact]
    public async Task Message_TakenInByOneProcess_IsShownByTheOther()
    {
        using var files = new PortalFiles();
        await using var first = await PortalProcess.StartAsync(files);
        await using var second = await PortalProcess.StartAsync(files, first);
        using var simulator = new HttpClient { BaseAddress = first.Simulator };

        await new SimulatedCitizen(simulator, "5565999990011").WalkToQueueAsync();

        using var api = ApiOf(second);
        var queue = await api.GetFromJsonAsync<QueuePage>("/api/v1/fila", JsonSerializerOptions.Web);
        var waiting = Assert.Single(queue!.Itens);
        Assert.Equal("Rondonópolis", waiting.Cidade);
        Assert.Null(waiting.Atendente);
    }

    [Fact]
    public async Task Conversation_PortalKilledInTheMiddle_GoesOnWhereItWas()
    {
        using var files = new PortalFiles();
        await using var standing = await PortalProcess.StartAsync(files);
        using var simulator = new HttpClient { BaseAddress = standing.Simulator };
        var citizen = new SimulatedCitizen(simulator, "5565999990012");
        var first = await PortalProcess.StartAsync(files, standing);
        await citizen.AskAsync("bom dia");
        var question = await citizen.AskAsync("meu ex não paga a pensão do meu filho faz três meses");
        await first.KillAsync();
        await first.DisposeAsync();

        await using var again = await PortalProcess.StartAsync(files, standing);
        var next = await citizen.ReplyAsync(question, "Rondonópolis");

        Assert.NotEqual(question.Texto, next.Texto);
        Assert.Equal(3, (await citizen.FromPortalAsync()).Count);
    }

    private static HttpClient ApiOf(PortalProcess portal)
    {
        var client = new HttpClient { BaseAddress = portal.Address };
        client.DefaultRequestHeaders.Add("X-Api-Key", "dev-key");
        return client;
    }

    private static async Task<Statistics> StatisticsAsync(HttpClient simulator) =>
        (await simulator.GetFromJsonAsync<Statistics>("/controle/estatisticas", JsonSerializerOptions.Web))!;

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(Limit);
        while (!await condition())
        {
            Assert.False(limit.IsCancellationRequested, "The condition did not come true in time.");
            await Task.Delay(100);
        }
    }

    private sealed record Statistics(int Aceitas, int Entregues, int Falhas);

    private sealed record Page(IReadOnlyList<ConversationItem> Itens, string? Cursor);

    private sealed record ConversationItem(Guid Id, string Telefone, string Situacao);

    private sealed record MessagePage(IReadOnlyList<MessageItem> Itens, string? Cursor);

    private sealed record MessageItem(long Id, string De, string Tipo, string? Texto, string Situacao);

    private sealed record QueuePage(IReadOnlyList<QueueItem> Itens, string? Cursor);

    private sealed record QueueItem(Guid ConversaId, string Recepcao, string Cidade, string Area, string? Atendente);
}
