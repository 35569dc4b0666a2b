using System.Diagnostics;
using Dpemt.Portal.Contract;
using Dpemt.Portal.Contract.Availability;
using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Contract.Months;
using Dpemt.Portal.Contract.Terms;
using Dpemt.Portal.Conversations;
using Dpemt.Portal.Identity;
using Dpemt.Portal.Notices;
using Dpemt.Portal.Testing.Contract;
using Dpemt.Portal.Testing.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Dpemt.Portal.Benchmarks;

/// <summary>Five years of evidence in the database: its size, and how fast the fifth year is read.</summary>
internal static class EvidenceBench
{
    private const int Days = 1826;
    private const int Times = 21;

    private static readonly DateOnly First = new(2026, 6, 1);

    internal static async Task<IReadOnlyList<Row>> RunAsync()
    {
        using var database = new TestDatabase();
        var before = new FileInfo(database.FilePath).Length;
        var bytes = await YearsOfEvidence.SeedAsync(database.Open, First, Days);
        await using (var db = database.Open())
            await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);");
        var size = new FileInfo(database.FilePath).Length - before;

        // The present is the last day of the fifth year, at noon.
        var clock = new FakeTimeProvider(ContractTime.StartOf(First.AddDays(Days)).AddHours(12));
        await using var portal = TestServices.Build(
            database, null, services =>
            {
                services.AddIdentityModule();
                services.AddConversations();
                services.AddNotices();
                services.AddContract();
            },
            clock, workers: false);
        var evidence = portal.Services.GetRequiredService<EvidenceDays>();
        var month = BillingMonth.Of(clock.GetUtcNow()).Plus(-1);
        await portal.Services.GetRequiredService<ImportContract>().RunAsync(Actor.Portal, "001/2026", First, null, ContractTerms.SignedDocument, default);
        var (months, years) = (portal.Services.GetRequiredService<MonthView>(), portal.Services.GetRequiredService<YearView>());
        var check = Stopwatch.StartNew();
        var faults = (await portal.Services.GetRequiredService<CheckEvidence>().RunAsync(default)).Faults.Count;
        check.Stop();
        return
        [
            new($"evidence of {Days} days × 6 components each half minute, packed", $"{bytes / 1e6:N1} MB, {bytes / Days:N0} bytes a day; {size / 1e6:N1} MB of database"),
            new("month view of the fifth year (wanted: 300 ms)", await TimeAsync(() => months.RunAsync(month, default))),
            new("year view of the fifth year", await TimeAsync(() => years.RunAsync(month.FirstDay.Year, default))),
            new("coverage of a month of the fifth year", await TimeAsync(() => evidence.CoverageAsync(month.Whole, default))),
            new("coverage of the same month as Brasília would cut it", await TimeAsync(() => evidence.CoverageAsync(month.In(TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")), default))),
            new("coverage of all five years", await TimeAsync(() => evidence.CoverageAsync(new(ContractTime.StartOf(First), clock.GetUtcNow()), default))),
            new("1 440 minutes of a component's day", await TimeAsync(() => evidence.MinutesAsync(month.FirstDay, ServiceComponent.Sending, default))),
            new("hash of a month", await TimeAsync(() => evidence.HashAsync(month, default))),
            new($"check of the whole chain ({faults} faults besides the audit trail's)", $"{check.Elapsed.TotalMilliseconds:N0} ms"),
        ];
    }

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
}
