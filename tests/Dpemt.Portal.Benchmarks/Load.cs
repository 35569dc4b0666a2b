using System.Diagnostics;

namespace Dpemt.Portal.Benchmarks;

/// <summary>One line of the table.</summary>
internal sealed record Row(string What, string Figure);

/// <summary>Calls a piece of work from several loops for a bounded time.</summary>
internal static class Load
{
    internal static async Task<LoadResult> RunAsync(int connections, TimeSpan time, Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        var loops = Enumerable.Range(0, connections).Select(async _ =>
        {
            var times = new List<double>();
            while (watch.Elapsed < time)
            {
                var start = Stopwatch.GetTimestamp();
                await work();
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times;
        });
        var all = (await Task.WhenAll(loops)).SelectMany(t => t).Order().ToArray();
        return new(all, watch.Elapsed);
    }
}

/// <summary>Sorted times in milliseconds, and how long it took.</summary>
internal sealed record LoadResult(double[] Times, TimeSpan Elapsed)
{
    internal double PerSecond => Times.Length / Elapsed.TotalSeconds;

    internal double Percentile(int p) => Times.Length == 0 ? 0 : Times[Math.Min(Times.Length - 1, Times.Length * p / 100)];

    public override string ToString() => $"{PerSecond:N0}/s, median {Percentile(50):N1} ms, p99 {Percentile(99):N1} ms";
}
