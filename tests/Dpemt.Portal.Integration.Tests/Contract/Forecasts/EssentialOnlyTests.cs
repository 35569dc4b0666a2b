using Dpemt.Portal.Citizens;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Forecasts;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Integration.Tests.Messaging;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Contract.Forecasts;

/// <summary>"Essential only": who switches it, and what leaves while it is on.</summary>
public sealed class EssentialOnlyTests : IDisposable
{
    private static readonly Actor Officer = IncidentWorld.Officer;
    private static readonly Dictionary<string, string?> Quick = new() { ["Outbox:FirstBackoffSeconds"] = "1" };

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Theory]
    [InlineData(false, "utilidade")]
    [InlineData(true, "")]
    public async Task Switch_On_HoldsMarketingAndOnlyWhatItSays(bool holdsUtility, string alsoLeaves)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await StartAsync(provider);
        await AddTemplatesAsync();
        await SwitchAsync(portal, new(true, holdsUtility, null, "O saldo de marketing está no fim.", 0));

        var sent = new Dictionary<string, long>();
        foreach (var template in new[] { "campanha", "utilidade", "codigo", "desconhecido" })
            sent[template] = await EnqueueAsync(portal, MessageKind.Template, template);
        sent["texto"] = await EnqueueAsync(portal, MessageKind.Text, null);

        var held = await FailedAsync(sent["campanha"]);
        Assert.Contains("modelos de marketing estão retidos", held, StringComparison.Ordinal);
        string[] leave = [.. new[] { "codigo", "desconhecido", "texto", alsoLeaves }.Where(t => t.Length > 0)];
        foreach (var name in leave)
            await ReachesAsync(sent[name], MessageStatus.Accepted);
        if (holdsUtility)
            Assert.Contains("modelos de utilidade estão retidos", await FailedAsync(sent["utilidade"]), StringComparison.Ordinal);
        Assert.Equal(leave.Length, provider.Posts);
    }

    [Fact]
    public async Task Switch_OffAgain_LetsEverythingLeave()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await StartAsync(provider);
        await AddTemplatesAsync();
        await SwitchAsync(portal, new(true, true, null, "O saldo de marketing está no fim.", 0));
        await FailedAsync(await EnqueueAsync(portal, MessageKind.Template, "campanha"));
        await SwitchAsync(portal, new(false, false, null, "O acréscimo foi assinado.", 1));

        await ReachesAsync(await EnqueueAsync(portal, MessageKind.Template, "campanha"), MessageStatus.Accepted);
    }

    [Fact]
    public async Task Switch_ForSomeDays_EndsByItself()
    {
        await using var world = await IncidentWorld.CreateAsync();
        var change = world.Get<SwitchEssentialOnly>();
        Assert.True((await change.RunAsync(Officer, new(true, false, new(2026, 7, 12), "Até a assinatura do aditivo.", 0), default)).Done);
        await using var scope = world.Get<IServiceScopeFactory>().CreateAsyncScope();
        await using var db = await world.OpenAsync();
        db.Templates.Add(Template("campanha", "MARKETING"));
        await db.SaveChangesAsync();
        var message = new Message { Kind = MessageKind.Template, Content = """{"template":"campanha"}""" };

        Assert.NotNull(await PolicyOf(world).RefusalAsync(db, message, default));
        world.Clock.SetUtcNow(ContractTime.StartOf(new(2026, 7, 13)).AddSeconds(-1));
        Assert.NotNull(await PolicyOf(world).RefusalAsync(db, message, default));
        world.Clock.SetUtcNow(ContractTime.StartOf(new(2026, 7, 13)));
        Assert.Null(await PolicyOf(world).RefusalAsync(db, message, default));
    }

    [Fact]
    public async Task Switch_IsRecordedAuditedAndTold_AndNeverOverwritten()
    {
        await using var world = await IncidentWorld.CreateAsync();
        var change = world.Get<SwitchEssentialOnly>();

        Assert.True((await change.RunAsync(Officer, new(true, true, null, "  O saldo de marketing está no fim.  ", 0), default)).Done);
        Assert.Equal("mudado-por-outro", (await change.RunAsync(IncidentWorld.Second, new(false, false, null, "Não vi o ato da colega.", 0), default)).Refusal!.Code);
        Assert.True((await change.RunAsync(IncidentWorld.Second, new(false, false, null, "O acréscimo foi assinado.", 1), default)).Done);
        Assert.Equal("ja-desligado", (await change.RunAsync(Officer, new(false, false, null, "Desligo mais uma vez.", 2), default)).Refusal!.Code);

        var history = await change.HistoryAsync(10, default);
        Assert.Equal([(2, false, "Flávia Fiscal"), (1, true, "Fábio Fiscal")], history.Select(h => (h.Number, h.On, h.ByName)));
        Assert.Equal("O saldo de marketing está no fim.", history[1].Reason);
        Assert.Equal(["somente-essenciais-1", "somente-essenciais-2"], await world.NoticeKeysAsync());
        Assert.Equal(2, await world.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == "envio-limitado")));
    }

    [Theory]
    [InlineData(true, null, "curto", "motivo")]
    [InlineData(true, "2026-07-09", "O saldo de marketing está no fim.", "ate")]
    [InlineData(false, null, "Nada está ligado ainda.", "ja-desligado")]
    public async Task Switch_BadInput_IsRefused(bool on, string? until, string reason, string code)
    {
        await using var world = await IncidentWorld.CreateAsync();
        var result = await world.Get<SwitchEssentialOnly>().RunAsync(Officer, new(on, false, until is null ? null : DateOnly.Parse(until, null), reason, 0), default);

        Assert.Equal(code, result.Refusal!.Code);
        Assert.Equal(0, await world.ReadAsync(db => db.EssentialOnly.CountAsync()));
    }

    [Fact]
    public async Task Switch_TwoAtOnce_OneWins()
    {
        await using var world = await IncidentWorld.CreateAsync();
        await using var other = world.Another();
        var form = new EssentialOnlyForm(true, false, null, "O saldo de marketing está no fim.", 0);

        var results = await Task.WhenAll(world.Get<SwitchEssentialOnly>().RunAsync(Officer, form, default), other.Get<SwitchEssentialOnly>().RunAsync(IncidentWorld.Second, form, default));

        Assert.Single(results, r => r.Done);
        Assert.Single(results, r => r.Refusal?.Code == "mudado-por-outro");
    }

    private static ISendingPolicy PolicyOf(IncidentWorld world) => world.Get<IServiceScopeFactory>().CreateScope().ServiceProvider.GetServices<ISendingPolicy>().Single();

    private async Task<PortalUnderTest> StartAsync(FakeProvider provider) => await PortalUnderTest.StartAsync(
        _database, provider,
        services =>
        {
            services.AddConversations();
            services.AddNotices();
            services.AddContract();
        },
        settings: Quick);

    private async Task AddTemplatesAsync()
    {
        await using var db = _database.Open();
        db.Templates.AddRange(Template("campanha", "MARKETING"), Template("utilidade", "UTILITY"), Template("codigo", "AUTHENTICATION"));
        await db.SaveChangesAsync();
    }

    private static Template Template(string name, string category) =>
        new() { Name = name, Category = category, Language = "pt_BR", Status = "APPROVED", Body = "Olá", Components = "[]" };

    private static async Task SwitchAsync(PortalUnderTest portal, EssentialOnlyForm form) =>
        Assert.Null((await portal.Services.GetRequiredService<SwitchEssentialOnly>().RunAsync(Officer, form, default)).Refusal);

    private static async Task<long> EnqueueAsync(PortalUnderTest portal, MessageKind kind, string? template)
    {
        await using var db = await portal.Services.GetRequiredService<IDbContextFactory<Portal.Persistence.PortalDbContext>>().CreateDbContextAsync();
        var citizen = (await portal.Services.GetRequiredService<CitizenDirectory>().FindOrAddAsync(db, "5565999990001", default))!;
        citizen.LastInboundAt = TimeProvider.System.GetUtcNow();
        await db.SaveChangesAsync();
        var message = MessageOutbox.Enqueue(db, new OutboundMessage
        {
            CitizenId = citizen.Id,
            Author = MessageAuthor.System,
            Kind = kind,
            Text = "Olá",
            Content = template is null ? null : new OutboundContent(Template: template, BodyParameters: []),
            Priority = SendPriority.Marketing,
        });
        await db.SaveChangesAsync();
        return message.Id;
    }

    private async Task<string> FailedAsync(long message)
    {
        await ReachesAsync(message, MessageStatus.Failed);
        await using var db = _database.Open();
        return (await db.Messages.SingleAsync(m => m.Id == message)).ErrorDetail!;
    }

    private async Task ReachesAsync(long message, MessageStatus expected)
    {
        await using var db = _database.Open();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(m => m.Id == message && m.Status == expected), $"message {message} becomes {expected}");
    }
}
