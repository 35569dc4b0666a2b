using Dpemt.Portal.Citizens;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Conversations.Handover;
using Dpemt.Portal.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>Two citizens turn out to be one.</summary>
public sealed class MergeConversationsTests
{
    private const string Old = "5565999990001";
    private const string New = "5565999990002";

    [Fact]
    public async Task ChangeNumber_BothWait_OneConversationKeepsTheEarlierPlace()
    {
        await using var world = await DeskWorld.StartAsync();
        var ana = await world.UserAsync("Ana", Roles.Reception, "Rondonópolis");
        await world.WriteAsync(New, "bom dia");
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var since = world.Clock.GetUtcNow();
        var first = await world.QueueAsync(Old);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        var between = await world.QueueAsync("5565999990003");
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        var second = await world.QueueAsync(New);

        await MergeAsync(world);

        // The one that was opened first stays; whoever came in between stays behind her.
        var rows = (await world.Get<HandoverQueue>().RunAsync(ana, new(QueueView.Waiting), null, default)).Rows;
        Assert.Equal([second, between], rows.Select(r => r.ConversationId));
        Assert.Equal(since, rows[0].Since);
        var ended = await world.FindAsync(first);
        Assert.Equal((ConversationState.Closed, "unificada"), (ended.State, ended.CloseReason));
        Assert.Equal(second, (await world.Get<ClaimNext>().RunAsync(ana, null, default)).ConversationId);
    }

    [Fact]
    public async Task ChangeNumber_AttendedAndWaiting_StaysWithThePersonAndIsOneHistory()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, attended) = await world.ClaimedAsync(Old);
        await world.Get<SendReply>().RunAsync(ana, new(attended, Guid.NewGuid(), "Bom dia!"), default);
        await world.Get<AddNote>().RunAsync(ana, attended, "trouxe a certidão", default);
        world.Clock.Advance(TimeSpan.FromMinutes(5));
        var waiting = await world.QueueAsync(New);
        await world.WriteAsync(New, "mudei de número");

        await MergeAsync(world);

        var header = await world.Get<ConversationView>().RunAsync(ana, attended, default);
        Assert.Equal((true, ConversationState.Closed), (header!.IsMine, (await world.FindAsync(waiting)).State));
        var page = await world.Get<ConversationTimeline>().RunAsync(ana, attended, null, default);
        var texts = page!.Entries.Select(e => e is TimelineMessage message ? message.Text : ((TimelineNote)e).Text).ToList();
        Assert.Contains("Bom dia!", texts);
        Assert.Contains("trouxe a certidão", texts);
        Assert.Equal("mudei de número", texts.FindLast(t => t == "mudei de número"));
        Assert.Equal(page.Entries.OfType<TimelineMessage>().Select(m => m.Id).Order(), page.Entries.OfType<TimelineMessage>().Select(m => m.Id));
        // What she writes next, from the new number, reaches the person who attends her.
        Assert.Equal(attended, await world.WriteAsync(New, "e agora?"));
        await using var db = await world.OpenAsync();
        Assert.Equal(1, await db.Citizens.CountAsync());
        Assert.Equal(1, await db.HandoverEntries.CountAsync(e => e.State < HandoverState.Ended));
    }

    [Fact]
    public async Task ChangeNumber_DraftsOnBoth_LoseNoWord()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, attended) = await world.ClaimedAsync(Old);
        var bia = await world.UserAsync("Bia", Roles.Reception, "Rondonópolis");
        var waiting = await world.QueueAsync(New);
        var drafts = world.Get<DraftStore>();
        await drafts.SaveAsync(ana, attended, "Já vejo", default);
        await drafts.SaveAsync(ana, waiting, "e também isto", default);
        await drafts.SaveAsync(bia, waiting, "de Bia", default);

        await MergeAsync(world);

        Assert.Equal("Já vejo\ne também isto", await drafts.LoadAsync(ana, attended, default));
        Assert.Equal("de Bia", await drafts.LoadAsync(bia, attended, default));
        Assert.Null(await drafts.LoadAsync(bia, waiting, default));
    }

    [Fact]
    public async Task ChangeNumber_OneClosed_BringsTheOldHistoryIntoTheOpenOne()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, closed) = await world.ClaimedAsync(Old);
        await world.Get<CloseConversation>().RunAsync(ana, closed, "resolvido", default);
        var open = await world.QueueAsync(New);

        await MergeAsync(world);

        Assert.Equal(ConversationState.Waiting, (await world.FindAsync(open)).State);
        var page = await world.Get<ConversationTimeline>().RunAsync(ana, open, null, default);
        Assert.Equal([closed, open], page!.Entries.Select(e => e.ConversationId!.Value).Distinct());
    }

    /// <summary>The provider tells that the citizen of the old number writes from the new one.</summary>
    private static async Task MergeAsync(DeskWorld world)
    {
        await using var scope = world.Process.CreateAsyncScope();
        await using var db = await world.OpenAsync();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await scope.ServiceProvider.GetRequiredService<RecogniseCitizen>().ChangeNumberAsync(db, Old, New, default);
        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }
}
