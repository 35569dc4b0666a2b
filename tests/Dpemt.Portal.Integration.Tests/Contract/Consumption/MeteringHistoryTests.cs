using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Messaging;
using Dpemt.Portal.Testing.Database;
using Microsoft.EntityFrameworkCore;

namespace Dpemt.Portal.Integration.Tests.Contract.Consumption;

/// <summary>Generated histories: statuses doubled in meaning, out of order, late. Counting bit by bit, rebuilding at once and an oracle that looks message by message agree.</summary>
public sealed class MeteringHistoryTests
{
    /// <summary>Half an hour past the end of June in Cuiabá: histories lie around the border of the month.</summary>
    private static readonly DateTimeOffset Border = new(2026, 7, 1, 4, 0, 0, TimeSpan.Zero);

    private static readonly DateTimeOffset Start = Border.AddDays(3);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Count_BitByBit_EqualsRebuildingAndTheOracle(int seed)
    {
        var history = History.Of(seed, 60);
        await using var bits = new MeterWorld(Start);
        await using var whole = new MeterWorld(Start);
        await history.WriteMessagesAsync(bits);
        await history.WriteMessagesAsync(whole);
        foreach (var piece in history.Events.Chunk(25))
        {
            foreach (var one in piece)
                await History.WriteAsync(bits, one);
            await bits.CountAsync();
        }

        foreach (var one in history.Events)
            await History.WriteAsync(whole, one);
        var result = await whole.Get<RebuildConsumption>().RunAsync(null, null, default);

        Assert.InRange(result.Messages, 1, 60);
        var lines = await bits.LinesAsync();
        Assert.Equal(lines, await whole.LinesAsync());
        Assert.Equal(history.Expected(), Sums(lines));
        Assert.True((await bits.Get<RebuildConsumption>().RunAsync(MeterWorld.Month("2026-06"), null, default)).WasRight);
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public async Task Count_AroundClosingAndOpening_KeepsClosedLinesAndTheTruthInSum(int seed)
    {
        var history = History.Of(seed, 40);
        await using var world = new MeterWorld(Start);
        await world.ImportContractAsync();
        await history.WriteMessagesAsync(world);
        var june = MeterWorld.Month("2026-06");
        var (pieces, frozen) = (history.Events.Chunk(history.Events.Count / 4 + 1).ToList(), (List<FrozenLine>?)null);
        for (var i = 0; i < pieces.Count; i++)
        {
            foreach (var one in pieces[i])
                await History.WriteAsync(world, one);
            await world.CountAsync();
            await world.CountAsync();
            if (i == 0 || i == 2)
            {
                Assert.True((await world.Get<CloseConsumption>().RunAsync(MeterWorld.Officer, june, null, "Fechamento", default)).Done);
                frozen = [.. (await world.LinesAsync()).Where(l => new BillingMonth(l.Dia) == june)];
            }
            else if (i == 1)
            {
                Assert.Equal(frozen, (await world.LinesAsync()).Where(l => new BillingMonth(l.Dia) == june));
                Assert.True((await world.Get<ReopenConsumption>().RunAsync(MeterWorld.Officer, june, "Reabertura", default)).Done);
                Assert.DoesNotContain(await world.LinesAsync(), l => l.Ajuste);
            }
        }

        var lines = await world.LinesAsync();
        Assert.Equal(frozen, lines.Where(l => new BillingMonth(l.Dia) == june));
        // What is closed and its adjustments together are what the messages say.
        Assert.Equal(history.Expected(), Sums(lines));
        Assert.True((await world.Get<RebuildConsumption>().RunAsync(null, null, default)).WasRight);
        Assert.Equal(lines, await world.LinesAsync());
    }

    [Fact]
    public async Task Rebuild_SpoiledSumsAndPlaces_AreMendedAndTold()
    {
        await using var world = new MeterWorld(Start);
        var history = History.Of(21, 30);
        await history.WriteMessagesAsync(world);
        foreach (var one in history.Events)
            await History.WriteAsync(world, one);
        await world.CountAsync();
        var right = await world.LinesAsync();
        await using (var db = world.World.Database.Open())
        {
            await db.ConsumptionDays.Take(3).ExecuteUpdateAsync(s => s.SetProperty(d => d.Messages, d => d.Messages + 7));
            await db.MeteredMessages.OrderBy(m => m.MessageId).Take(2).ExecuteDeleteAsync();
        }

        var result = await world.Get<RebuildConsumption>().RunAsync(null, null, default);

        Assert.False(result.WasRight);
        Assert.Equal(right, await world.LinesAsync());
        Assert.True((await world.Get<RebuildConsumption>().RunAsync(null, null, default)).WasRight);
    }

    [FactOnSqlite("reads SQLite's query plans")]
    public async Task Queries_ThatRunAllDay_ScanNothingThatGrowsWithHistory()
    {
        using var database = new TestDatabase();
        await using var db = database.Open();
        var (first, last, ids) = (new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 31), new List<long> { 1, 2, 3 });
        await AssertSearchesAsync(MessageUsage.After(db, 5).Take(100), "PRIMARY KEY");
        await AssertSearchesAsync(db.MessageStatusChanges.Where(c => c.MessageId >= 5 && c.MessageId <= 9 && c.Status >= MessageStatus.Accepted).OrderBy(c => c.MessageId).ThenBy(c => c.Status), "MessageId_Status");
        await AssertSearchesAsync(db.Messages.Where(m => m.Author != MessageAuthor.Citizen && m.Id >= 5 && m.Id <= 9).OrderBy(m => m.Id), "PRIMARY KEY");
        await AssertSearchesAsync(db.ConsumptionDays.Where(d => d.Day >= first && d.Day <= last), "IX_ctr_ConsumptionDay_Key");
        await AssertSearchesAsync(new MeteredFilter(MeterWorld.Month("2026-07"), ItemKind.Utility, Template: "x", Differing: true).Of(db.ConsumptionDays), "IX_ctr_ConsumptionDay_Key");
        await AssertSearchesAsync(db.MeteredMessages.Where(m => ids.Contains(m.DayId) && m.MessageId > 7).OrderBy(m => m.MessageId).Take(50), "IX_ctr_MeteredMessage_DayId_MessageId");
        await AssertSearchesAsync(db.MeteredMessages.Where(m => ids.Contains(m.MessageId)), "PRIMARY KEY");
        await AssertSearchesAsync(db.MeteredChanges.Where(c => c.MessageId >= 5 && c.MessageId <= 9), "IX_ctr_MeteredChange_MessageId");
        await AssertSearchesAsync(db.ConsumptionVersions.Where(v => v.Month == MeterWorld.Month("2026-07")).OrderByDescending(v => v.Number), "IX_ctr_ConsumptionVersion_Month_Number");
    }

    private static async Task AssertSearchesAsync<T>(IQueryable<T> query, string index)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + command.CommandText;
        await command.Connection!.OpenAsync();
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await reader.ReadAsync())
            plan.Add(reader.GetString(3));
        await command.Connection.CloseAsync();
        Assert.Contains(index, string.Join(" | ", plan), StringComparison.Ordinal);
        // The list of ids that is handed in is scanned; it does not grow.
        Assert.DoesNotContain(plan, p => p.StartsWith("SCAN", StringComparison.Ordinal) && !p.Contains("VIRTUAL TABLE", StringComparison.Ordinal));
    }

    private static List<string> Sums(IEnumerable<FrozenLine> lines) =>
        [.. lines.GroupBy(l => $"{l.Competencia} {l.Categoria} {l.Motivo}").Select(g => (g.Key, Sum: g.Sum(l => l.Mensagens))).Where(g => g.Sum != 0).Select(g => $"{g.Key} {g.Sum}").Order(StringComparer.Ordinal)];

    private sealed record Happening(int Message, MessageStatus Status, DateTimeOffset At, string? Type);

    private sealed record Written(DateTimeOffset At, string? Category, bool? InWindow);

    private sealed record History(IReadOnlyList<Written> Messages, IReadOnlyList<Happening> Events)
    {
        private static readonly string?[] Categories = [null, "UTILITY", "MARKETING", "AUTHENTICATION"];
        private static readonly string?[] Types = [null, null, "regular", "free_customer_service", "free_entry_point"];
        private static readonly MessageStatus[] Statuses = [MessageStatus.Accepted, MessageStatus.Sent, MessageStatus.Failed, MessageStatus.Delivered, MessageStatus.Read];

        internal static History Of(int seed, int messages)
        {
            // A seed of its own for each history: what failed can be repeated.
#pragma warning disable CA5394
            var random = new Random(seed);
            var written = Enumerable.Range(0, messages)
                .Select(_ => new Written(Border.AddMinutes(random.Next(-2880, 1440)), Categories[random.Next(Categories.Length)], random.Next(3) switch { 0 => null, 1 => true, _ => false })).ToList();
            var events = written.SelectMany((m, i) => Statuses.Where(_ => random.Next(10) < 6)
                .Select(s => new Happening(i, s, m.At.AddMinutes(random.Next(-1, 900)), Types[random.Next(Types.Length)]))).ToArray();
            random.Shuffle(events);
#pragma warning restore CA5394
            return new(written, events);
        }

        internal async Task WriteMessagesAsync(MeterWorld world)
        {
            for (var i = 0; i < Messages.Count; i++)
                Assert.Equal(i + 1, await world.SendAsync(Messages[i].At, Messages[i].Category, Messages[i].InWindow));
        }

        internal static Task WriteAsync(MeterWorld world, Happening one) => world.StatusAsync(one.Message + 1, one.Status, one.At, one.Type);

        /// <summary>The rule again, in the plainest words, message by message.</summary>
        internal List<string> Expected()
        {
            var counted = new List<string>();
            for (var i = 0; i < Messages.Count; i++)
            {
                var (message, mine) = (Messages[i], Events.Where(e => e.Message == i).ToList());
                var arrived = mine.Where(e => e.Status is MessageStatus.Delivered or MessageStatus.Read).ToList();
                var taken = mine.Where(e => e.Status != MessageStatus.Failed).ToList();
                if (taken.Count == 0)
                    continue;
                var at = (arrived.Count > 0 ? arrived : taken).Min(e => e.At);
                var month = (at < message.At ? message.At : at) < Border ? "2026-06" : "2026-07";
                var word = mine.Where(e => e.Type is not null).OrderByDescending(e => (int)e.Status).FirstOrDefault()?.Type;
                var free = word is null ? message.Category == "UTILITY" && message.InWindow == true : word != "regular";
                var reason = arrived.Count == 0 ? "nao-entregue" : message.Category is null ? "servico" : free ? "gratuita" : "cobrada";
                var category = message.Category switch { null => "servico", "UTILITY" => "utilidade", "MARKETING" => "marketing", _ => "autenticacao" };
                counted.Add($"{month} {category} {reason}");
            }

            return [.. counted.GroupBy(c => c).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal)];
        }
    }
}
