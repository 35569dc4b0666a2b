using Dpemt.Portal.Citizens;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Testing;
using Dpemt.Portal.Testing.Database;
using Dpemt.Portal.Testing.Provider;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Messaging;

public sealed class ReadReceiptsTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private FakeProvider _provider = null!;

    public async Task InitializeAsync() => _provider = await FakeProvider.StartAsync();

    public async Task DisposeAsync()
    {
        await _provider.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Offer_AfterAFaultOfTheProvider_MarksTheNewestMessage()
    {
        await using var portal = await StartAsync(markAsRead: true);
        var receipts = portal.Services.GetRequiredService<ReadReceipts>();

        receipts.Offer(await AddAsync(portal, "wamid.falha"));
        receipts.Offer(Guid.NewGuid());
        receipts.Offer(await AddAsync(portal, "wamid.um", "wamid.dois"));

        await Eventually.TrueAsync(() => !_provider.Read.IsEmpty, "the mark arrives");
        Assert.Equal(["wamid.dois"], _provider.Read);
    }

    [Fact]
    public async Task Offer_SettingOff_MarksNothing()
    {
        await using var portal = await StartAsync(markAsRead: false);
        var receipts = portal.Services.GetRequiredService<ReadReceipts>();

        receipts.Offer(await AddAsync(portal, "wamid.um"));

        Assert.Equal(0, receipts.Waiting.Count);
        Assert.Empty(_provider.Read);
    }

    private async Task<WebApplication> StartAsync(bool markAsRead)
    {
        var portal = TestServices.Build(_database, [.. _provider.Settings(), new("Bsp:MarkAsRead", markAsRead.ToString())]);
        await portal.StartAsync();
        return portal;
    }

    private async Task<Guid> AddAsync(WebApplication portal, params string[] wamids)
    {
        var now = TimeProvider.System.GetUtcNow();
        await using var db = _database.Open();
        var citizen = new Citizen { Id = Guid.CreateVersion7(now), CreatedAt = now };
        db.Citizens.Add(citizen);
        foreach (var wamid in wamids)
        {
            db.Messages.Add(new Message
            {
                CitizenId = citizen.Id,
                Author = MessageAuthor.Citizen,
                Text = "oi",
                Wamid = wamid,
                WamidIndex = portal.Services.GetRequiredService<MessageIndex>().Wamid(wamid),
                Status = MessageStatus.Received,
                OccurredAt = now,
                CreatedAt = now,
            });
            await db.SaveChangesAsync();
        }

        return citizen.Id;
    }
}
