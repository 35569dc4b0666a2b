using Dpemt.Portal.Conversations;
using Dpemt.Portal.Conversations.Desk;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Conversations;

/// <summary>"Enviar de novo" on a message that failed, and answers that quote.</summary>
public sealed class ResendMessageTests
{
    private const string Phone = "5565999990001";

    [Fact]
    public async Task RunAsync_PressedOnTwoInstancesAtOnce_SendsOnceAndTheOldOneNamesIt()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var failed = await SendAndFailAsync(world, ana, conversation, "Bom dia, Maria!");
        ResendMessage[] instances = [world.Get<ResendMessage>(), world.AnotherProcess().GetRequiredService<ResendMessage>()];

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => instances[i % 2].RunAsync(ana, conversation, failed, default))));

        var sent = (await world.SentAsync(conversation)).Where(m => m.Author == MessageAuthor.Attendant).ToList();
        Assert.Equal(["Bom dia, Maria!", "Bom dia, Maria!"], sent.Select(m => m.Text));
        Assert.Equal((MessageStatus.Queued, ana.UserId), (sent[1].Status, sent[1].AuthorUserId));
        var page = await world.Get<ConversationTimeline>().RunAsync(ana, conversation, null, default);
        Assert.Equal(sent[1].Id, page!.Entries.OfType<TimelineMessage>().Single(m => m.Id == failed).SentAgainAs);
        var later = await world.Get<ResendMessage>().RunAsync(ana, conversation, failed, default);
        Assert.Equal((true, sent[1].Id), (later.Done, later.MessageId));
    }

    [Fact]
    public async Task RunAsync_WhoMayNotWrite_IsRefusedAndNothingIsQueued()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var failed = await SendAndFailAsync(world, ana, conversation, "Bom dia!");
        var (bia, other) = await world.ClaimedAsync("5565999990002", "Bia");
        var resend = world.Get<ResendMessage>();

        var colleague = await resend.RunAsync(bia, conversation, failed, default);
        Assert.Equal((DeskCodes.NotAssignee, "Quem atende esta conversa é Ana. Só quem atende pode fazer isso."), (colleague.Code, colleague.Text));
        Assert.Equal(DeskCodes.Invalid, (await resend.RunAsync(bia, other, failed, default)).Code);
        Assert.Equal(DeskCodes.NotFound, (await resend.RunAsync(await world.UserAsync("Caio", Roles.Reception, "Sinop"), conversation, failed, default)).Code);
        Assert.Single(await world.SentAsync(conversation), m => m.Author == MessageAuthor.Attendant);
    }

    [Fact]
    public async Task RunAsync_MessageThatDidNotFail_IsRefused()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var sent = (await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), "oi"), default)).MessageId!.Value;
        await using var db = await world.OpenAsync();
        var ofCitizen = await db.Messages.Where(m => m.Author == MessageAuthor.Citizen).Select(m => m.Id).FirstAsync();
        var options = await FailedAsync(world, conversation, MessageAuthor.Bot, MessageKind.Buttons, "Posso ajudar?", new(Options: [new("sim", "Sim")]));
        var resend = world.Get<ResendMessage>();

        Assert.Contains("não foi entregue", (await resend.RunAsync(ana, conversation, sent, default)).Text, StringComparison.Ordinal);
        Assert.Contains("não é desta conversa", (await resend.RunAsync(ana, conversation, ofCitizen, default)).Text, StringComparison.Ordinal);
        Assert.Contains("não é desta conversa", (await resend.RunAsync(ana, conversation, 999_999, default)).Text, StringComparison.Ordinal);
        Assert.Contains("opções do robô", (await resend.RunAsync(ana, conversation, options, default)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RunAsync_WindowClosed_RefusesTextAndSendsTheTemplate()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        var text = await SendAndFailAsync(world, ana, conversation, "Bom dia!");
        var template = await FailedAsync(
            world, conversation, MessageAuthor.Attendant, MessageKind.Template, "Olá, Maria.", new(Template: "retomada", BodyParameters: ["Maria"]));
        world.Clock.Advance(TimeSpan.FromHours(24));

        Assert.Equal(DeskCodes.WindowClosed, (await world.Get<ResendMessage>().RunAsync(ana, conversation, text, default)).Code);
        var again = await world.Get<ResendMessage>().RunAsync(ana, conversation, template, default);
        var sent = (await world.SentAsync(conversation))[^1];
        Assert.Equal((again.MessageId, MessageKind.Template, "Olá, Maria."), (sent.Id, sent.Kind, sent.Text));
        Assert.Contains("\"retomada\"", sent.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SendReply_Quoting_ShowsWhatItAnswersAndNothingOfOthers()
    {
        await using var world = await DeskWorld.StartAsync();
        var (ana, conversation) = await world.ClaimedAsync(Phone);
        await world.WriteAsync(Phone, "Preciso levar a certidão?");
        var (_, other) = await world.ClaimedAsync("5565999990002", "Bia");
        await using var db = await world.OpenAsync();
        var asked = await db.Messages.Where(m => m.ConversationId == conversation && m.Author == MessageAuthor.Citizen).OrderBy(m => m.Id).Select(m => m.Id).LastAsync();
        var foreign = await db.Messages.Where(m => m.ConversationId == other).Select(m => m.Id).FirstAsync();

        Assert.Equal(DeskCodes.Invalid, (await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), "Sim", QuotedMessageId: foreign), default)).Code);
        var sent = await world.Get<SendReply>().RunAsync(ana, new(conversation, Guid.NewGuid(), "Sim, leve.", QuotedMessageId: asked), default);

        var shown = (await world.Get<ConversationTimeline>().RunAsync(ana, conversation, null, default))!.Entries.OfType<TimelineMessage>().Single(m => m.Id == sent.MessageId);
        Assert.Equal(new TimelineQuote(asked, MessageAuthor.Citizen, MessageKind.Text, "Preciso levar a certidão?"), shown.Quote);
    }

    private static async Task<long> SendAndFailAsync(DeskWorld world, Actor who, Guid conversation, string text)
    {
        var sent = await world.Get<SendReply>().RunAsync(who, new(conversation, Guid.NewGuid(), text), default);
        await FailAsync(world, sent.MessageId!.Value);
        return sent.MessageId.Value;
    }

    private static async Task<long> FailedAsync(
        DeskWorld world, Guid conversation, MessageAuthor author, MessageKind kind, string text, OutboundContent content)
    {
        await using var db = await world.OpenAsync();
        var citizen = await db.Conversations.Where(c => c.Id == conversation).Select(c => c.CitizenId).SingleAsync();
        var message = MessageOutbox.Enqueue(db, new OutboundMessage
        {
            CitizenId = citizen,
            ConversationId = conversation,
            Author = author,
            Kind = kind,
            Text = text,
            Content = content,
            Priority = SendPriority.Person,
        });
        await db.SaveChangesAsync();
        await FailAsync(world, message.Id);
        return message.Id;
    }

    private static async Task FailAsync(DeskWorld world, long message)
    {
        await using var db = await world.OpenAsync();
        await db.Messages.Where(m => m.Id == message)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, MessageStatus.Failed).SetProperty(m => m.ErrorCode, MessageFailures.Undeliverable));
    }
}
