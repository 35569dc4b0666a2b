using System.Globalization;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>Opening hours in words: "segunda a sexta, 8h às 12h e 13h às 17h".</summary>
public static class OpeningHours
{
    private static readonly DayOfWeek[] Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    private static readonly Dictionary<DayOfWeek, string> Names = new()
    {
        [DayOfWeek.Monday] = "segunda",
        [DayOfWeek.Tuesday] = "terça",
        [DayOfWeek.Wednesday] = "quarta",
        [DayOfWeek.Thursday] = "quinta",
        [DayOfWeek.Friday] = "sexta",
        [DayOfWeek.Saturday] = "sábado",
        [DayOfWeek.Sunday] = "domingo",
    };

    /// <summary>Describes the periods of a week; days with the same hours are told together. Null when there are none.</summary>
    public static string? Describe(IEnumerable<ReceptionPeriod> periods)
    {
        var byDay = periods.ToLookup(p => p.Day);
        var parts = new List<string>();
        for (var i = 0; i < Week.Length; i++)
        {
            var hours = HoursOf(byDay[Week[i]]);
            if (hours.Length == 0)
                continue;
            var last = i;
            while (last + 1 < Week.Length && HoursOf(byDay[Week[last + 1]]) == hours)
                last++;
            var days = last == i ? Names[Week[i]] : $"{Names[Week[i]]} {(last == i + 1 ? "e" : "a")} {Names[Week[last]]}";
            parts.Add($"{days}, {hours}");
            i = last;
        }

        return parts.Count == 0 ? null : string.Join("; ", parts);
    }

    private static string HoursOf(IEnumerable<ReceptionPeriod> day)
    {
        var spans = day.OrderBy(p => p.From).Select(p => $"{Hour(p.From)} às {Hour(p.To)}").ToList();
        return spans.Count <= 1 ? string.Concat(spans) : string.Join(", ", spans[..^1]) + " e " + spans[^1];
    }

    private static string Hour(TimeOnly time) => time.Minute == 0
        ? string.Create(CultureInfo.InvariantCulture, $"{time.Hour}h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Hour}h{time.Minute:00}");
}
