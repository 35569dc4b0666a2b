using System.Diagnostics;
using System.Globalization;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Protection;
using Dpemt.Portal.Testing.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Benchmarks;

/// <summary>A month of 275 000 messages counted from its events, closed and shown; a year of 3.3 million counted anew.</summary>
internal static class ConsumptionBench
{
    private const int PerMonth = 275_000;
    private const int Times = 21;

    private static readonly BillingMonth First = new(2026, 6);

    internal static async Task<IReadOnlyList<Row>> RunAsync() => [.. await MonthAsync(), .. await YearAsync()];

    private static async Task<List<Row>> MonthAsync()
    {
        using var database = new TestDatabase();
        Seed(database, 1);
        await using var portal = Start(database, 1);
        var services = portal.Services;
        await services.GetRequiredService<ImportContract>().RunAsync(Actor.Portal, "001/2026", First.FirstDay, null, ContractTerms.SignedDocument, default);
        var count = Stopwatch.StartNew();
        await services.GetRequiredService<CountConsumption>().RunAsync(default);
        var counted = count.Elapsed;
        var closed = await services.GetRequiredService<CloseConsumption>().RunAsync(Actor.Portal, First, null, null, default);
        count.Stop();
        var months = services.GetRequiredService<ConsumptionMonths>();
        var reading = await months.RunAsync(First, default);
        var stream = Stopwatch.StartNew();
        var lines = 0;
        await foreach (var _ in services.GetRequiredService<MeteredMessages>().StreamAsync(new(First), default))
            lines++;
        stream.Stop();
        return
        [
            new($"{reading.Lines.Sum(l => l.Messages):N0} messages counted from their events and the month closed (wanted: 10 s)",
                $"{count.Elapsed.TotalSeconds:N1} s, of it counting {counted.TotalSeconds:N1} s; {(closed.Done ? "closed" : closed.Refusal!.Code)}, {reading.Lines.Count:N0} daily lines, {ContractText.Money(reading.Metered.Price.Total)}"),
            new("that month's screen (wanted: 300 ms)", await TimeAsync(() => months.RunAsync(First, default))),
            new("a page of 50 of its messages", await TimeAsync(() => services.GetRequiredService<MeteredMessages>().PageAsync(new(First), null, 50, default))),
            new($"all {lines:N0} messages with their ids, streamed", $"{stream.Elapsed.TotalSeconds:N1} s, {lines / stream.Elapsed.TotalSeconds:N0}/s"),
        ];
    }

    private static async Task<List<Row>> YearAsync()
    {
        using var database = new TestDatabase();
        var before = new FileInfo(database.FilePath).Length;
        Seed(database, 12);
        var seeded = new FileInfo(database.FilePath).Length - before;
        await using var portal = Start(database, 12);
        var rebuild = portal.Services.GetRequiredService<RebuildConsumption>();
        var first = await MeasureAsync(() => rebuild.RunAsync(null, null, default));
        var ledger = new FileInfo(database.FilePath).Length - before - seeded;
        var again = await MeasureAsync(() => rebuild.RunAsync(null, null, default));
        return
        [
            new($"a year of {PerMonth * 12:N0} messages counted from nothing (wanted: 120 s)", first),
            new("the same rebuilt over right counts", again),
            new("size of the year's counts beside its messages", $"{ledger / 1e6:N0} MB beside {seeded / 1e6:N0} MB"),
        ];
    }

    private static async Task<string> MeasureAsync(Func<Task<RebuildResult>> work)
    {
        GC.Collect();
        using var stop = new CancellationTokenSource();
        var peak = 0L;
        var watch = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(false));
                await Task.Delay(100, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
        var time = Stopwatch.StartNew();
        var result = await work();
        time.Stop();
        await stop.CancelAsync();
        await watch;
        return $"{time.Elapsed.TotalSeconds:N1} s, {result.Messages / time.Elapsed.TotalSeconds:N0}/s, peak {peak / 1e6:N0} MB managed, {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB resident; {result.Moved:N0} moved";
    }

    private static WebApplication Start(TestDatabase database, int months) => TestServices.Build(
        database, null, services =>
        {
            services.AddIdentityModule();
            services.AddConversations();
            services.AddNotices();
            services.AddContract();
        },
        new FakeTimeProvider(First.Plus(months).Whole.Start.AddDays(2)), workers: false);

    private static async Task<string> TimeAsync(Func<Task> work)
    {
        var times = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            var start = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        var first = times[0];
        times.Sort();
        return $"first {first:N0} ms, median {times[Times / 2]:N1} ms, worst {times[^1]:N0} ms";
    }

    /// <summary>Half free messages, half templates of twelve names, from twenty receptions; 3 of 100 never delivered, 60 of 100 read.</summary>
    private static void Seed(TestDatabase database, int months)
    {
        using var connection = new SqliteConnection($"Data Source={database.FilePath};Pooling=False");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var message = Command(connection, transaction,
            """
            INSERT INTO "msg_Message" ("Id","CitizenId","Author","Kind","Text","Wamid","Template","TemplateCategory","InWindow","ReceptionId","Status","OccurredAt","CreatedAt")
            VALUES (@p0,@p1,1,@p2,@p3,@p4,@p5,@p6,@p7,@p8,50,@p9,@p9)
            """, 10);
        using var status = Command(connection, transaction,
            """
            INSERT INTO "msg_MessageStatusChange" ("MessageId","Status","OccurredAt","ReceivedAt","PricingType","PricingCategory","Billable") VALUES (@p0,@p1,@p2,@p2,@p3,@p4,@p5)
            """, 6);
        var keys = new FieldProtector(KeyRing.Parse(File.ReadAllText(database.KeyFile)));
        var (text, wamid, id) = (new byte[160], keys.SealText("wamid.HBgMNTU2NTk5OTkwMDAxFQIAERgSQ0FGRUNBRkVDQUZFQ0FGRQA=", "Message.Wamid"), 0L);
        for (var month = 0; month < months; month++)
        {
            var whole = First.Plus(month).Whole;
            var step = whole.Length.Ticks / (PerMonth + 1);
            for (var i = 0; i < PerMonth; i++)
            {
                id++;
                var at = whole.Start.AddTicks(step * (i + 1));
                var category = (i % 20) switch { < 10 => null, < 17 => "UTILITY", < 18 => "MARKETING", _ => "AUTHENTICATION" };
                Run(message, id, $"0198A000-0000-7000-8000-{id % 90_000:D12}", category is null ? 0 : 3, text, wamid,
                    category is null ? DBNull.Value : $"modelo_{i % 12}", (object?)category ?? DBNull.Value, i % 5 == 0 ? 1 : 0, 1 + (i / 7 % 20), Time(at));
                Run(status, id, 30, Time(at), DBNull.Value, DBNull.Value, DBNull.Value);
                var word = category?.ToLowerInvariant() ?? "service";
                Run(status, id, 40, Time(at.AddSeconds(1)), "regular", word, 1);
                if (i % 100 < 3)
                    continue;
                Run(status, id, 50, Time(at.AddSeconds(3)), "regular", word, 1);
                if (i % 10 < 6)
                    Run(status, id, 60, Time(at.AddMinutes(2)), DBNull.Value, DBNull.Value, DBNull.Value);
            }
        }

        transaction.Commit();
        using var checkpoint = connection.CreateCommand();
        checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE);";
        checkpoint.ExecuteNonQuery();
    }

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private static SqliteCommand Command(SqliteConnection connection, SqliteTransaction transaction, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        for (var i = 0; i < parameters; i++)
            command.Parameters.Add(new SqliteParameter("@p" + i.ToString(CultureInfo.InvariantCulture), DBNull.Value));
        command.Prepare();
        return command;
    }

    private static void Run(SqliteCommand command, params ReadOnlySpan<object> values)
    {
        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i];
        command.ExecuteNonQuery();
    }
}
