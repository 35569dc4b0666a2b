using System.Diagnostics;
using System.Globalization;

namespace Dpemt.Simulator.Hosting;

/// <summary>
/// Ends this process within two seconds after its parent is gone. A killed parent sends no signal, so it is asked
/// for again and again; its start time tells it from a later process that was given the same id.
/// </summary>
internal sealed partial class ParentWatch(SimulatorOptions options, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<ParentWatch> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.ParentPid is not { } pid) return;
        var born = StartOf(pid);
        using var timer = new PeriodicTimer(Interval, clock);
        while (born is not null && StartOf(pid) == born)
        {
            if (!await timer.WaitForNextTickAsync(stoppingToken)) return;
        }

        LogParentGone(log, pid);
        lifetime.StopApplication();
        // An open event stream must not keep an orphan alive.
        await Task.Delay(Patience, clock, CancellationToken.None);
        Environment.Exit(0);
    }

    /// <summary>Something that stays the same while the process lives; null when there is no such process, or only its unreaped remains.</summary>
    internal static string? StartOf(int pid)
    {
        try
        {
            if (OperatingSystem.IsLinux())
            {
                // The name in parentheses may hold blanks: the fields are counted from its end (3 = state, 22 = start time).
                var stat = File.ReadAllText($"/proc/{pid}/stat");
                var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
                return fields[0] is "Z" or "X" ? null : fields[19];
            }

            using var process = Process.GetProcessById(pid);
            return process.HasExited ? null : process.StartTime.Ticks.ToString(CultureInfo.InvariantCulture);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    [LoggerMessage(LogLevel.Information, "O processo {Pid}, que iniciou o simulador, terminou; o simulador termina também.")]
    private static partial void LogParentGone(ILogger log, int pid);
}
