using Dpemt.Portal.Messaging;
using Dpemt.Portal.Messaging.Bsp;
using Dpemt.Portal.Templates;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Messaging;

/// <summary>What the portal arranges with the provider beside sending: webhook, templates, totals.</summary>
public sealed class ProviderAdministrationTests : IDisposable
{
    private static readonly Uri Address = new("https://portal.exemplo.mt.gov.br/webhooks/whatsapp/segredo");

    private readonly TestDatabase _database = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task RegisterWebhook_Twice_StandsThereOnce()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var register = portal.Services.GetRequiredService<RegisterWebhook>();
        provider.Webhooks["alheio"] = "https://outro.exemplo/webhook";

        Assert.True(await register.RunAsync(Address, default));
        Assert.False(await register.RunAsync(Address, default));

        Assert.Equal(["https://outro.exemplo/webhook", Address.AbsoluteUri], provider.Webhooks.Values.Order());
    }

    [Fact]
    public async Task RegisterWebhook_StandsThereInactive_IsActivated()
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.WebhooksBeginInactive = true;
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var register = portal.Services.GetRequiredService<RegisterWebhook>();

        Assert.True(await register.RunAsync(Address, default));
        var id = Assert.Single(provider.Webhooks).Key;
        Assert.True(provider.WebhooksActive[id]);

        provider.WebhooksActive[id] = false;
        Assert.True(await register.RunAsync(Address, default));
        Assert.True(provider.WebhooksActive[id]);
        Assert.Single(provider.Webhooks);
    }

    [Fact]
    public async Task SyncTemplates_NewChangedGoneAndBack_FollowsTheProvider()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var sync = portal.Services.GetRequiredService<SyncTemplates>();
        provider.Templates = List(("aviso_consulta", "APPROVED", "Sua consulta será em {{1}}."), ("lembrete", "PENDING", "Lembrete."));
        Assert.Equal(2, await sync.RunAsync(default));

        provider.Templates = List(("aviso_consulta", "PAUSED", "Sua consulta: {{1}}."), (new string('x', Template.NameLength + 1), "APPROVED", "Nome longo demais."));
        Assert.Equal(1, await sync.RunAsync(default));
        await using (var db = _database.Open())
        {
            var rows = await db.Templates.OrderBy(t => t.Name).Select(t => new { t.Name, t.Status, t.Body, t.Category }).ToListAsync();
            Assert.Equal(["aviso_consulta PAUSED Sua consulta: {{1}}. UTILITY", $"lembrete {SyncTemplates.Gone} Lembrete. UTILITY"], rows.Select(t => $"{t.Name} {t.Status} {t.Body} {t.Category}"));
        }

        provider.Templates = List(("lembrete", "APPROVED", "Lembrete."));
        await sync.RunAsync(default);
        await using var after = _database.Open();
        Assert.Equal([SyncTemplates.Gone, "APPROVED"], await after.Templates.OrderBy(t => t.Name).Select(t => t.Status).ToListAsync());
    }

    [Fact]
    public async Task SyncTemplates_SeveralAtOnceOnAnEmptyTable_EachTemplateStandsThereOnce()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var sync = portal.Services.GetRequiredService<SyncTemplates>();
        provider.Templates = List([.. Enumerable.Range(0, 40).Select(i => ($"modelo_{i}", "APPROVED", "Texto."))]);

        var counts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => sync.RunAsync(default))));

        Assert.All(counts, count => Assert.Equal(40, count));
        await using var db = _database.Open();
        Assert.Equal(40, await db.Templates.CountAsync());
    }

    [Theory, InlineData("""{"mensagem":"manutenção"}"""), InlineData("null"), InlineData("\"ok\"")]
    public async Task SyncTemplates_AnswerIsNoList_KeepsTheTemplatesAsTheyWere(string answer)
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);
        var sync = portal.Services.GetRequiredService<SyncTemplates>();
        provider.Templates = List(("aviso_consulta", "APPROVED", "Sua consulta será em {{1}}."));
        await sync.RunAsync(default);

        provider.Templates = answer;
        await Assert.ThrowsAsync<BspUnavailableException>(() => sync.RunAsync(default));

        await using var db = _database.Open();
        Assert.Equal("APPROVED", (await db.Templates.SingleAsync()).Status);
    }

    [Fact]
    public async Task Totals_OfAPeriod_AsksInTheZoneOfTheSettingAndReadsTheFigures()
    {
        await using var provider = await FakeProvider.StartAsync();
        provider.Totals = """{"desconhecida":1,"entregue":90,"enviada":95,"falhou":4,"lida":60,"total":100}""";
        await using var portal = await PortalUnderTest.StartAsync(
            _database, provider, settings: new() { ["Bsp:TotalsTimeZone"] = "America/Sao_Paulo", ["Bsp:WabaId"] = "111", ["Bsp:PhoneNumberId"] = "222" }, workers: false);
        var queries = portal.Services.GetRequiredService<BspQueries>();

        var totals = await queries.TotalsAsync(new(2026, 11, 1, 4, 0, 0, TimeSpan.Zero), new(2026, 12, 1, 3, 59, 59, TimeSpan.Zero), default);

        Assert.Equal(new PeriodTotals(1, 90, 95, 4, 60, 100), totals);
        var asked = Uri.UnescapeDataString(Assert.Single(provider.TotalsAsked));
        Assert.Equal("/111/client/222/status?dataInicioStr=01/11/2026 01:00:00&dataFimStr=01/12/2026 00:59:59&SomenteFalhas=false", asked);
    }

    [Fact]
    public async Task Totals_NoAnswer_IsNotTakenForZero()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, workers: false);

        var now = TimeProvider.System.GetUtcNow();
        await Assert.ThrowsAsync<BspUnavailableException>(() => portal.Services.GetRequiredService<BspQueries>().TotalsAsync(now.AddDays(-1), now, default));
    }

    private static string List(params (string Name, string Status, string Body)[] templates) => System.Text.Json.JsonSerializer.Serialize(templates.Select(t => new
    {
        name = t.Name,
        category = "UTILITY",
        language = "pt_BR",
        status = t.Status,
        components = new[] { new { type = "BODY", text = t.Body } },
    }));
}
