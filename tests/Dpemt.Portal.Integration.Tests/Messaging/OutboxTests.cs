using System.Text.Json;
using Dpemt.Portal.Citizens;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Outbox;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Messaging;

public sealed class OutboxTests : IDisposable
{
    private static readonly Dictionary<string, string?> Quick = new() { ["Outbox:FirstRetryMilliseconds"] = "5", ["Outbox:MaxAttempts"] = "4", ["Bsp:SendTimeoutSeconds"] = "2" };

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Send_OutsideTheWindowAtTheMomentOfSending_FailsWithoutBeingPosted()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var old = await CitizenAsync(portal, "5565999990001", TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        var fresh = await CitizenAsync(portal, "5565999990002", TimeSpan.FromHours(23));
        var late = await EnqueueAsync(portal, old, "tarde demais");
        var template = await EnqueueAsync(portal, old, "modelo", m => m with { Kind = MessageKind.Template, Content = new(Template: "aviso", BodyParameters: ["a"]) });
        var open = await EnqueueAsync(portal, fresh, "a tempo");
        await StatusAsync(late, MessageStatus.Failed);
        await StatusAsync(template, MessageStatus.Accepted);
        await StatusAsync(open, MessageStatus.Accepted);
        await using var db = _database.Open();
        Assert.Equal(MessageFailures.WindowClosed, (await db.Messages.SingleAsync(m => m.Id == late)).ErrorCode);
        Assert.Equal(2, provider.Posts);
    }

    [Fact]
    public async Task Send_401InMidRun_RenewsTheTokenOnceAndLosesNothing()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var citizen = await CitizenAsync(portal, "5565999990001");
        await StatusAsync(await EnqueueAsync(portal, citizen, "um"), MessageStatus.Accepted);
        Assert.Equal(1, provider.Tokens);
        provider.OldestToken = 2;
        var ids = new List<long>();
        for (var i = 0; i < 5; i++)
            ids.Add(await EnqueueAsync(portal, await CitizenAsync(portal, $"556599999100{i}"), "dois"));
        foreach (var id in ids)
            await StatusAsync(id, MessageStatus.Accepted);
        Assert.Equal(2, provider.Tokens);
        Assert.Equal(6, provider.Taken.Count);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(-1)]
    [InlineData(-2)]
    public async Task Send_AnswerLostAfterAccepting_IsUnknownAndNotRepeated(int fault)
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.OnSend = async (_, context) =>
        {
            using var reader = new StreamReader(context.Request.Body);
            await reader.ReadToEndAsync();
            if (fault == -1)
                context.Abort();
            if (fault == -2)
                await Task.Delay(TimeSpan.FromSeconds(10), context.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return Results.StatusCode(500);
        };
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var citizen = await CitizenAsync(portal, "5565999990001");
        var id = await EnqueueAsync(portal, citizen, "perdida");
        await StatusAsync(id, MessageStatus.Unknown);
        provider.OnSend = null;
        await StatusAsync(await EnqueueAsync(portal, citizen, "seguinte"), MessageStatus.Accepted);
        Assert.Equal(2, provider.Posts);
        await using var db = _database.Open();
        Assert.Equal(OutboxState.Unknown, (await db.OutboxEntries.SingleAsync()).State);
        Assert.Equal("unknown", (await db.DeliveryAttempts.SingleAsync(a => a.MessageId == id)).Outcome);

        var again = portal.Services.GetRequiredService<SendAgain>();
        var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => again.RunAsync(id, Actor.Portal, default)));
        var sent = Assert.Single(results, r => r.MessageId is not null);
        await StatusAsync(sent.MessageId!.Value, MessageStatus.Accepted);
        Assert.Equal(2, provider.Taken.Count);
    }

    [Theory]
    [InlineData(400, """{"message":"[Error status code: 400]; (#131026) Message undeliverable; x"}""", 131026)]
    [InlineData(422, """{"error":{"message":"code: 132001; details: Template; "}}""", 132001)]
    [InlineData(403, "proibido", null)]
    public async Task Send_RefusedForGood_FailsWithItsCodeAndWholeText(int status, string body, int? code)
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.OnSend = (_, _) => Task.FromResult<IResult?>(Results.Text(body, "application/json", statusCode: status));
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var id = await EnqueueAsync(portal, await CitizenAsync(portal, "5565999990001"), "x");
        await StatusAsync(id, MessageStatus.Failed);
        await using var db = _database.Open();
        var message = await db.Messages.SingleAsync();
        Assert.Equal(code, message.ErrorCode);
        Assert.Contains(code?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "proibido", message.ErrorDetail, StringComparison.Ordinal);
        Assert.Equal(1, provider.Posts);
        Assert.Equal(MessageStatus.Failed, (await db.MessageStatusChanges.SingleAsync()).Status);
    }

    [Fact]
    public async Task Send_ProviderBusy_IsRepeatedInOrderAndAtLastDead()
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.OnSend = (number, _) => Task.FromResult<IResult?>(number <= 3 ? Results.StatusCode(new[] { 429, 503, 502 }[number - 1]) : null);
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var citizen = await CitizenAsync(portal, "5565999990001");
        var first = await EnqueueAsync(portal, citizen, "um");
        var second = await EnqueueAsync(portal, citizen, "dois");
        await StatusAsync(first, MessageStatus.Accepted);
        await StatusAsync(second, MessageStatus.Accepted);
        Assert.Equal(["um", "dois"], provider.Taken.Select(t => t.Text));
        provider.OnSend = (_, _) => Task.FromResult<IResult?>(Results.StatusCode(503));
        var dead = await EnqueueAsync(portal, citizen, "três");
        await StatusAsync(dead, MessageStatus.Failed);
        await using var db = _database.Open();
        Assert.Equal((OutboxState.Dead, 4), (await db.OutboxEntries.Select(e => new { e.State, e.Attempts }).SingleAsync()) is var e ? (e.State, e.Attempts) : default);
        Assert.Equal(4, await db.DeliveryAttempts.CountAsync(a => a.MessageId == dead));
    }

    [Fact]
    public async Task Send_FirstOfACitizenHasToWait_HoldsUpHerNextOneAndIsTriedLessAndLessOften()
    {
        var tries = 0;
        await using var provider = await FakeProvider.StartAsync();
        provider.OnSend = async (_, context) =>
        {
            context.Request.EnableBuffering();
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body);
            context.Request.Body.Position = 0;
            return body.GetRawText().Contains("\"um\"", StringComparison.Ordinal) && Interlocked.Increment(ref tries) <= 2 ? Results.StatusCode(503) : null;
        };
        var settings = new Dictionary<string, string?>(Quick) { ["Outbox:FirstRetryMilliseconds"] = "300" };
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: settings);
        var citizen = await CitizenAsync(portal, "5565999990001");
        var first = await EnqueueAsync(portal, citizen, "um");
        var second = await EnqueueAsync(portal, citizen, "dois");

        await StatusAsync(first, MessageStatus.Accepted);
        await StatusAsync(second, MessageStatus.Accepted);

        Assert.Equal(["um", "dois"], provider.Taken.Select(t => t.Text));
        await using var db = _database.Open();
        var at = await db.DeliveryAttempts.Where(a => a.MessageId == first).OrderBy(a => a.Id).Select(a => a.At).ToListAsync();
        Assert.Equal(3, at.Count);
        Assert.True(at[1] - at[0] >= TimeSpan.FromMilliseconds(300), $"{at[1] - at[0]}");
        Assert.True(at[2] - at[1] >= TimeSpan.FromMilliseconds(600), $"{at[2] - at[1]}");
    }

    [Fact]
    public async Task Send_LongerThanOneBubble_GoesInSeveralInOrderAndLosesNoWord()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var text = string.Join(' ', Enumerable.Range(0, 2000).Select(i => $"palavra{i}"));

        var last = await EnqueueAsync(portal, await CitizenAsync(portal, "5565999990001"), text);
        await StatusAsync(last, MessageStatus.Accepted);

        Assert.True(provider.Taken.Count > 1);
        Assert.All(provider.Taken, t => Assert.InRange(t.Text!.Length, 1, MessageOutbox.TextLength));
        Assert.Equal(text, string.Join(' ', provider.Taken.Select(t => t.Text)));
    }

    [Fact]
    public async Task Send_ProviderAway_WaitsAndGoesWhenItReturns()
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.TokensRefused = true;
        var settings = new Dictionary<string, string?>(Quick) { ["Outbox:MaxAttempts"] = "1000" };
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: settings);
        var id = await EnqueueAsync(portal, await CitizenAsync(portal, "5565999990001"), "espera");
        await using var db = _database.Open();
        await Eventually.TrueAsync(() => db.DeliveryAttempts.AnyAsync(a => a.Outcome == "retry"), "an attempt was made");
        provider.TokensRefused = false;
        await StatusAsync(id, MessageStatus.Accepted);
        Assert.Single(provider.Taken);
    }

    [Fact]
    public async Task Send_ProcessDiedWhileSending_IsUnknownAndNotRepeated()
    {
        await using var provider = await FakeProvider.StartAsync();
        long id;
        await using (var first = await PortalUnderTest.StartAsync(_database, provider, workers: false))
            id = await EnqueueAsync(first, await CitizenAsync(first, "5565999990001"), "no meio");
        await using (var db = _database.Open())
        {
            await db.OutboxEntries.ExecuteUpdateAsync(s => s.SetProperty(e => e.State, OutboxState.Sending).SetProperty(e => e.LeaseOwner, "morto")
                .SetProperty(e => e.LeaseUntil, TimeProvider.System.GetUtcNow()));
            await db.Messages.ExecuteUpdateAsync(s => s.SetProperty(m => m.Status, MessageStatus.Sending));
        }

        await using var second = await PortalUnderTest.StartAsync(_database, provider);
        await StatusAsync(id, MessageStatus.Unknown);
        Assert.Equal(0, provider.Posts);
        Assert.True(ClaimEntries.Lease <= TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Send_ByPriorityThenAge_AndAScheduledMessageHoldsUpNobody()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using (var quiet = await PortalUnderTest.StartAsync(_database, provider, workers: false))
        {
            foreach (var (priority, i) in new[] { SendPriority.Marketing, SendPriority.Utility, SendPriority.Bot, SendPriority.Person, SendPriority.Code }.Select((p, i) => (p, i)))
                await EnqueueAsync(quiet, await CitizenAsync(quiet, $"556599999000{i}"), priority.ToString(), m => m with { Priority = priority });
            var citizen = await CitizenAsync(quiet, "5565999990009");
            await EnqueueAsync(quiet, citizen, "amanhã", m => m with { NotBefore = TimeProvider.System.GetUtcNow().AddDays(1), Priority = SendPriority.Utility });
            await EnqueueAsync(quiet, citizen, "agora", m => m with { Priority = SendPriority.Marketing });
        }

        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: new(Quick) { ["Bsp:MaxConcurrency"] = "1" });
        await Eventually.TrueAsync(() => provider.Taken.Count == 6, "all but the scheduled one are sent");
        Assert.Equal(["Code", "Person", "Bot", "Utility", "Marketing", "agora"], provider.Taken.Select(t => t.Text));
    }

    [Fact]
    public async Task Send_PolicyRefusesOrTooLate_FailsWithTheReason()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, s => s.AddScoped<ISendingPolicy, RefuseAds>(), settings: Quick);
        var citizen = await CitizenAsync(portal, "5565999990001");
        var late = await EnqueueAsync(portal, citizen, "tarde", m => m with { NotAfter = TimeProvider.System.GetUtcNow().AddSeconds(-1) });
        var ad = await EnqueueAsync(portal, citizen, "propaganda");
        await StatusAsync(late, MessageStatus.Failed);
        await StatusAsync(ad, MessageStatus.Failed);
        await using var db = _database.Open();
        Assert.Equal("A pessoa não quer propaganda.", (await db.Messages.SingleAsync(m => m.Id == ad)).ErrorDetail);
        Assert.Contains("prazo", (await db.Messages.SingleAsync(m => m.Id == late)).ErrorDetail, StringComparison.Ordinal);
        Assert.Equal(0, provider.Posts);
    }

    [Fact]
    public async Task Send_Document_IsUploadedOnceAndItsCaptionGoesAhead()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, settings: Quick);
        var citizen = await CitizenAsync(portal, "5565999990001");
        await using var db = await Db(portal);
        var stored = await portal.Services.GetRequiredService<StoreAttachment>().RunAsync(db, "c:/x/Petição.pdf", "application/pdf", "%PDF-1.7 x"u8.ToArray(), default);
        foreach (var caption in new[] { "segue", null })
        {
            var id = await EnqueueAsync(portal, citizen, caption, m => m with { Kind = stored.File!.Kind, MediaId = stored.File.Id });
            await StatusAsync(id, MessageStatus.Accepted);
        }

        Assert.Equal(["texto", "media", "media"], provider.Taken.Select(t => t.Kind));
        Assert.Single(provider.Uploads);
        Assert.Equal("document", provider.Taken.Last().Body.GetProperty("tipoMedia").GetString());
        Assert.False(provider.Taken.Last().Body.TryGetProperty("caption", out _));
    }

    private static async Task<PortalDbContext> Db(PortalUnderTest portal) =>
        await portal.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>().CreateDbContextAsync();

    private static async Task<Guid> CitizenAsync(PortalUnderTest portal, string phone, TimeSpan? silent = null)
    {
        await using var db = await Db(portal);
        var citizen = (await portal.Services.GetRequiredService<CitizenDirectory>().FindOrAddAsync(db, phone, default))!;
        citizen.LastInboundAt = TimeProvider.System.GetUtcNow() - (silent ?? TimeSpan.Zero);
        await db.SaveChangesAsync();
        return citizen.Id;
    }

    private static async Task<long> EnqueueAsync(PortalUnderTest portal, Guid citizen, string? text, Func<OutboundMessage, OutboundMessage>? change = null)
    {
        await using var db = await Db(portal);
        var wanted = new OutboundMessage { CitizenId = citizen, Author = MessageAuthor.Attendant, Kind = MessageKind.Text, Text = text, Priority = SendPriority.Person };
        var message = MessageOutbox.Enqueue(db, change?.Invoke(wanted) ?? wanted);
        await db.SaveChangesAsync();
        return message.Id;
    }

    private async Task StatusAsync(long message, MessageStatus expected)
    {
        await using var db = _database.Open();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(m => m.Id == message && m.Status == expected), $"message {message} becomes {expected}");
    }

    private sealed class RefuseAds : ISendingPolicy
    {
        public Task<string?> RefusalAsync(PortalDbContext db, Message message, CancellationToken cancellation) =>
            Task.FromResult(message.Text == "propaganda" ? "A pessoa não quer propaganda." : null);
    }
}
