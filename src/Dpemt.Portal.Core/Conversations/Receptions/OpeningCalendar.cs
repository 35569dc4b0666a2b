using System.Globalization;

namespace Dpemt.Portal.Conversations.Receptions;

/// <summary>When a reception answers: periods per weekday, several a day, less holidays. Pure; all times are local (America/Cuiaba, no daylight saving).</summary>
public sealed class OpeningCalendar
{
    /// <summary>Days searched for the next opening: more than a year, so that a calendar with one open weekday and long recesses still answers.</summary>
    public const int SearchDays = 400;

    private static readonly CultureInfo Portuguese = CultureInfo.GetCultureInfo("pt-BR");
    private readonly Dictionary<DayOfWeek, List<OpeningPeriod>> _periods;
    private readonly HashSet<DateOnly> _holidays;

    /// <summary>Makes a calendar. Periods that overlap or touch count as one; empty and inverted ones are left out.</summary>
    /// <param name="periods">Opening periods of a week.</param>
    /// <param name="holidays">Whole days without service, of the state, the city and the office.</param>
    public OpeningCalendar(IEnumerable<OpeningPeriod> periods, IEnumerable<DateOnly> holidays)
    {
        _periods = periods.Where(p => p.From < p.Until).GroupBy(p => p.Day).ToDictionary(g => g.Key, g => Join(g.OrderBy(p => p.From)));
        _holidays = [.. holidays];
    }

    /// <summary>True when somebody answers at that local time. A period includes its first instant and excludes its last.</summary>
    public bool IsOpen(DateTime local)
    {
        var time = TimeOnly.FromDateTime(local);
        return PeriodsOf(DateOnly.FromDateTime(local)).Any(p => p.From <= time && time < p.Until);
    }

    /// <summary>The first opening after a local time, or null when none comes within <see cref="SearchDays"/> days. While open it is the next period's.</summary>
    public DateTime? NextOpening(DateTime local)
    {
        var day = DateOnly.FromDateTime(local);
        for (var i = 0; i < SearchDays && day < DateOnly.MaxValue; i++, day = day.AddDays(1))
        {
            foreach (var period in PeriodsOf(day))
            {
                var opening = day.ToDateTime(period.From);
                if (opening > local)
                    return opening;
            }
        }
        return null;
    }

    /// <summary>"hoje às 13h", "amanhã às 8h", "segunda-feira, 23/11, às 8h"; null when open now or never opening.</summary>
    public string? DescribeNextOpening(DateTime local)
        => !IsOpen(local) && NextOpening(local) is { } opening ? Describe(opening, local) : null;

    /// <summary>A coming instant in words, as seen from another.</summary>
    public static string Describe(DateTime opening, DateTime local)
    {
        var hour = Hour(TimeOnly.FromDateTime(opening));
        var days = DateOnly.FromDateTime(opening).DayNumber - DateOnly.FromDateTime(local).DayNumber;
        return days switch
        {
            0 => $"hoje {hour}",
            1 => $"amanhã {hour}",
            _ => opening.ToString(opening.Year == local.Year ? "dddd, dd/MM" : "dddd, dd/MM/yyyy", Portuguese) + $", {hour}",
        };
    }

    private static string Hour(TimeOnly time)
    {
        var preposition = time.Hour == 1 ? "à" : "às";
        return time.Minute == 0
            ? string.Create(CultureInfo.InvariantCulture, $"{preposition} {time.Hour}h")
            : string.Create(CultureInfo.InvariantCulture, $"{preposition} {time.Hour}h{time.Minute:00}");
    }

    private List<OpeningPeriod> PeriodsOf(DateOnly day)
        => !_holidays.Contains(day) && _periods.TryGetValue(day.DayOfWeek, out var periods) ? periods : [];

    private static List<OpeningPeriod> Join(IEnumerable<OpeningPeriod> ordered)
    {
        var joined = new List<OpeningPeriod>();
        foreach (var period in ordered)
        {
            if (joined.Count > 0 && joined[^1].Until >= period.From)
                joined[^1] = joined[^1] with { Until = joined[^1].Until > period.Until ? joined[^1].Until : period.Until };
            else
                joined.Add(period);
        }
        return joined;
    }
}

/// <summary>One opening period of a weekday, local time.</summary>
/// <param name="Day">The weekday.</param>
/// <param name="From">First instant of service.</param>
/// <param name="Until">First instant without service; <see cref="TimeOnly.MaxValue"/> for midnight.</param>
public readonly record struct OpeningPeriod(DayOfWeek Day, TimeOnly From, TimeOnly Until);
