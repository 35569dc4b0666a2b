using System.Text;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.MessageExports;
using Dpemt.Portal.Integration.Tests.Contract.Consumption;
using Dpemt.Portal.Persistence;
using Dpemt.Portal.Testing.Spreadsheets;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Papers;

/// <summary>Files of messages: made in the background, sealed, followed, stopped, begun again, forgotten.</summary>
public sealed class MessageExportTests : IAsyncDisposable
{
    private static readonly BillingMonth June = new(2026, 6);
    private static readonly BillingMonth July = new(2026, 7);

    private readonly MeterWorld _world = new(new(2026, 7, 3, 14, 0, 0, TimeSpan.Zero));

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Make_CsvOfTwoMonths_HoldsEveryMessageOfBothOnce()
    {
        var ids = await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Csv);

        Assert.True(await _world.Get<MakeExports>().RunAsync(default));

        var export = (await _world.Get<MessageExportList>().FindAsync(id, default))!;
        Assert.Equal((MessageExportState.Ready, 5L, 5L, 100, "mensagens-2026-06-a-2026-07.csv"), (export.State, export.Rows, export.Expected, export.Percent, export.FileName));
        var lines = Encoding.UTF8.GetString(await DownloadAsync(id)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("\uFEFFMensagem;wamid;Dia", lines[0], StringComparison.Ordinal);
        Assert.Equal(ids.Select(i => $"{i};wamid.TESTE{i}").Order(), lines.Skip(1).Select(l => string.Join(';', l.Split(';')[..2])).Order());
        Assert.False(await _world.Get<MakeExports>().RunAsync(default));
    }

    [Fact]
    public async Task Make_Xlsx_ReopensInAnotherProgramWithTextThatStaysText()
    {
        await DeliverAsync("=modelo+1");
        var id = await AskAsync(MessageExportFormat.Xlsx);
        await _world.Get<MakeExports>().RunAsync(default);

        var book = await RecomputedSpreadsheet.OpenAsync(await DownloadAsync(id));

        Assert.Equal(5, Enumerable.Range(5, 100).TakeWhile(row => row <= book.Lines("Mensagens")).Count());
        Assert.Contains("=modelo+1", Enumerable.Range(5, 5).Select(row => book.Text("Mensagens", row, 'F')));
        Assert.Equal(5, Enumerable.Range(5, 5).Sum(row => book.Number("Mensagens", row, 'N')));
        Assert.All(Enumerable.Range(5, 5), row => Assert.StartsWith("wamid.TESTE", book.Text("Mensagens", row, 'B'), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Make_File_IsSealedInTheDatabase()
    {
        await DeliverAsync();
        await AskAsync(MessageExportFormat.Csv);
        await _world.Get<MakeExports>().RunAsync(default);

        await using var db = _world.World.Database.Open();
        var stored = await db.Database.SqlQueryRaw<byte[]>("SELECT Content AS Value FROM ctr_MessageExportPart").ToListAsync();

        Assert.Single(stored);
        // A packed file begins with 1F 8B; a sealed one with its own version.
        Assert.NotEqual([0x1F, 0x8B], stored[0][..2]);
    }

    [Fact]
    public async Task Ask_TwiceWhileItWaits_IsOneExport()
    {
        await DeliverAsync();

        Assert.Equal(await AskAsync(MessageExportFormat.Csv), await AskAsync(MessageExportFormat.Csv));
        Assert.NotEqual(await AskAsync(MessageExportFormat.Csv), await AskAsync(MessageExportFormat.Xlsx));
    }

    [Fact]
    public async Task Ask_EmptyOrWrongSpan_IsRefusedWithWhatToDo()
    {
        Assert.Equal("sem-mensagens", (await RefusedAsync(June, July)).Code);
        Assert.Equal("periodo", (await RefusedAsync(July, June)).Code);
        Assert.Equal("periodo", (await RefusedAsync(June, June.Plus(12))).Code);
    }

    [Fact]
    public async Task Cancel_BeforeItsTurn_MakesNothing()
    {
        await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Csv);

        Assert.True((await _world.Get<CancelExport>().RunAsync(MeterWorld.Officer, id, default)).Done);

        Assert.False(await _world.Get<MakeExports>().RunAsync(default));
        Assert.Null(await _world.Get<MessageExportList>().OpenAsync(MeterWorld.Officer, id, default));
        Assert.Equal("encerrada", (await _world.Get<CancelExport>().RunAsync(MeterWorld.Officer, id, default)).Refusal?.Code);
    }

    [Fact]
    public async Task Make_ProcessDiedInTheMiddle_BeginsAgainWithoutItsPieces()
    {
        await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Csv);
        await using (var db = _world.World.Database.Open())
        {
            var until = _world.World.Clock.GetUtcNow() + MakeExports.Claim;
            await db.MessageExports.ExecuteUpdateAsync(s => s.SetProperty(e => e.State, MessageExportState.Running).SetProperty(e => e.Attempt, 1).SetProperty(e => e.ClaimedUntil, until));
            db.MessageExportParts.Add(new() { ExportId = id, Attempt = 1, Position = 0, Content = "metade"u8.ToArray() });
            await db.SaveChangesAsync();
        }

        Assert.False(await _world.Get<MakeExports>().RunAsync(default), "The claim has not lapsed.");
        _world.World.Clock.Advance(MakeExports.Claim + TimeSpan.FromSeconds(1));
        Assert.True(await _world.Get<MakeExports>().RunAsync(default));

        Assert.Equal(6, Encoding.UTF8.GetString(await DownloadAsync(id)).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        await using var after = _world.World.Database.Open();
        Assert.Equal([2], await after.MessageExportParts.Select(p => p.Attempt).ToListAsync());
    }

    [Fact]
    public async Task Cancel_InTheMiddle_StopsAndLeavesNothing()
    {
        await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Xlsx);

        Assert.True(await Acting(() => _world.Get<CancelExport>().RunAsync(MeterWorld.Officer, id, default)).RunAsync(default));

        var export = (await _world.Get<MessageExportList>().FindAsync(id, default))!;
        Assert.Equal((MessageExportState.Cancelled, 1L), (export.State, export.Rows));
        await using var db = _world.World.Database.Open();
        Assert.Equal(0, await db.MessageExportParts.CountAsync());
    }

    [Fact]
    public async Task Make_BegunAgainBySomebodyElse_StopsAndLeavesHisPieces()
    {
        await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Csv);

        await Acting(async () =>
        {
            await using var db = _world.World.Database.Open();
            await db.MessageExports.ExecuteUpdateAsync(s => s.SetProperty(e => e.Attempt, 2));
            db.MessageExportParts.Add(new() { ExportId = id, Attempt = 2, Position = 0, Content = "dele"u8.ToArray() });
            await db.SaveChangesAsync();
        }).RunAsync(default);

        await using var after = _world.World.Database.Open();
        Assert.Equal([2], await after.MessageExportParts.Select(p => p.Attempt).ToListAsync());
        Assert.Equal(MessageExportState.Running, (await after.MessageExports.SingleAsync()).State);
    }

    [Fact]
    public async Task Make_DiedAsOftenAsAllowed_FailsVisibly()
    {
        await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Csv);
        await using (var db = _world.World.Database.Open())
            await db.MessageExports.ExecuteUpdateAsync(s => s.SetProperty(e => e.Attempt, MakeExports.MostAttempts));

        Assert.False(await _world.Get<MakeExports>().RunAsync(default));

        Assert.Equal(MessageExportState.Failed, (await _world.Get<MessageExportList>().FindAsync(id, default))!.State);
    }

    [Fact]
    public async Task Forget_AfterADay_DeletesTheFileAndKeepsWhoTookIt()
    {
        await DeliverAsync();
        var id = await AskAsync(MessageExportFormat.Csv);
        await _world.Get<MakeExports>().RunAsync(default);
        await DownloadAsync(id);
        await _world.Get<MakeExports>().ForgetAsync(default);
        Assert.NotNull(await _world.Get<MessageExportList>().OpenAsync(MeterWorld.Officer, id, default));

        _world.World.Clock.Advance(MakeExports.Kept);
        Assert.Null(await _world.Get<MessageExportList>().OpenAsync(MeterWorld.Officer, id, default));
        await _world.Get<MakeExports>().ForgetAsync(default);

        await using var db = _world.World.Database.Open();
        Assert.Equal(0, await db.MessageExportParts.CountAsync());
        Assert.Equal(MessageExportState.Expired, (await db.MessageExports.SingleAsync()).State);
        // Asked for, taken, opened once more.
        Assert.Equal(3, await db.AuditEntries.CountAsync(a => a.Action == "mensagens-exportadas"));
    }

    private async Task<IReadOnlyList<long>> DeliverAsync(string? template = null)
    {
        await _world.ImportContractAsync();
        var ids = new List<long>();
        foreach (var at in new[] { 1, 10, 20 }.Select(day => new DateTimeOffset(2026, 6, day, 14, 0, 0, TimeSpan.Zero)))
            ids.Add(await _world.DeliverAsync(at, "UTILITY", inWindow: false));
        ids.Add(await _world.DeliverAsync(new(2026, 7, 1, 14, 0, 0, TimeSpan.Zero)));
        if (template is not null)
        {
            await using var db = _world.World.Database.Open();
            await db.Messages.Where(m => m.Id == ids[0]).ExecuteUpdateAsync(s => s.SetProperty(m => m.Template, template));
        }

        ids.Add(await _world.DeliverAsync(new(2026, 7, 2, 14, 0, 0, TimeSpan.Zero), "MARKETING"));
        await _world.CountAsync();
        return ids;
    }

    private async Task<long> AskAsync(MessageExportFormat format)
    {
        var asked = await _world.Get<AskForExport>().RunAsync(MeterWorld.Officer, June, July, format, default);
        Assert.Null(asked.Refusal);
        return asked.Id!.Value;
    }

    private async Task<Dpemt.Portal.Identity.Refusal> RefusedAsync(BillingMonth from, BillingMonth to) =>
        (await _world.Get<AskForExport>().RunAsync(MeterWorld.Officer, from, to, MessageExportFormat.Csv, default)).Refusal!;

    /// <summary>Makes files, notes each line, and lets something happen after the first one was noted.</summary>
    private MakeExports Acting(Func<Task> act) =>
        new(new ActingContexts(_world.Get<IDbContextFactory<PortalDbContext>>(), act), _world.Get<MeteredMessages>(), _world.World.Clock) { Told = 1 };

    private async Task<byte[]> DownloadAsync(long id)
    {
        using var file = new MemoryStream();
        await (await _world.Get<MessageExportList>().OpenAsync(MeterWorld.Officer, id, default))!(file, default);
        return file.ToArray();
    }

    /// <summary>Taking, clearing, names of receptions and the first note have their contexts; before the fifth somebody acts.</summary>
    private sealed class ActingContexts(IDbContextFactory<PortalDbContext> contexts, Func<Task> act) : IDbContextFactory<PortalDbContext>
    {
        private int _calls;

        public PortalDbContext CreateDbContext() => contexts.CreateDbContext();

        public async Task<PortalDbContext> CreateDbContextAsync(CancellationToken cancellationToken = default)
        {
            if (++_calls == 5)
                await act();
            return await contexts.CreateDbContextAsync(cancellationToken);
        }
    }
}
