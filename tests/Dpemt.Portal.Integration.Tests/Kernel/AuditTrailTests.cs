using Dpemt.Portal.Identity;
using Dpemt.Portal.Identity.Audit;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Dpemt.Portal.Integration.Tests.Kernel;

public sealed class AuditTrailTests : IAsyncLifetime
{
    private readonly TestDatabase _database = new();
    private WebApplication _app = null!;

    private IDbContextFactory<PortalDbContext> Contexts => _app.Services.GetRequiredService<IDbContextFactory<PortalDbContext>>();

    public Task InitializeAsync()
    {
        _app = TestServices.Build(_database, workers: false);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _database.Dispose();
    }

    [Fact]
    public async Task Check_UntouchedChain_ReadsEveryEntry()
    {
        await WriteAsync(7);

        Assert.Equal(new AuditCheck(7, null, null), await new CheckAuditTrail(Contexts).RunAsync(default));
    }

    [Fact]
    public async Task Check_ChangedEntry_IsNamed()
    {
        await WriteAsync(5);
        await ChangeAsync("UPDATE ident_AuditEntry SET Detail = 'outro' WHERE Sequence = 3");

        Assert.Equal(3, (await new CheckAuditTrail(Contexts).RunAsync(default)).BrokenAt);
    }

    [Fact]
    public async Task Check_RemovedEntry_IsNamed()
    {
        await WriteAsync(5);
        await ChangeAsync("DELETE FROM ident_AuditEntry WHERE Sequence = 2");

        Assert.Equal(2, (await new CheckAuditTrail(Contexts).RunAsync(default)).BrokenAt);
    }

    [Fact]
    public async Task Check_EntryTakenOutAndTheRestChainedAnew_ShowsAtTheOldHash()
    {
        await WriteAsync(4);
        await ChangeAsync("DELETE FROM ident_AuditEntry WHERE Sequence = 2");
        await ChangeAsync("UPDATE ident_AuditEntry SET Sequence = Sequence - 1 WHERE Sequence > 2");

        Assert.Equal(2, (await new CheckAuditTrail(Contexts).RunAsync(default)).BrokenAt);
    }

    [Fact]
    public async Task Check_ChangedEntryWithItsOwnHashMadeAnew_ShowsAtTheNextOne()
    {
        await WriteAsync(5);
        await using (var db = await Contexts.CreateDbContextAsync())
        {
            var before = await db.AuditEntries.SingleAsync(e => e.Sequence == 2);
            var changed = await db.AuditEntries.SingleAsync(e => e.Sequence == 3);
            changed.Detail = "outro";
            changed.Hash = AuditChain.HashOf(before.Hash!, changed, 3);
            await db.SaveChangesAsync();
        }

        Assert.Equal(4, (await new CheckAuditTrail(Contexts).RunAsync(default)).BrokenAt);
    }

    [Fact]
    public async Task Seal_TwoProcessesAtOnce_MakeOneChain()
    {
        await WriteAsync(200, seal: false);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => new SealAuditTrail(Contexts).RunAsync(default))));
        await new SealAuditTrail(Contexts).RunAsync(default);

        Assert.Equal(new AuditCheck(200, null, null), await new CheckAuditTrail(Contexts).RunAsync(default));
    }

    private async Task WriteAsync(int count, bool seal = true)
    {
        await using (var db = await Contexts.CreateDbContextAsync())
        {
            for (var i = 0; i < count; i++)
                db.Audit(Actor.Portal, AuditActions.SettingsChanged, "reception", i, DateTimeOffset.UnixEpoch.AddSeconds(i), $"linha {i}");
            await db.SaveChangesAsync();
        }

        if (seal)
            Assert.Equal(count, await new SealAuditTrail(Contexts).RunAsync(default));
    }

    private async Task ChangeAsync(string sql)
    {
        await using var db = await Contexts.CreateDbContextAsync();
        Assert.True(await db.Database.ExecuteSqlRawAsync(sql) > 0);
    }
}
