using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Intake;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Messaging;

public sealed class IntakeTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly EchoLog _log = new() { Answer = false };

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Message_DeliveredThreeTimes_IsOneMessage()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        var body = WebhookBodies.Text("556599990001", "wamid.A", "oi");
        await portal.DeliverAsync(body);
        await portal.DeliverAsync(WebhookBodies.Envelope(body, body));
        await portal.DeliverAsync($"[{body},{body}]");
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Equal(1, await db.Messages.CountAsync());
        Assert.Single(_log.Calls);
        // A repetition is no fault: nothing waits, nothing is set aside.
        Assert.All(await db.InboundDeliveries.ToListAsync(), d => Assert.Equal(IntakeState.Done, d.State));
    }

    [Fact]
    public async Task Message_TwelveAndThirteenDigits_IsOneCitizenAnsweredAsLastReceived()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.A", "um"));
        await portal.DeliverAsync(WebhookBodies.Text("5565999990001", "wamid.B", "dois"));
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Equal("5565999990001", (await db.Citizens.SingleAsync()).WireAddress);
        Assert.Equal(2, await db.Messages.CountAsync());
    }

    [Fact]
    public async Task Message_UserIdFirstThenBothThenPhone_IsOneCitizen()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(WebhookBodies.Text(null, "wamid.A", "um", userId: "BR.ABC"));
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.B", "dois"));
        await SettledAsync();
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.C", "três", userId: "BR.ABC"));
        await SettledAsync();
        await portal.DeliverAsync(WebhookBodies.Text(null, "wamid.D", "quatro", userId: "BR.ABC"));
        await SettledAsync();
        await using var db = _database.Open();
        var citizen = await db.Citizens.SingleAsync();
        Assert.Equal(("5565999990001", "BR.ABC"), (citizen.Phone, citizen.MetaUserId));
        Assert.Equal(4, await db.Messages.CountAsync(m => m.CitizenId == citizen.Id));
    }

    [Fact]
    public async Task Message_WithoutAnySender_IsSetAsideVisiblyAndBlocksNobody()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(WebhookBodies.Text(null, "wamid.A", "quem sou?"));
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.B", "oi"));
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Contains("sem o telefone", (await db.InboundEvents.SingleAsync(e => e.State == IntakeState.SetAside)).Fault, StringComparison.Ordinal);
        Assert.Equal(1, await db.Messages.CountAsync());
    }

    [Fact]
    public async Task Message_ThatAlwaysFails_IsSetAsideWhileOthersGoOn()
    {
        _log.Fail = m => m.Text == "veneno";
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.A", "veneno"));
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.B", "depois"));
        await portal.DeliverAsync(WebhookBodies.Text("556599990002", "wamid.C", "outra pessoa"));
        await Eventually.TrueAsync(() => _log.Calls.Any(c => c.Text == "outra pessoa"), "the other citizen is served");
        Assert.DoesNotContain(_log.Calls, c => c.Text == "depois");
        await SettledAsync();
        await using var db = _database.Open();
        var bad = await db.InboundEvents.SingleAsync(e => e.State == IntakeState.SetAside);
        Assert.Equal(ProcessInbound.MaxAttempts, bad.Attempts);
        Assert.Contains("5 tentativas", bad.Fault, StringComparison.Ordinal);
        Assert.Contains(_log.Calls, c => c.Text == "depois");
        Assert.Equal(2, await db.Messages.CountAsync());
    }

    [Fact]
    public async Task Messages_OfManyCitizensAtOnceInTwoProcesses_AreOnceEachAndInOrder()
    {
        const int citizens = 200;
        const int each = 3;
        _log.Answer = true;
        await using var provider = await FakeProvider.StartAsync();
        await using var first = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await using var second = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        var people = Enumerable.Range(0, citizens).Select(i => $"5565999{i:D5}").ToList();
        for (var round = 0; round < each; round++)
        {
            var number = round;
            await Task.WhenAll(people.Select((phone, i) =>
                (i % 2 == 0 ? first : second).DeliverAsync(WebhookBodies.Text(phone, $"wamid.{phone}.{number}", $"{phone} {number}"))));
        }

        // Two processes on one file wait for each other inside SQLite: on a machine that builds beside them this takes minutes.
        await SettledAsync(TimeSpan.FromMinutes(5));
        await Eventually.TrueAsync(() => provider.Taken.Count >= citizens * each, "all answers are sent", TimeSpan.FromMinutes(5));
        await using var db = _database.Open();
        await Eventually.TrueAsync(async () => !await db.OutboxEntries.AnyAsync(), "the outbox is empty");
        Assert.Equal(citizens, await db.Citizens.CountAsync());
        Assert.Equal(citizens * each, _log.Calls.Count);
        Assert.Equal(citizens * each, provider.Taken.Count);
        foreach (var line in provider.Taken.GroupBy(s => s.Recipient))
            Assert.Equal(Enumerable.Range(0, each).Select(n => $"eco: {line.Key} {n}"), line.Select(s => s.Text));
    }

    [Fact]
    public async Task Message_OfEveryType_IsKept()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        provider.Media["m1"] = ("image/jpeg", [0xFF, 0xD8, 0xFF, 1, 2, 3]);
        provider.MediaFaults.Enqueue(503);
        var bodies = new (string Type, object Content, MessageKind Kind, string? Text)[]
        {
            ("text", new { body = "oi\u0007\u0000" }, MessageKind.Text, "oi"),
            ("image", new { id = "m1", mime_type = "image/jpeg", caption = "foto" }, MessageKind.Image, "foto"),
            ("audio", new { id = "gone", mime_type = "audio/ogg", voice = true }, MessageKind.Audio, null),
            ("location", new { latitude = -15.6, longitude = "-56.1", name = "Casa" }, MessageKind.Location, "Casa"),
            ("button", new { payload = "sim", text = "Sim" }, MessageKind.Reply, "Sim"),
            ("interactive", new { type = "list_reply", list_reply = new { id = "familia", title = "Família" } }, MessageKind.Reply, "Família"),
            ("reaction", new { message_id = "wamid.0", emoji = "👍" }, MessageKind.Reaction, "👍"),
            ("unsupported", new { type = "poll" }, MessageKind.Unknown, null),
            ("novidade", new { a = 1 }, MessageKind.Unknown, null),
            ("image", new { id = (string?)null }, MessageKind.Unknown, null),
        };
        for (var i = 0; i < bodies.Length; i++)
            await portal.DeliverAsync(WebhookBodies.Message("556599990001", $"wamid.{i}", bodies[i].Type, bodies[i].Content, quoted: i == 0 ? null : "wamid.0"));
        await SettledAsync();
        await using var db = _database.Open();
        var messages = await db.Messages.OrderBy(m => m.Id).ToListAsync();
        Assert.Equal(bodies.Select(b => (b.Kind, b.Text)), messages.Select(m => (m.Kind, m.Text)));
        Assert.All(messages.Skip(1), m => Assert.Equal(messages[0].Id, m.QuotedMessageId));
        Assert.Contains(_log.Calls, c => c.Content.OptionId == "familia");
        await Eventually.TrueAsync(() => db.MediaFiles.AllAsync(m => m.State != MediaState.Pending), "both files are settled");
        var files = await db.MediaFiles.AsNoTracking().OrderBy(f => f.Id).ToListAsync();
        Assert.Equal([MediaState.Ready, MediaState.Failed], files.Select(f => f.State));
        Assert.Equal([0xFF, 0xD8, 0xFF, 1, 2, 3], (await db.MediaContents.SingleAsync()).Bytes);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"messages":null,"statuses":null,"contacts":null,"errors":null}""")]
    [InlineData("""{"messages":[null,1,"x",[],{}],"statuses":[null,1,{}],"contacts":[null,5]}""")]
    [InlineData("""{"messages":{"id":5,"from":556599990001,"timestamp":1763640000,"type":"text","text":null}}""")]
    [InlineData("""{"entry":[{"changes":null},{"changes":[null,{"value":null}]},5]}""")]
    [InlineData("""{"messages":[{"id":"wamid.S","from":"556599990009","timestamp":"lixo","type":"text","text":{"body":"\ud800 só"}}]}""")]
    [InlineData("""{"object":"whatsapp_business_account","entry":[{"time":1,"changes":[{"field":"message_template_status_update","value":{"event":"REJECTED"}}]}]}""")]
    public async Task Delivery_Hostile_IsKeptAndBlocksNobody(string body)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(body);
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.B", "depois"));
        await SettledAsync();
        Assert.Contains(_log.Calls, c => c.Text == "depois");
    }

    [Fact]
    public async Task Message_OfAChangedNumber_MovesTheCitizen()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.A", "oi"));
        await portal.DeliverAsync(WebhookBodies.Message("556599990001", "wamid.B", "system", new { type = "user_changed_number", wa_id = "556599990002", body = "x" }));
        await portal.DeliverAsync(WebhookBodies.Text("556599990002", "wamid.C", "sou eu"));
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Equal("5565999990002", (await db.Citizens.SingleAsync()).Phone);
        Assert.Equal(3, await db.Messages.CountAsync());
    }

    [Fact]
    public async Task Message_ClaimedByAProcessThatDied_IsTakenOver()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using (var first = await PortalUnderTest.StartAsync(_database, provider, workers: false))
        await using (var db = _database.Open())
        {
            var now = TimeProvider.System.GetUtcNow();
            db.InboundEvents.Add(new InboundEvent
            {
                DedupKey = [1],
                Subject = [2],
                ReceivedAt = now,
                LeaseOwner = "morto:1",
                LeaseUntil = now + TimeSpan.FromSeconds(1),
                Payload = """{"message":{"id":"wamid.X","from":"556599990001","type":"text","text":{"body":"oi"}},"contact":null}""",
            });
            await db.SaveChangesAsync();
        }

        await using var second = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        await Eventually.TrueAsync(() => _log.Calls.Count == 1, "the message is taken over");
        Assert.True(ProcessInbound.Lease <= TimeSpan.FromSeconds(15) && LeaseKeeper.Duration <= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task LastInboundAt_OlderAndFutureMessages_NeverMoveItBackNorAhead()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);
        var now = TimeProvider.System.GetUtcNow();
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.A", "um", now - TimeSpan.FromHours(1)));
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.B", "dois", now - TimeSpan.FromHours(5)));
        await SettledAsync();
        await using var db = _database.Open();
        Assert.Equal((now - TimeSpan.FromHours(1)).ToUnixTimeSeconds(), (await db.Citizens.AsNoTracking().SingleAsync()).LastInboundAt!.Value.ToUnixTimeSeconds());
        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.C", "três", now + TimeSpan.FromHours(9)));
        await SettledAsync();
        Assert.True((await db.Citizens.AsNoTracking().SingleAsync()).LastInboundAt <= TimeProvider.System.GetUtcNow());
    }

    private async Task SettledAsync(TimeSpan? patience = null)
    {
        await using var db = _database.Open();
        await Eventually.TrueAsync(
            async () => !await db.InboundDeliveries.AnyAsync(d => d.State == IntakeState.Waiting)
                && !await db.InboundEvents.AnyAsync(e => e.State == IntakeState.Waiting && e.Kind == InboundEventKind.Message),
            "the intake has nothing left to do",
            patience);
    }
}
