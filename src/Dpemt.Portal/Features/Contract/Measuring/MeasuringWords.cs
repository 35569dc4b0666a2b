using Dpemt.Portal.Contract.Measuring;
using Dpemt.Portal.Web.Components.Localization;

namespace Dpemt.Portal.Web.Features.Contract.Measuring;

/// <summary>A run of minutes with one verdict.</summary>
/// <param name="From">First minute of the day, from 0.</param>
/// <param name="Length">Minutes.</param>
/// <param name="Verdict">What was seen.</param>
public readonly record struct MinuteStretch(int From, int Length, MinuteVerdict Verdict)
{
    /// <summary>As <c>14:05</c>; the end of the day is <c>24:00</c>.</summary>
    public string FromText => Clock(From);

    /// <summary>First minute after it.</summary>
    public string UntilText => Clock(From + Length);

    private static string Clock(int minute) => FormattableString.Invariant($"{minute / 60:00}:{minute % 60:00}");

    /// <summary>Joins equal neighbours.</summary>
    public static IReadOnlyList<MinuteStretch> Of(ReadOnlySpan<MinuteVerdict> minutes)
    {
        var found = new List<MinuteStretch>();
        for (var at = 0; at < minutes.Length; at++)
        {
            if (found.Count > 0 && found[^1].Verdict == minutes[at])
                found[^1] = found[^1] with { Length = found[^1].Length + 1 };
            else
                found.Add(new(at, 1, minutes[at]));
        }

        return found;
    }
}

/// <summary>Words and classes of the measuring screen.</summary>
internal static class MeasuringWords
{
    internal static string Class(MinuteVerdict verdict) => verdict switch
    {
        MinuteVerdict.Up => "up",
        MinuteVerdict.Degraded => "degraded",
        MinuteVerdict.Down => "down",
        MinuteVerdict.Ours => "ours",
        _ => "none",
    };

    internal static string Number(int value) => value.ToString("N0", PortalCulture.Brazil);

    /// <summary>As "há 12 s", "há 5 min", "há 3 h 20 min", "há 2 dias".</summary>
    internal static string Ago(TimeSpan span) => span switch
    {
        { TotalSeconds: < 60 } => $"há {Math.Max(0, (int)span.TotalSeconds)} s",
        { TotalMinutes: < 60 } => $"há {(int)span.TotalMinutes} min",
        { TotalHours: < 48 } => $"há {(int)span.TotalHours} h {span.Minutes:00} min",
        _ => $"há {(int)span.TotalDays} dias",
    };

    /// <summary>One component's day in a sentence, for those who do not see the strip.</summary>
    internal static string Summary(string component, MinuteVerdict[] minutes)
    {
        var counts = MinuteCounts.Of(minutes);
        var parts = new[] { (counts.Up, "no ar"), (counts.Degraded, "degradado"), (counts.Down, "fora do ar"), (counts.Ours, "com falha nossa"), (counts.NoEvidence, "sem evidência") }
            .Where(p => p.Item1 > 0).Select(p => $"{Number(p.Item1)} min {p.Item2}").ToList();
        return component + ": " + (parts.Count == 0 ? "nenhum minuto ainda" : string.Join(", ", parts)) + ".";
    }
}
