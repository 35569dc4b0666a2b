using Dpemt.Portal.Messaging;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Messaging;

public sealed class EndToEndTests : IDisposable
{
    private readonly TestDatabase _database = new();
    private readonly EchoLog _log = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Webhook_TextOfACitizen_IsAnsweredAndItsTicksTurn()
    {
        await using var provider = await FakeProvider.StartAsync();
        await using var portal = await PortalUnderTest.StartAsync(_database, provider, _log.Register);

        await portal.DeliverAsync(WebhookBodies.Text("556599990001", "wamid.A1", "Bom dia"));
        await Eventually.TrueAsync(() => provider.Taken.Count == 1, "the answer reaches the provider");
        Assert.True(provider.Taken.TryPeek(out var sent));
        Assert.Equal(("texto", "556599990001", "eco: Bom dia"), (sent.Kind, sent.Recipient, sent.Text));

        await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT1", "sent", "556599990001", sent.Id));
        await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT1", "delivered", "556599990001", sent.Id));
        await portal.DeliverAsync(WebhookBodies.Status("wamid.OUT1", "read", "556599990001"));
        await using var db = _database.Open();
        await Eventually.TrueAsync(
            () => db.Messages.AnyAsync(m => m.Author == MessageAuthor.Bot && m.Status == MessageStatus.Read), "the answer is read");
        var answer = await db.Messages.AsNoTracking().SingleAsync(m => m.Author == MessageAuthor.Bot);
        Assert.Equal("wamid.OUT1", answer.Wamid);
        Assert.Empty(await db.OutboxEntries.ToListAsync());
        var citizen = await db.Citizens.SingleAsync();
        Assert.Equal(("5565999990001", "556599990001", "Cidadã Exemplo"), (citizen.Phone, citizen.WireAddress, citizen.ProfileName));
    }
}
