using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Conversations;

public sealed class AccessTests
{
    [Fact]
    public async Task Desk_UserOfAnotherReception_SeesAndDoesNothing()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001");

        await AssertShutOutAsync(world, await world.UserAsync("Bia", Roles.Reception, "Sinop"), conversation, DeskCodes.NotFound);
    }

    [Theory]
    [InlineData(Roles.Auditor)]
    [InlineData(Roles.Cdi)]
    [InlineData(Roles.ContractOfficer)]
    [InlineData(Roles.Reception)]
    public async Task Desk_UserWithoutPlaceAtTheDesk_SeesAndDoesNothing(string role)
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001");

        await AssertShutOutAsync(world, await world.UserAsync("Caio", role), conversation, DeskCodes.NotAllowed);
    }

    [Fact]
    public async Task Desk_DisabledUserAndSystem_SeeNothing()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001");
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        await using (var db = await world.OpenAsync())
            await db.Users.Where(u => u.Id == ana.UserId).ExecuteUpdateAsync(s => s.SetProperty(u => u.Disabled, true));

        await AssertShutOutAsync(world, ana, conversation, DeskCodes.NotAllowed);
        await AssertShutOutAsync(world, Actor.System("solar"), conversation, DeskCodes.NotAllowed);
        await AssertShutOutAsync(world, Actor.Portal, conversation, DeskCodes.NotAllowed);
    }

    [Fact]
    public async Task Act_ColleagueOfTheSameReception_IsRefusedInTheNameOfWhoAttends()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001");
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        var bia = await world.UserAsync("Bia", Roles.Reception, "Rondonópolis");
        Assert.True((await world.Get<ClaimConversation>().RunAsync(ana, conversation, default)).Done);

        foreach (var act in new Func<Actor, Task<DeskResult>>[]
        {
            who => world.Get<TransferConversation>().RunAsync(who, new(conversation, null, bia.UserId, null), default),
            who => world.Get<ReleaseToQueue>().RunAsync(who, conversation, default),
            who => world.Get<ReturnToBot>().RunAsync(who, conversation, default),
            who => world.Get<CloseConversation>().RunAsync(who, conversation, CloseReasons.Desk[0].Key, default),
        })
        {
            var refused = await act(bia);
            Assert.Equal(DeskCodes.NotAssignee, refused.Code);
            Assert.Contains("Ana", refused.Text, StringComparison.Ordinal);
        }

        var taken = await world.Get<TakeOver>().RunAsync(bia, conversation, default);
        Assert.Equal(DeskCodes.NotAllowed, taken.Code);
        var still = await world.FindAsync(conversation);
        Assert.Equal((ConversationState.WithPerson, ana.UserId), (still.State, still.AssignedUserId));
    }

    [Fact]
    public async Task Desk_Supervisor_SeesEveryReception()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001", "Sinop");
        var chief = await world.UserAsync("Chefe", Roles.Supervisor);

        Assert.Equal(conversation, Assert.Single((await world.Get<HandoverQueue>().RunAsync(chief, new(), null, default)).Rows).ConversationId);
        Assert.NotNull(await world.Get<ConversationView>().RunAsync(chief, conversation, default));
        Assert.Equal(1, (await world.Get<QueueSummary>().RunAsync(chief, default)).Waiting);
    }

    [Fact]
    public async Task Desk_SupervisorBoundToAReception_SeesThatOneAndMayTakeOverThere()
    {
        await using var world = await DeskWorld.StartAsync();
        var there = await world.QueueAsync("5565999990001", "Sinop");
        var elsewhere = await world.QueueAsync("5565999990002");
        var bia = await world.UserAsync("Bia", Roles.Reception, "Sinop");
        var chief = await world.UserAsync("Chefe", Roles.Supervisor, "Sinop");
        Assert.Equal(DeskCodes.Done, (await world.Get<ClaimConversation>().RunAsync(bia, there, default)).Code);

        Assert.Equal(there, Assert.Single((await world.Get<HandoverQueue>().RunAsync(chief, new(QueueView.Others), null, default)).Rows).ConversationId);
        Assert.Equal(["Núcleo de Sinop"], (await world.Get<QueueSummary>().RunAsync(chief, default)).Receptions.Select(r => r.Name));
        Assert.Null(await world.Get<ConversationView>().RunAsync(chief, elsewhere, default));
        Assert.Equal(DeskCodes.NotFound, (await world.Get<TakeOver>().RunAsync(chief, elsewhere, default)).Code);
        Assert.Equal(DeskCodes.Done, (await world.Get<TakeOver>().RunAsync(chief, there, default)).Code);
    }

    [Fact]
    public async Task Transfer_ToASupervisorBoundElsewhere_MovesToAReceptionThatSheSees()
    {
        await using var world = await DeskWorld.StartAsync();
        var conversation = await world.QueueAsync("5565999990001");
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        var chief = await world.UserAsync("Chefe", Roles.Supervisor, "Sinop");
        await world.Get<ClaimConversation>().RunAsync(ana, conversation, default);

        Assert.Equal(DeskCodes.Done, (await world.Get<TransferConversation>().RunAsync(ana, new(conversation, null, chief.UserId, "veja"), default)).Code);

        Assert.Equal(conversation, Assert.Single((await world.Get<HandoverQueue>().RunAsync(chief, new(), null, default)).Rows).ConversationId);
    }

    private static async Task AssertShutOutAsync(DeskWorld world, Actor who, Guid conversation, string code)
    {
        Assert.Empty((await world.Get<HandoverQueue>().RunAsync(who, new(), null, default)).Rows);
        Assert.Empty((await world.Get<HandoverQueue>().RunAsync(who, new(QueueView.Others), null, default)).Rows);
        Assert.Equal(0, (await world.Get<QueueSummary>().RunAsync(who, default)).Waiting);
        Assert.Null(await world.Get<ConversationView>().RunAsync(who, conversation, default));
        Assert.Null(await world.Get<ConversationTimeline>().RunAsync(who, conversation, null, default));
        Assert.Contains((await world.Get<ClaimNext>().RunAsync(who, null, default)).Code, new[] { DeskCodes.QueueEmpty, DeskCodes.NotAllowed });
        Assert.Equal(code, (await world.Get<ClaimConversation>().RunAsync(who, conversation, default)).Code);
        Assert.Equal(code, (await world.Get<TakeOver>().RunAsync(who, conversation, default)).Code);
        Assert.Equal(code, (await world.Get<SendReply>().RunAsync(who, new(conversation, Guid.NewGuid(), "oi"), default)).Code);
        Assert.Equal(code, (await world.Get<AddNote>().RunAsync(who, conversation, "nota", default)).Code);
        Assert.Equal(code, (await world.Get<CloseConversation>().RunAsync(who, conversation, "resolvido", default)).Code);
        Assert.Equal(code, (await world.Get<OpenConversation>().RunAsync(who, conversation, default)).Code);
        Assert.Equal(code, (await world.Get<RevealCpf>().RunAsync(who, conversation, "conferir cadastro", default)).Result.Code);
        await world.Get<DraftStore>().SaveAsync(who, conversation, "rascunho", default);
        Assert.Null(await world.Get<DraftStore>().LoadAsync(who, conversation, default));
        await world.Get<PresenceBoard>().SeeAsync(who, conversation, true, default);
        await using var db = await world.OpenAsync();
        Assert.False(await db.Presences.AnyAsync());
        Assert.False(await db.AuditEntries.AnyAsync(a => a.SubjectKind == "conversation"));
    }
}
