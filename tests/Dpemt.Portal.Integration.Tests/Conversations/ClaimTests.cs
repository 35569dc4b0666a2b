using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Conversations;

public sealed class ClaimTests
{
    [Fact]
    public async Task ClaimConversation_EightRacersInTwoProcesses_OneWinsAndTheOthersLearnHerName()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001");
        var other = world.AnotherProcess();
        var users = new List<Actor>();
        for (var i = 0; i < 8; i++)
            users.Add(await world.UserAsync("Recepcionista " + i, Roles.Reception, "Rondonópolis"));

        var results = await Task.WhenAll(users.Select((user, i) => Task.Run(() =>
            (i % 2 == 0 ? world.Process : other).GetRequiredService<ClaimConversation>().RunAsync(user, conversation, default))));

        var winner = Assert.Single(users.Zip(results), r => r.Second.Done).First;
        Assert.All(results.Where(r => !r.Done), r => Assert.Equal((DeskCodes.TakenByColleague, $"{winner.Name} acabou de assumir esta conversa."), (r.Code, r.Text)));
        var stored = await world.FindAsync(conversation);
        Assert.Equal((ConversationState.WithPerson, winner.UserId), (stored.State, stored.AssignedUserId));
        await using var db = await world.OpenAsync();
        Assert.Equal(1, await db.AuditEntries.CountAsync(a => a.Action == "atendimento-assumido"));
    }

    [Fact]
    public async Task ClaimNext_ThreeWaiting_TakesTheLongestWaitFirst()
    {
        await using var world = await DeskWorld.StartAsync();
        var user = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis", "Sinop");
        var expected = new List<Guid>();
        foreach (var (phone, city) in new[] { ("5565999990001", "Sinop"), ("5565999990002", "Rondonópolis"), ("5565999990003", "Sinop") })
        {
            expected.Add(await world.QueueAsync(phone, city));
            world.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var claimed = new List<Guid?>();
        for (var i = 0; i < 3; i++)
            claimed.Add((await world.Get<ClaimNext>().RunAsync(user, null, default)).ConversationId);

        Assert.Equal(expected, claimed.OfType<Guid>());
        Assert.Equal(DeskCodes.QueueEmpty, (await world.Get<ClaimNext>().RunAsync(user, null, default)).Code);
    }

    [Fact]
    public async Task ClaimNext_FourUsersAtOnce_GetFourDifferentCitizens()
    {
        await using var world = await DeskWorld.StartAsync();
        var waiting = new List<Guid>();
        var users = new List<Actor>();
        for (var i = 0; i < 4; i++)
        {
            waiting.Add(await world.QueueAsync("556599999000" + i));
            users.Add(await world.UserAsync("Recepcionista " + i, Roles.Reception, "Rondonópolis"));
        }

        var results = await Task.WhenAll(users.Select(user => Task.Run(() => world.Get<ClaimNext>().RunAsync(user, null, default))));

        Assert.Equal(waiting.Order(), results.Select(r => r.ConversationId!.Value).Order());
    }

    [Fact]
    public async Task TransferConversation_ToReception_KeepsThePlaceAndTheNote()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        var bia = await world.UserAsync("Bia", Roles.Reception, "Sinop");
        var first = await world.QueueAsync("5565999990001");
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.QueueAsync("5565999990002", "Sinop");
        Assert.True((await world.Get<ClaimConversation>().RunAsync(ana, first, default)).Done);
        world.Clock.Advance(TimeSpan.FromMinutes(10));

        var result = await world.Get<TransferConversation>().RunAsync(
            ana, new(first, await world.ReceptionAsync("Sinop"), null, "Mora em Sinop"), default);

        Assert.Equal((true, "Conversa transferida para Núcleo de Sinop."), (result.Done, result.Text));
        var row = (await world.Get<HandoverQueue>().RunAsync(bia, new(), null, default)).Rows[0];
        Assert.Equal((first, DeskWorld.Monday, "Mora em Sinop", "Ana"), (row.ConversationId, row.Since, row.TransferNote, row.TransferredBy));
        Assert.Equal(first, (await world.Get<ClaimNext>().RunAsync(bia, null, default)).ConversationId);
        Assert.Null(await world.Get<Portal.Conversations.Desk.ConversationView>().RunAsync(ana, first, default));
    }

    [Fact]
    public async Task TransferConversation_ToPerson_OnlySheMayClaim()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        var bia = await world.UserAsync("Bia", Roles.Reception, "Rondonópolis");
        var caio = await world.UserAsync("Caio", Roles.Reception, "Rondonópolis");
        var conversation = await world.QueueAsync("5565999990001");
        await world.Get<ClaimNext>().RunAsync(ana, null, default);

        Assert.True((await world.Get<TransferConversation>().RunAsync(ana, new(conversation, null, bia.UserId, null), default)).Done);
        Assert.Equal((0, 1), ((await world.Get<QueueSummary>().RunAsync(caio, default)).Waiting, (await world.Get<QueueSummary>().RunAsync(bia, default)).Waiting));

        Assert.Equal(DeskCodes.QueueEmpty, (await world.Get<ClaimNext>().RunAsync(caio, null, default)).Code);
        Assert.Equal(DeskCodes.NotAllowed, (await world.Get<ClaimConversation>().RunAsync(caio, conversation, default)).Code);
        Assert.Equal(conversation, (await world.Get<ClaimNext>().RunAsync(bia, null, default)).ConversationId);
    }

    [Fact]
    public async Task ReleaseAndTakeOver_ClaimedConversation_GoesBackOrToTheSupervisor()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        var chief = await world.UserAsync("Chefe", Roles.Supervisor);
        var conversation = await world.QueueAsync("5565999990001");
        await world.Get<ClaimNext>().RunAsync(ana, null, default);

        Assert.Equal(DeskCodes.NotAllowed, (await world.Get<TakeOver>().RunAsync(ana, conversation, default)).Code);
        Assert.Equal("Você assumiu a conversa que estava com Ana.", (await world.Get<TakeOver>().RunAsync(chief, conversation, default)).Text);
        Assert.Equal(DeskCodes.NotAssignee, (await world.Get<ReleaseToQueue>().RunAsync(ana, conversation, default)).Code);
        Assert.True((await world.Get<ReleaseToQueue>().RunAsync(chief, conversation, default)).Done);

        var row = Assert.Single((await world.Get<HandoverQueue>().RunAsync(ana, new(), null, default)).Rows);
        Assert.Equal((conversation, DeskWorld.Monday, true), (row.ConversationId, row.Since, row.IsWaiting));
    }
}
