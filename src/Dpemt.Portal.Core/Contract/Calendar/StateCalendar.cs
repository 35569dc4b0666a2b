namespace Dpemt.Portal.Contract.Calendar;

/// <summary>
/// Days with and without work of the state of Mato Grosso: weekends, the holidays of federal and state law, and the days that
/// administrators keep (pontos facultativos, recesses). Pure: made with the kept days of the years it is asked about.
/// </summary>
/// <param name="kept">Days without work that administrators entered for the whole state, with their names.</param>
public sealed class StateCalendar(IReadOnlyDictionary<DateOnly, string> kept)
{
    /// <summary>Only what the law gives.</summary>
    public static readonly StateCalendar OfLaw = new(new Dictionary<DateOnly, string>());

    /// <summary>Why a day has no work, in Portuguese, or null when it has.</summary>
    public string? DayOff(DateOnly day) =>
        kept.TryGetValue(day, out var name) ? name
        : HolidayOfLaw(day) ?? (day.DayOfWeek is DayOfWeek.Saturday ? "Sábado" : day.DayOfWeek is DayOfWeek.Sunday ? "Domingo" : null);

    /// <summary>True when there is work on that day.</summary>
    public bool IsWorkingDay(DateOnly day) => DayOff(day) is null;

    /// <summary>The first working day after <paramref name="day"/>.</summary>
    public DateOnly NextWorkingDay(DateOnly day)
    {
        do
        {
            day = day.AddDays(1);
        }
        while (!IsWorkingDay(day));
        return day;
    }

    /// <summary><paramref name="day"/> itself when it is a working day, else the next one (Lei 14.133/2021, art. 183, § 2º).</summary>
    public DateOnly OnOrAfter(DateOnly day) => IsWorkingDay(day) ? day : NextWorkingDay(day);

    /// <summary>Holidays of federal law (Lei 662/1949, 6.802/1980, 14.759/2023) and the moving ones that the state keeps.</summary>
    public static string? HolidayOfLaw(DateOnly day) => (day.Month, day.Day) switch
    {
        (1, 1) => "Confraternização Universal",
        (4, 21) => "Tiradentes",
        (5, 1) => "Dia do Trabalho",
        (9, 7) => "Independência do Brasil",
        (10, 12) => "Nossa Senhora Aparecida",
        (11, 2) => "Finados",
        (11, 15) => "Proclamação da República",
        (11, 20) => "Consciência Negra",
        (12, 25) => "Natal",
        _ => (day.DayNumber - EasterSunday(day.Year).DayNumber) switch
        {
            -48 or -47 => "Carnaval",
            -2 => "Sexta-feira Santa",
            60 => "Corpus Christi",
            _ => null,
        },
    };

    /// <summary>Easter Sunday of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher).</summary>
    public static DateOnly EasterSunday(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100;
        var d = ((19 * a) + b - (b / 4) - ((b - ((b + 8) / 25) + 1) / 3) + 15) % 30;
        var e = (32 + (2 * (b % 4)) + (2 * (c / 4)) - d - (c % 4)) % 7;
        var f = d + e - (7 * ((a + (11 * d) + (22 * e)) / 451)) + 114;
        return new DateOnly(year, f / 31, (f % 31) + 1);
    }
}
