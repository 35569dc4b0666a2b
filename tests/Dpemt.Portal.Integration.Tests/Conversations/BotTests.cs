using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Bot;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Flow;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Dpemt.Portal.Integration.Tests.Conversations;

public sealed class BotTests
{
    private const string Phone = "5565999990001";

    [Fact]
    public async Task HandleAsync_RestartBetweenAllMessages_LeadsFromGreetingToTheQueueOfTheCity()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = Guid.Empty;
        foreach (var text in new[]
        {
            "bom dia", "meu ex marido não paga a pensão atrasada do meu filho há três meses", "529.982.247-25", "Maria do Carmo Souza",
            "Ana Souza", "sim", "família", "Rondonópolis", "sim", "sim", "sim",
        })
        {
            if (conversation != Guid.Empty && (await world.FindAsync(conversation)).State == ConversationState.Waiting)
                break;
            conversation = await world.WriteAsync(Phone, text);
            world.Clock.Advance(TimeSpan.FromSeconds(20));
            world.Restart();
        }

        var stored = await world.FindAsync(conversation);
        var reception = await world.ReceptionAsync("Rondonópolis");
        Assert.Equal((ConversationState.Waiting, reception, "5107602", "familia"), (stored.State, stored.ReceptionId, stored.CityCode, stored.Area));
        await using var db = await world.OpenAsync();
        var citizen = await db.Citizens.SingleAsync();
        Assert.Equal(("Maria do Carmo Souza", "Ana Souza", "52998224725"), (citizen.Name, citizen.MotherName, citizen.Cpf));
        Assert.NotNull(citizen.IdentityConfirmedAt);
        Assert.Equal(4, await db.CitizenNameWords.CountAsync());
        Assert.Equal(reception, (await db.HandoverEntries.SingleAsync()).ReceptionId);
        Assert.Null(stored.SilenceDueAt);
        var sent = await world.SentAsync(conversation);
        Assert.Contains(sent, m => m.Text!.Contains("Lei Geral de Proteção de Dados", StringComparison.Ordinal));
        Assert.Contains("Núcleo de Rondonópolis", sent[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_AfterHours_QueuesAndTellsWhenSomebodyAnswers()
    {
        await using var world = await DeskWorld.StartAsync();
        world.Clock.Advance(TimeSpan.FromHours(9));

        var conversation = await world.QueueAsync(Phone);

        var last = (await world.SentAsync(conversation))[^1];
        Assert.Contains("amanhã às 8h", last.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HandleAsync_MessagesWhileWaitingAndWithPerson_BotKeepsQuietAndTheDeskSeesThem()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        var conversation = await world.QueueAsync(Phone);
        var before = (await world.SentAsync(conversation)).Count;

        for (var i = 0; i < 5; i++)
            await world.WriteAsync(Phone, "ainda estou aqui");
        Assert.InRange((await world.SentAsync(conversation)).Count, before, before + 1);
        Assert.NotNull((await world.FindAsync(conversation)).UnreadSince);

        await world.Get<ClaimNext>().RunAsync(ana, null, default);
        await world.Get<OpenConversation>().RunAsync(ana, conversation, default);
        Assert.Null((await world.FindAsync(conversation)).UnreadSince);
        before = (await world.SentAsync(conversation)).Count;
        await world.WriteAsync(Phone, "menu");
        await world.WriteAsync(Phone, null, kind: MessageKind.Audio);
        Assert.Equal(before, (await world.SentAsync(conversation)).Count);
        Assert.NotNull((await world.FindAsync(conversation)).UnreadSince);
        Assert.Equal(1, (await world.Get<QueueSummary>().RunAsync(ana, default)).MineUnread);
    }

    [Fact]
    public async Task HandleAsync_LeavingTheQueue_EndsThePlaceAndTheNextMessageOpensAnother()
    {
        await using var world = await DeskWorld.StartAsync();
        var first = await world.QueueAsync(Phone);

        await world.WriteAsync(Phone, "sair");
        Assert.Equal((ConversationState.Closed, "cidadao-saiu"), ((await world.FindAsync(first)).State, (await world.FindAsync(first)).CloseReason));
        var second = await world.WriteAsync(Phone, "oi");

        Assert.NotEqual(first, second);
        await using var db = await world.OpenAsync();
        Assert.Equal(HandoverState.Ended, (await db.HandoverEntries.SingleAsync()).State);
        Assert.Equal(1, await db.Conversations.CountAsync(c => c.State < ConversationState.Closed));
    }

    [Fact]
    public async Task CloseSilentConversations_SilentForADay_ClosesOnceWithFarewellInsideTheWindow()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.WriteAsync(Phone, "bom dia");
        var waiting = await world.QueueAsync("5565999990002");
        var job = world.Get<CloseSilentConversations>();

        world.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal(0, await job.RunAsync(default));
        world.Clock.Advance(TimeSpan.FromMinutes(31));
        var before = (await world.SentAsync(conversation)).Count;
        var closed = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => job.RunAsync(default))));

        Assert.Equal(1, closed.Sum());
        Assert.Equal((ConversationState.Closed, "silencio"), ((await world.FindAsync(conversation)).State, (await world.FindAsync(conversation)).CloseReason));
        Assert.Equal(before + 1, (await world.SentAsync(conversation)).Count);
        Assert.Equal(ConversationState.Waiting, (await world.FindAsync(waiting)).State);
        world.Clock.Advance(TimeSpan.FromDays(3));
        Assert.Equal(0, await job.RunAsync(default));
    }

    [Fact]
    public async Task HandleAsync_HostileNamesAndTexts_StayData()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        const string hostile = "<script>alert(1)</script> \u202Egnp.exe {nome} '; DROP TABLE conv_Conversation; -- \0\u0007";
        var emoji = string.Concat(Enumerable.Repeat("😀", 4096));

        await world.WriteAsync(Phone, hostile, profile: hostile);
        foreach (var text in new[] { emoji, hostile, new string('9', 5000), "\u200F\u200F\u200F", " ", "%_[a-z]\\" })
            await world.WriteAsync(Phone, text, profile: hostile);
        await world.WriteAsync(Phone, hostile, new InboundContent(OptionId: hostile));
        await world.WriteAsync(Phone, null, new InboundContent(Latitude: double.NaN, Longitude: 1e300), MessageKind.Location);
        var conversation = await world.QueueAsync(Phone, profile: hostile);

        var row = Assert.Single((await world.Get<HandoverQueue>().RunAsync(ana, new(), null, default)).Rows);
        Assert.DoesNotContain('\u202E', row.CitizenName);
        Assert.Contains("<script>", row.CitizenName, StringComparison.Ordinal);
        Assert.True(row.Account is null || row.Account.Length <= HandoverQueue.ExcerptLength);
        var page = await world.Get<ConversationTimeline>().RunAsync(ana, conversation, null, default);
        Assert.Contains(page!.Entries.OfType<TimelineMessage>(), m => m.Text == hostile);
    }

    [Fact]
    public async Task HandleAsync_OutsideClassifier_IsAskedByTheWorkerAndTheConversationGoesOn()
    {
        await using var world = await DeskWorld.StartAsync();
        world.Restart(services => services.AddSingleton<IRelatoClassifier, OutsideClassifier>());
        await world.WriteAsync(Phone, "bom dia");
        await world.WriteAsync(Phone, "quero resolver um assunto com a minha vizinha do lado");
        var conversation = await world.WriteAsync(Phone, "não informar dados");
        Assert.NotNull((await world.FindAsync(conversation)).ClassifyDueAt);
        var sent = (await world.SentAsync(conversation)).Count;

        var worker = Assert.Single(world.Process.GetServices<IHostedService>().OfType<WorkerLoop>());
        await worker.StartAsync(default);
        await Eventually.TrueAsync(async () => (await world.FindAsync(conversation)).ClassifyDueAt is null, "the worker has asked the classifier");
        await worker.StopAsync(default);

        var answers = await world.SentAsync(conversation);
        Assert.True(answers.Count > sent);
        Assert.Contains("Saúde", answers[^1].Text + answers[^1].Content, StringComparison.Ordinal);
    }

    private sealed class OutsideClassifier : IRelatoClassifier
    {
        public Task<IReadOnlyList<AreaScore>> ClassifyAsync(string relato, CancellationToken cancellation) =>
            Task.FromResult<IReadOnlyList<AreaScore>>([new("saude", 9, [])]);
    }

    [Fact]
    public async Task HandleAsync_ReactionOutsideOfAConversation_OpensNone()
    {
        await using var world = await DeskWorld.StartAsync();

        Assert.Equal(Guid.Empty, await world.WriteAsync(Phone, "👍", kind: MessageKind.Reaction));

        await using var db = await world.OpenAsync();
        Assert.False(await db.Conversations.AnyAsync());
    }
}
