using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Exports;
using Dpemt.Portal.Messaging;

namespace Dpemt.Portal.Integration.Tests.Contract.Consumption;

/// <summary>A figure opens down to its messages: all of them, each once, however they are read.</summary>
public sealed class MeteredMessagesTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 7, 15, 14, 0, 0, TimeSpan.Zero);

    private readonly MeterWorld _world = new(Now);

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Stream_OfAFilter_GivesItsMessagesWithTheirIds()
    {
        await _world.DeliverAsync(Now, "MARKETING");
        var free = await _world.DeliverAsync(Now, "UTILITY", inWindow: true);
        var charged = await _world.DeliverAsync(Now, "UTILITY", inWindow: false);
        await _world.CountAsync();

        var lines = await ReadAsync(new(MeterWorld.Month("2026-07"), ItemKind.Utility));

        Assert.Equal([(free, $"wamid.TESTE{free}", false, true), (charged, $"wamid.TESTE{charged}", true, true)], lines.OrderBy(l => l.MessageId).Select(l => (l.MessageId, l.Wamid, l.Charged, l.Sent)));
        Assert.Equal(free, Assert.Single(await ReadAsync(new(MeterWorld.Month("2026-07"), Reason: ChargeReason.FreeByMeta))).MessageId);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Page_AfterPage_GivesEachMessageOnceAndNoId(int size)
    {
        var sent = new List<long>();
        for (var i = 0; i < 10; i++)
            sent.Add(await _world.DeliverAsync(Now.AddDays(-(i % 4)), i % 2 == 0 ? "UTILITY" : null));
        await _world.CountAsync();
        var (seen, cursor) = (new List<MeteredLine>(), (string?)null);

        do
        {
            var page = await _world.Get<MeteredMessages>().PageAsync(new(MeterWorld.Month("2026-07")), cursor, size, default);
            Assert.True(page.Lines.Count <= size);
            seen.AddRange(page.Lines);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(sent, seen.Select(l => l.MessageId).Order());
        Assert.All(seen, l => Assert.Null(l.Wamid));
        Assert.Equal(10, await _world.Get<MeteredMessages>().CountAsync(new(MeterWorld.Month("2026-07")), default));
    }

    [Fact]
    public async Task Stream_AMessageThatIsErased_StaysCountedWithoutAnId()
    {
        var id = await _world.DeliverAsync(Now, "UTILITY");
        await _world.CountAsync();
        await using (var db = _world.World.Database.Open())
        {
            db.Remove(await db.FindAsync<Message>(id) ?? throw new InvalidOperationException());
            await db.SaveChangesAsync();
        }

        Assert.True((await _world.Get<RebuildConsumption>().RunAsync(null, null, default)).WasRight);
        Assert.Equal((id, (string?)null), Assert.Single((await ReadAsync(new(MeterWorld.Month("2026-07")))).Select(l => (l.MessageId, l.Wamid))));
    }

    [Fact]
    public async Task RecordExport_IsInTheAuditTrail()
    {
        await _world.Get<MeteredMessages>().RecordExportAsync(MeterWorld.Officer, new(MeterWorld.Month("2026-07"), ItemKind.Marketing), default);

        await using var db = _world.World.Database.Open();
        var entry = Assert.Single(db.AuditEntries.Where(a => a.Action == "consumo-exportado"));
        Assert.Equal("2026-07", entry.SubjectId);
        Assert.Contains("marketing", entry.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteCsv_LineByLine_IsAsAWholeFileAndKeepsFormulasText()
    {
        ExportColumn[] columns = [new("Modelo"), new("Mensagens", ExportKind.Count)];
        IReadOnlyList<IReadOnlyList<object?>> rows = [["=SOMA(1)", 2L], ["com;ponto", 3L]];
        using var stream = new MemoryStream();

        await CsvExport.WriteAsync(stream, columns, rows.ToAsyncEnumerable(), default);

        Assert.Equal(CsvExport.Write(new("x", columns, rows)), stream.ToArray());
        Assert.Contains("\"'=SOMA(1)\";2", System.Text.Encoding.UTF8.GetString(stream.ToArray()), StringComparison.Ordinal);
    }

    private async Task<List<MeteredLine>> ReadAsync(MeteredFilter filter)
    {
        var lines = new List<MeteredLine>();
        await foreach (var line in _world.Get<MeteredMessages>().StreamAsync(filter, default))
            lines.Add(line);
        return lines;
    }
}
