using System.Diagnostics;
using Dpemt.Portal.Contract.Consumption;
using Dpemt.Portal.Contract.MessageExports;
using Dpemt.Portal.Exports;

namespace Dpemt.Portal.Benchmarks;

/// <summary>A month and a year of metered messages written as files, and how much memory that takes.</summary>
internal static class ExportBench
{
    private const int PerMonth = 275_000;

    internal static async Task<IReadOnlyList<Row>> RunAsync()
    {
        var file = Path.GetTempFileName();
        try
        {
            return
            [
                new($"XLSX of a month, {PerMonth:N0} lines of {MessageTable.Columns.Count} columns (wanted: 10 000/s)", await MeasureAsync(file, PerMonth, XlsxAsync)),
                new("the same as CSV", await MeasureAsync(file, PerMonth, CsvAsync)),
                new($"XLSX of a year, {PerMonth * 12:N0} lines (wanted: constant memory)", await MeasureAsync(file, PerMonth * 12, XlsxAsync)),
                new("the same as CSV", await MeasureAsync(file, PerMonth * 12, CsvAsync)),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static Task<long> XlsxAsync(Stream to, IAsyncEnumerable<IReadOnlyList<object?>> rows) => XlsxStream.WriteAsync(to, "Mensagens", "Mensagens", MessageTable.Columns, rows, default);

    private static Task<long> CsvAsync(Stream to, IAsyncEnumerable<IReadOnlyList<object?>> rows) => CsvExport.WriteAsync(to, MessageTable.Columns, rows, default);

    private static async Task<string> MeasureAsync(string file, int lines, Func<Stream, IAsyncEnumerable<IReadOnlyList<object?>>, Task<long>> write)
    {
        GC.Collect();
        using var stop = new CancellationTokenSource();
        var peak = 0L;
        var watch = Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                peak = Math.Max(peak, GC.GetTotalMemory(false));
                await Task.Delay(50, stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        });
        var time = Stopwatch.StartNew();
        long bytes;
        await using (var to = File.Create(file))
        {
            await write(to, MessageTable.RowsAsync(LinesAsync(lines), new Dictionary<int, string> { [1] = "Recepção de Rondonópolis" }, default));
            bytes = to.Length;
        }

        time.Stop();
        await stop.CancelAsync();
        await watch;
        return $"{time.Elapsed.TotalSeconds:N1} s, {lines / time.Elapsed.TotalSeconds:N0}/s; {bytes / 1e6:N0} MB; peak {peak / 1e6:N0} MB managed, {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB resident";
    }

    private static async IAsyncEnumerable<MeteredLine> LinesAsync(int count)
    {
        await Task.CompletedTask;
        var random = new Random(1);
        var id = new byte[40];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(id);
            var day = new DateOnly(2026, 6, 1).AddDays((int)((long)i * 365 / Math.Max(count, PerMonth * 12)));
            yield return new(
                i + 1, "wamid." + Convert.ToBase64String(id), day, new(day), i % 3 == 0 ? ItemKind.Utility : ItemKind.Service, i % 3 == 0 ? "aviso_audiencia" : "", i % 2,
                true, true, i % 3 == 0 ? ChargeReason.Charged : ChargeReason.Service, MetaWord.Charged, true, false, 1);
        }
    }
}
