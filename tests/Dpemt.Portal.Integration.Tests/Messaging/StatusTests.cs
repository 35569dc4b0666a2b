using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Messaging;

public sealed class StatusTests : IDisposable
{
    private const string Phone = "556599990001";

    private readonly TestDatabase _database = new();
    private readonly EchoLog _log = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Status_InAnyOrderAndDoubled_NeverMovesBackwardsAndIsKeptOnceEach()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        var sent = await AnswerAsync(portal, provider);
        var pricing = new { billable = true, pricing_model = "PMP", type = "regular", category = "service" };
        foreach (var status in new[] { "read", "delivered", "failed", "sent", "sent", "delivered", "read", "played" })
            await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT", status, Phone, sent.Id, pricing: status == "sent" ? pricing : null));
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Equal(MessageStatus.Read, (await db.Messages.SingleAsync(m => m.Author == MessageAuthor.Bot)).Status);
        var changes = await db.MessageStatusChanges.OrderBy(c => c.Status).ToListAsync();
        Assert.Equal([MessageStatus.Accepted, MessageStatus.Sent, MessageStatus.Failed, MessageStatus.Delivered, MessageStatus.Read], changes.Select(c => c.Status));
        Assert.Equal(("regular", "service", true), (changes[1].PricingType, changes[1].PricingCategory, changes[1].Billable));
        Assert.False(await db.InboundDeliveries.AnyAsync(d => d.State == IntakeState.SetAside));
    }

    [Fact]
    public async Task Status_BeforeTheAnswerToTheSend_IsJoinedLater()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        provider.BeforeAnswer = async sent =>
        {
            await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT", "sent", Phone, sent.Id));
            await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT", "delivered", Phone, sent.Id));
            await SettledAsync();
            await using var early = _database.Open();
            Assert.Equal(2, await early.InboundEvents.CountAsync(e => e.Kind == InboundEventKind.Status && e.State == IntakeState.Waiting));
        };
        await AnswerAsync(portal, provider);
        await using var db = _database.Open();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(m => m.Status == MessageStatus.Delivered), "the early statuses are joined");
        Assert.Equal("wamid.OUT", (await db.Messages.SingleAsync(m => m.Author == MessageAuthor.Bot)).Wamid);
        Assert.False(await db.InboundEvents.AnyAsync(e => e.State == IntakeState.Waiting));
    }

    [Fact]
    public async Task Status_FailedThenDelivered_ShowsDeliveredAndForgetsTheError()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        var sent = await AnswerAsync(portal, provider);
        var errors = new[] { new { code = 131026, title = "Message undeliverable", error_data = new { details = "Detalhe." } } };
        await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT", "failed", Phone, sent.Id, errors: errors));
        await SettledAsync();
        await using var db = _database.Open();
        var failed = await db.Messages.AsNoTracking().SingleAsync(m => m.Author == MessageAuthor.Bot);
        Assert.Equal((MessageStatus.Failed, 131026, "Message undeliverable; Detalhe."), (failed.Status, failed.ErrorCode, failed.ErrorDetail));
        await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT", "delivered", Phone));
        await SettledAsync();
        var delivered = await db.Messages.AsNoTracking().SingleAsync(m => m.Author == MessageAuthor.Bot);
        Assert.Equal((MessageStatus.Delivered, (int?)null), (delivered.Status, delivered.ErrorCode));
    }

    [Fact]
    public async Task Status_UnknownOrWithoutMessage_IsKeptWithoutHarm()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(WebhookBodies.Status("wamid.Z", "teletransportado", Phone));
        await portal.DeliverAsync(WebhookBodies.Status(null, "sent", null));
        await portal.DeliverAsync(WebhookBodies.Status("wamid.Y", "sent", Phone));
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Equal(2, await db.InboundEvents.CountAsync(e => e.State == IntakeState.SetAside));
        Assert.Equal(1, await db.InboundEvents.CountAsync(e => e.State == IntakeState.Waiting));
        await db.InboundEvents.Where(e => e.State == IntakeState.Waiting)
            .ExecuteUpdateAsync(s => s.SetProperty(e => e.ReceivedAt, TimeProvider.System.GetUtcNow().AddHours(-25)));
        await Eventually.TrueAsync(() => db.InboundEvents.AnyAsync(e => e.Fault!.StartsWith("Status sem mensagem")), "it is given up after a day");
    }

    [Fact]
    public async Task Status_WithoutRequest_OneLostSendToTheRecipient_IsItsStatus()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider);
        var lost = await OutboundAsync(Phone, MessageStatus.Unknown);
        var other = await OutboundAsync("556599990002", MessageStatus.Unknown);

        await portal.DeliverAsync(WebhookBodies.Status("wamid.LOST", "sent", Phone));
        await portal.DeliverAsync(WebhookBodies.Status("wamid.LOST", "delivered", Phone));
        await SettledAsync();

        await using var db = _database.Open();
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Id == lost);
        Assert.Equal((MessageStatus.Delivered, "wamid.LOST"), (message.Status, message.Wamid));
        Assert.Equal(MessageStatus.Unknown, (await db.Messages.AsNoTracking().SingleAsync(m => m.Id == other)).Status);
        Assert.Equal([other], await db.OutboxEntries.Select(e => e.MessageId).ToListAsync());
    }

    [Theory]
    [InlineData(MessageStatus.Unknown)]
    [InlineData(MessageStatus.Sending)]
    [InlineData(MessageStatus.Accepted)]
    public async Task Status_WithoutRequest_SeveralSendsWithoutId_WaitsUnmatched(MessageStatus second)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var lost = await OutboundAsync(Phone, MessageStatus.Unknown);
        await OutboundAsync(Phone, second);

        await AssertWaitsAsync(portal, lost, [WebhookBodies.Status("wamid.LOST", "sent", Phone)]);
    }

    [Fact]
    public async Task Status_WithoutRequest_TwoStrangersAtOnce_WaitUnmatched()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var lost = await OutboundAsync(Phone, MessageStatus.Unknown);

        await AssertWaitsAsync(portal, lost, [WebhookBodies.Status("wamid.A", "sent", Phone), WebhookBodies.Status("wamid.B", "sent", Phone)]);
    }

    [Fact]
    public async Task Status_OfARequestThatWeDoNotKnow_IsNotTakenForTheLostSend()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var lost = await OutboundAsync(Phone, MessageStatus.Unknown);

        await AssertWaitsAsync(portal, lost, [WebhookBodies.Status("wamid.LOST", "sent", Phone, "5b0d3c5e-0000-4c0e-9f0a-2d1f6f0f9a11")]);
    }

    [Fact]
    public async Task Status_WithoutRequest_AcceptedSend_IsNotGuessed()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var accepted = await OutboundAsync(Phone, MessageStatus.Accepted);

        await AssertWaitsAsync(portal, accepted, [WebhookBodies.Status("wamid.X", "sent", Phone)], MessageStatus.Accepted);
    }

    private async Task AssertWaitsAsync(PortalUnderTest portal, long message, IReadOnlyList<string> bodies, MessageStatus status = MessageStatus.Unknown)
    {
        var book = portal.Services.GetRequiredService<StatusBook>();
        await using var db = _database.Open();
        var reports = bodies.Select(body =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(body);
            return StatusReport.Read(json.RootElement.GetProperty("statuses")[0], TimeProvider.System.GetUtcNow());
        }).ToList();

        Assert.Equal(reports, await book.EnterAsync(db, reports, default));
        Assert.Equal(status, (await db.Messages.AsNoTracking().SingleAsync(m => m.Id == message)).Status);
    }

    /// <summary>A message to a citizen whose provider id is not known.</summary>
    private async Task<long> OutboundAsync(string phone, MessageStatus status)
    {
        await using var db = _database.Open();
        var now = TimeProvider.System.GetUtcNow();
        var index = new CitizenIndex(new BlindIndex(KeyRing.Parse(await File.ReadAllTextAsync(_database.KeyFile)))).Phone(PhoneNumber.OfWire(phone)!);
        var citizen = await db.Citizens.FirstOrDefaultAsync(c => c.PhoneIndex == index);
        if (citizen is null)
            db.Citizens.Add(citizen = new() { Id = Guid.CreateVersion7(now), Phone = phone, PhoneIndex = index, WireAddress = phone, CreatedAt = now });
        var message = new Message { CitizenId = citizen.Id, Author = MessageAuthor.Bot, Kind = MessageKind.Text, Text = "oi", Status = status, OccurredAt = now, CreatedAt = now };
        db.Messages.Add(message);
        await db.SaveChangesAsync();
        db.OutboxEntries.Add(new() { MessageId = message.Id, CitizenId = citizen.Id, Priority = SendPriority.Bot, State = OutboxState.Unknown, DueAt = now });
        await db.SaveChangesAsync();
        return message.Id;
    }

    [Fact]
    public async Task Reconcile_MessageWithoutStatus_AsksTheProvider()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        var sent = await AnswerAsync(portal, provider);
        provider.Packages[sent.Id] = $$"""
            {"requisicoesEnvio":[{"destinatario":"{{Phone}}","idMeta":"wamid.OUT","mensagemErro":null,
             "sent":"2026-01-20T10:00:02Z","delivered":"2026-01-20T10:00:04Z","read":null,"failed":false,"deleted":""}],"aguardandoEnvio":[]}
            """;
        await using var db = _database.Open();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(m => m.Status == MessageStatus.Accepted), "the answer is accepted");
        await db.Messages.ExecuteUpdateAsync(s => s.SetProperty(m => m.CreatedAt, TimeProvider.System.GetUtcNow().AddHours(-1)));
        Assert.Equal(2, await portal.Services.GetRequiredService<ReconcileStatuses>().RunAsync(default));
        var message = await db.Messages.AsNoTracking().SingleAsync(m => m.Author == MessageAuthor.Bot);
        Assert.Equal((MessageStatus.Delivered, "wamid.OUT"), (message.Status, message.Wamid));
    }

    private static async Task<SentRequest> AnswerAsync(PortalUnderTest portal, FakeProvider provider)
    {
        await portal.DeliverAsync(WebhookBodies.Text(Phone, "wamid.IN", "oi"));
        await Eventually.TrueAsync(() => !provider.Taken.IsEmpty, "the answer is sent");
        return provider.Taken.First();
    }

    private async Task SettledAsync()
    {
        await using var db = _database.Open();
        await Eventually.TrueAsync(async () => !await db.InboundDeliveries.AnyAsync(d => d.State == IntakeState.Waiting), "all deliveries are split");
    }
}
